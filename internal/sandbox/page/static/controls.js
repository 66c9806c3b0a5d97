// The things that hold a value: menus, boxes, dates, text. Each control is an
// element to show and a way to read what it holds.

import { h } from "/assets/dom.js";
import { drawText } from "/assets/dialog.js";
import { realName, world } from "/assets/world.js";

let serial = 0;
export const freshID = () => `control-${++serial}`;

const words = (object) => object?.text ?? "";

function choices(e) {
  if (e.option_groups) return e.option_groups.map((group) => [words(group.label), group.options]);
  if (e.options) return [["", e.options]];
  const people = () => world.people.map((p) => entry(realName(p), p.id));
  const channels = () => world.channels.map((c) => entry("#" + c.name, c.id));
  if (e.type.includes("users")) return [["", people()]];
  if (e.type.includes("channels")) return [["", channels()]];
  if (e.type.includes("conversations")) return [["Channels", channels()], ["People", people()]];
  return [["", [e.initial_option, ...(e.initial_options ?? [])].filter(Boolean)]];
}

const entry = (text, value) => ({ text: { type: "plain_text", text }, value });

function preset(e) {
  const own = e.initial_option ?? e.initial_user ?? e.initial_channel ?? e.initial_conversation;
  const list = e.initial_options ?? e.initial_users ?? e.initial_channels ?? e.initial_conversations;
  return (list ?? (own ? [own] : [])).map((one) => (typeof one === "string" ? one : one.value));
}

function select(e, id) {
  const chosen = preset(e);
  const option = (o) => h("option", { value: o.value, selected: chosen.includes(o.value) }, words(o.text));
  const groups = choices(e).map(([name, options]) =>
    name ? h("optgroup", { label: name }, options.map(option)) : options.map(option));
  const node = h("select", { id }, h("option", { value: "", selected: !chosen.length }, words(e.placeholder) || "Choose…"), groups);
  return { node, read: () => node.value || undefined };
}

// boxes is one fieldset of ticks or of radio buttons; long multiple menus are that too.
function boxes(e, id, kind, options) {
  const chosen = preset(e);
  const one = (o) => {
    const tick = h("input", { type: kind, name: id, value: o.value, checked: chosen.includes(o.value) });
    return h("label", { class: "box" }, tick, h("span", {}, h("span", { class: "text" }, drawText(o.text)),
      o.description && h("span", { class: "hint" }, drawText(o.description))));
  };
  const node = h("fieldset", { id, class: "boxes", tabindex: "-1" }, options.map(one));
  const picked = () => [...node.querySelectorAll("input:checked")].map((input) => input.value);
  return { node, read: () => (kind === "radio" ? picked()[0] : picked()) };
}

function typed(e, id, type, extra = {}) {
  const props = {
    id, type, value: e.initial_value ?? "", placeholder: words(e.placeholder) || undefined,
    minlength: e.min_length, maxlength: e.max_length, ...extra,
  };
  const node = e.multiline || e.type === "rich_text_input" ? h("textarea", { ...props, type: undefined, rows: 4 }) : h("input", props);
  return { node, read: () => node.value || undefined };
}

// rich is written plainly here; the bot gets it as rich text all the same.
function rich(e, id) {
  const held = typed({ ...e, initial_value: "" }, id, "text");
  const block = (text) => ({ type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] });
  return { node: held.node, read: () => (held.read() ? block(held.read()) : undefined) };
}

function moment(e, id) {
  const local = (seconds) => {
    const date = new Date(seconds * 1000);
    return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  const node = h("input", { id, type: "datetime-local", value: e.initial_date_time ? local(e.initial_date_time) : "" });
  return { node, read: () => (node.value ? Math.floor(new Date(node.value) / 1000) : undefined) };
}

// control draws any element that holds a value; null for the ones that do not.
export function control(e, id = freshID()) {
  const date = (type, value) => {
    const node = h("input", { id, type, value: value ?? "" });
    return { node, read: () => node.value || undefined };
  };
  switch (e.type) {
    case "radio_buttons": return boxes(e, id, "radio", e.options ?? []);
    case "checkboxes": return boxes(e, id, "checkbox", e.options ?? []);
    case "datepicker": return date("date", e.initial_date);
    case "timepicker": return date("time", e.initial_time);
    case "datetimepicker": return moment(e, id);
    case "plain_text_input": return typed(e, id, "text");
    case "rich_text_input": return rich(e, id);
    case "email_text_input": return typed(e, id, "email");
    case "url_text_input": return typed(e, id, "url");
    case "number_input": return typed(e, id, "number", { step: e.is_decimal_allowed ? "any" : "1", min: e.min_value, max: e.max_value });
  }
  if (e.type?.startsWith("multi_")) return boxes(e, id, "checkbox", choices(e).flatMap(([, options]) => options));
  if (e.type?.endsWith("_select")) return select(e, id);
  return null;
}

// Draws blocks. Each kind is one function from block to element.

import { h } from "/assets/dom.js";
import { control, freshID } from "/assets/controls.js";
import { drawText } from "/assets/dialog.js";
import { element } from "/assets/elements.js";
import { mrkdwn } from "/assets/mrkdwn.js";
import { picture } from "/assets/picture.js";
import { richText } from "/assets/richtext.js";

export function drawBlocks(blocks, ctx) {
  return h("div", { class: "blocks" }, (blocks ?? []).map((block) => drawBlock(block, ctx)));
}

export function drawBlock(block, ctx) {
  const draw = kinds[block?.type];
  return draw ? draw(block, ctx) : h("p", { class: "muted" }, `(a block of type ${block?.type} is not shown here)`);
}

const text = (object) => h("div", { class: "text" }, drawText(object));

const kinds = {
  header: (b) => h("h3", { class: "block-header" }, drawText(b.text)),
  divider: () => h("hr"),
  section,
  context: (b) => h("div", { class: "context" }, (b.elements ?? []).map((e) =>
    e.type === "image" ? picture(e, "tiny") : text(e))),
  actions: (b, ctx) => h("div", { class: "elements" }, (b.elements ?? []).map((e) => element(e, b, ctx))),
  input,
  image: (b) => h("figure", {}, b.title && h("figcaption", {}, drawText(b.title)), picture(b, "full")),
  rich_text: richText,
  markdown: (b) => h("div", { class: "text" }, mrkdwn(lighten(b.text))),
  table: (b) => table(b, false),
  data_table: (b) => table(b, true),
  alert: (b) => h("div", { class: `alert ${b.level ?? "default"}`, role: "note" }, text(b.text)),
  card,
  carousel: (b, ctx) => h("div", { class: "carousel" }, (b.elements ?? []).map((one) => card(one, ctx))),
  container: (b, ctx) => h("section", { class: "boxed" },
    b.title && h("h3", { class: "block-header" }, drawText(b.title)), b.subtitle && text(b.subtitle), drawBlocks(b.child_blocks, ctx)),
  data_visualization: chart,
  video: (b) => h("p", { class: "muted" }, "Video: ", drawText(b.title)),
};

function section(b, ctx) {
  return h("div", { class: b.accessory ? "section aside" : "section" },
    h("div", { class: "section-body" }, b.text && text(b.text),
      b.fields && h("div", { class: "fields" }, b.fields.map(text))),
    b.accessory && h("div", { class: "accessory" }, element(b.accessory, b, ctx)));
}

// input is labelled, may carry a hint, and shows what was wrong with it.
function input(b, ctx) {
  const id = freshID();
  const held = control(b.element ?? {}, id);
  if (!held) return h("p", { class: "muted" }, drawText(b.label), " cannot be filled in here.");
  const group = held.node.tagName === "FIELDSET";
  const label = h(group ? "p" : "label", { class: "label", for: group ? undefined : id, id: id + "-label" },
    drawText(b.label), b.optional && h("span", { class: "optional" }, "optional"));
  if (group) held.node.setAttribute("aria-labelledby", id + "-label");
  const count = counter(b.element, held.node, id);
  held.node.setAttribute("aria-describedby", [b.hint && `${id}-hint`, count && `${id}-count`, `${id}-fault`].filter(Boolean).join(" "));
  if (!b.optional && !group) held.node.setAttribute("aria-required", "true");
  held.node.setAttribute("data-action", b.element.action_id ?? id);
  if (b.element.focus_on_load) held.node.setAttribute("autofocus", "");
  const fault = h("p", { class: "fault", id: id + "-fault", role: "alert" });
  ctx.hold?.(b.element, b, held.read, { node: held.node, fault });
  if (b.dispatch_action) held.node.addEventListener("change", () => ctx.act(b.element, b, held.read()));
  return h("div", { class: "input" }, label, held.node,
    count, b.hint && h("p", { class: "hint", id: id + "-hint" }, drawText(b.hint)), fault);
}

// counter tells how much of a limited text is used.
function counter(e, node, id) {
  if (e.type !== "plain_text_input" || !e.max_length) return null;
  const el = h("p", { class: "hint counter", id: id + "-count" });
  const count = () => (el.textContent = `${node.value.length} of ${e.max_length} characters`);
  node.addEventListener("input", count);
  count();
  return el;
}

function card(b, ctx) {
  return h("section", { class: "boxed" }, b.hero_image && picture(b.hero_image, "full"),
    b.title && h("h3", { class: "block-header" }, drawText(b.title)), b.subtitle && text(b.subtitle), b.body && text(b.body),
    b.actions && h("div", { class: "elements" }, b.actions.map((e) => element(e, b, ctx))));
}

function table(b, headed) {
  const cell = (c, tag, i) => h(tag, { class: `align-${b.column_settings?.[i]?.align ?? (c.type === "raw_number" ? "right" : "left")}` },
    c.type === "rich_text" ? richText(c) : String(c.text ?? ""));
  const [first = [], ...rest] = b.rows ?? [];
  return h("div", { class: "table", tabindex: "0", role: "region", "aria-label": b.caption ?? "Table" }, h("table", {},
    headed && h("caption", {}, b.caption),
    h("thead", {}, h("tr", {}, first.map((c, i) => cell(c, "th", i)))),
    h("tbody", {}, rest.map((row) => h("tr", {}, row.map((c, i) => cell(c, "td", i)))))));
}

// chart shows the figures of a chart as a table: every reader gets them.
function chart(b) {
  const cell = (value) => ({ type: typeof value === "number" ? "raw_number" : "raw_text", text: String(value ?? "") });
  const c = b.chart ?? {};
  const rows = c.segments
    ? [["", "Value"], ...c.segments.map((s) => [s.label, s.value])]
    : [["", ...(c.series ?? []).map((s) => s.name)],
      ...(c.axis_config?.categories ?? []).map((name, i) => [name, ...(c.series ?? []).map((s) => s.data?.[i]?.value)])];
  return table({ caption: b.title, rows: rows.map((row) => row.map(cell)) }, true);
}

// lighten turns the few Markdown marks that differ into mrkdwn's.
const lighten = (source) => String(source ?? "")
  .replace(/^#{1,6} +(.*)$/gm, "*$1*")
  .replace(/\*\*(.+?)\*\*/g, "*$1*")
  .replace(/^[-*] /gm, "• ")
  .replace(/\[([^\]\n]*)\]\((https?:[^)\s]+)\)/g, "<$2|$1>");

// rich_text blocks.

import { h, link } from "/assets/dom.js";
import { emoji } from "/assets/emoji.js";
import { dateNode, mention, plain } from "/assets/mrkdwn.js";
import { channelName, personName } from "/assets/world.js";

const wraps = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

const inline = {
  text: (e) => plain(e.text),
  link: (e) => link(e.url, e.text || e.url),
  user: (e) => mention("@" + (personName(e.user_id) || e.user_id)),
  channel: (e) => mention("#" + (channelName(e.channel_id) || e.channel_id)),
  usergroup: (e) => mention("@" + e.usergroup_id),
  broadcast: (e) => mention("@" + e.range),
  emoji: (e) => h("span", { class: "emoji", title: `:${e.name}:` }, emoji(e.name) ?? `:${e.name}:`),
  date: (e) => dateNode(e.timestamp, e.format ?? "{date}", e.fallback ?? "", e.url),
  color: (e) => h("code", {}, e.value),
};

function piece(e) {
  let node = inline[e.type]?.(e) ?? "";
  for (const [style, tag] of Object.entries(wraps)) if (e.style?.[style]) node = h(tag, {}, node);
  return node;
}

const pieces = (part) => (part.elements ?? []).map(piece);

const parts = {
  rich_text_section: (p) => h("p", {}, pieces(p)),
  rich_text_quote: (p) => h("blockquote", {}, pieces(p)),
  rich_text_preformatted: (p) => h("pre", {}, h("code", {}, pieces(p))),
  rich_text_list: (p) => h(p.style === "ordered" ? "ol" : "ul", { class: `indent-${Math.min(p.indent ?? 0, 4)}` },
    (p.elements ?? []).map((item) => h("li", {}, pieces(item)))),
};

export const richText = (block) => h("div", { class: "rich text" },
  (block.elements ?? []).map((part) => parts[part.type]?.(part) ?? ""));

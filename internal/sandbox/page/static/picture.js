// Pictures from the workspace itself; the page loads nothing from anywhere else,
// so any other picture shows its description.

import { h } from "/assets/dom.js";

export function picture(image, look) {
  const stored = image.slack_file?.id && `/sandbox/v1/file/${encodeURIComponent(image.slack_file.id)}`;
  const address = local(stored ?? image.image_url ?? image.slack_file?.url ?? image.url);
  const alt = image.alt_text ?? "";
  const instead = () => h("span", { class: `no-picture ${look}`, role: "img", "aria-label": alt, title: alt }, look === "thumb" ? "" : alt);
  if (!address) return instead();
  const node = h("img", { class: look, src: address, alt });
  node.addEventListener("error", () => node.replaceWith(instead()));
  return node;
}

function local(address) {
  try {
    const url = new URL(address, location.href);
    return url.origin === location.origin ? url.pathname + url.search : "";
  } catch {
    return "";
  }
}

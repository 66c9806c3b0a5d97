// What a chat checks before a modal leaves the page, so that the bot never sees it.

// faults finds what is wrong with the fields of a modal: {action_id: sentence}.
export function faults(held) {
  const out = {};
  for (const [id, { element, block, read, node }] of held) {
    if (block.type !== "input") continue;
    const words = wrong(element, node, read(), !block.optional);
    if (words) out[id] = words;
  }
  return out;
}

function wrong(e, node, value, required) {
  if (node?.validity?.badInput) return e.type === "number_input" ? "Please write a number." : "Please complete this.";
  const empty = value === undefined || value === "" || (Array.isArray(value) && !value.length);
  if (empty) return required ? "Please complete this required field." : "";
  const rule = rules[e.type];
  return (rule ? rule(e, value, node) : "") || tooMany(e, value);
}

const rules = {
  plain_text_input: length,
  email_text_input: (e, value, node) => (node.validity.typeMismatch ? "Please write an email address, such as mara@kessel.example." : ""),
  url_text_input: (e, value, node) => (node.validity.typeMismatch ? "Please write a whole address, such as https://kessel.example." : ""),
  number_input: number,
};

function length(e, value) {
  if (e.min_length && value.length < e.min_length) return `Please write at least ${e.min_length} characters.`;
  if (e.max_length && value.length > e.max_length) return `Please write at most ${e.max_length} characters.`;
  return "";
}

function number(e, value) {
  const n = Number(value);
  if (Number.isNaN(n)) return "Please write a number.";
  if (!e.is_decimal_allowed && !Number.isInteger(n)) return "Please write a whole number.";
  if (e.min_value !== undefined && n < Number(e.min_value)) return `Please write ${e.min_value} or more.`;
  if (e.max_value !== undefined && n > Number(e.max_value)) return `Please write ${e.max_value} or less.`;
  return "";
}

const tooMany = (e, value) => (Array.isArray(value) && e.max_selected_items && value.length > e.max_selected_items
  ? `Please choose at most ${e.max_selected_items}.` : "");

// blame writes each fault under its field; the first one gets the cursor.
export function blame(held, errors) {
  let first = null;
  for (const [id, { block, node, fault }] of held) {
    if (!fault) continue;
    const words = errors[block.block_id] ?? errors[id] ?? errors[block.label?.text] ?? "";
    fault.textContent = words;
    const field = node.tagName === "FIELDSET" ? node.querySelector("input") ?? node : node;
    if (words) node.setAttribute("aria-invalid", "true");
    else node.removeAttribute("aria-invalid");
    if (words) first ??= field;
  }
  first?.focus();
  return Boolean(first);
}

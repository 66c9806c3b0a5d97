import assert from "node:assert/strict";
import { faults } from "./check.mjs";

const fault = (element, value, { optional = false, type = "input", validity = {} } = {}) =>
  faults(new Map([["a", { element, block: { type, optional }, read: () => value, node: { validity } }]])).a ?? "";

const text = { type: "plain_text_input", min_length: 3, max_length: 5 };
assert.match(fault(text, undefined), /required/);
assert.match(fault(text, ""), /required/);
assert.equal(fault(text, undefined, { optional: true }), "");
assert.equal(fault(text, undefined, { type: "section" }), "");
assert.match(fault(text, "ab"), /at least 3/);
assert.match(fault(text, "abcdef"), /at most 5/);
assert.equal(fault(text, "abcd"), "");

const number = { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "10" };
assert.match(fault(number, "0"), /1 or more/);
assert.match(fault(number, "11"), /10 or less/);
assert.match(fault(number, "1.5"), /whole/);
assert.equal(fault({ ...number, is_decimal_allowed: true }, "1.5"), "");
assert.match(fault(number, undefined, { validity: { badInput: true } }), /number/);

assert.match(fault({ type: "email_text_input" }, "mara", { validity: { typeMismatch: true } }), /email/);
assert.match(fault({ type: "url_text_input" }, "kessel", { validity: { typeMismatch: true } }), /address/);
assert.match(fault({ type: "checkboxes" }, []), /required/);
assert.match(fault({ type: "multi_static_select", max_selected_items: 1 }, ["a", "b"]), /at most 1/);
assert.equal(fault({ type: "static_select" }, "a"), "");

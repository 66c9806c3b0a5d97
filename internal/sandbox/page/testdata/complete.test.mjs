import assert from "node:assert/strict";
import { finished, offers, uses } from "./complete.mjs";

const known = {
  command: "/sla", description: "Leads", usage: "help | status | lead ID or email",
  people: [{ name: "ana", label: "Ana Duarte", note: "rep" }, { name: "ben", label: "Ben Okafor", note: "rep" }],
  channels: ["sales-leads", "general"],
};
const labels = (text, caret = text.length) => offers(text, caret, known).list.map((one) => one.label);

assert.deepEqual(uses("help | status | lead ID or email"), [
  { word: "help", rest: "" }, { word: "status", rest: "" }, { word: "lead", rest: "ID or email" },
]);
assert.deepEqual(uses("[help]"), [{ word: "help", rest: "" }]);
assert.deepEqual(uses(""), []);

assert.deepEqual(labels("/"), ["/sla", "/sla help", "/sla status", "/sla lead"]);
assert.deepEqual(labels("/sl"), ["/sla", "/sla help", "/sla status", "/sla lead"]);
assert.deepEqual(labels("/other"), []);
assert.deepEqual(labels("/sla "), ["/sla help", "/sla status", "/sla lead"]);
assert.deepEqual(labels("/sla ST"), ["/sla status"]);
assert.deepEqual(labels("/sla nothing"), []);
assert.deepEqual(labels("/sla lead mara@kessel.example"), []);
assert.equal(offers("/sla l", 6, known).list[0].text, "/sla lead ");

assert.deepEqual(labels("ask @"), ["Ana Duarte", "Ben Okafor"]);
assert.deepEqual(labels("@oka"), ["Ben Okafor"]);
assert.deepEqual(labels("/sla lead @an"), ["Ana Duarte"]);
assert.deepEqual(labels("mara@"), []);
assert.deepEqual(labels("see #lead"), ["#sales-leads"]);
assert.deepEqual(labels("see #g and more", 6), ["#general"]);
assert.deepEqual(offers("see #g and more", 6, known), { from: 4, to: 6, list: [{ label: "#general", note: "", text: "#general ", keys: ["general", "general"] }] });
assert.deepEqual(labels("plain words"), []);
assert.deepEqual(offers("/s", 2, { ...known, command: undefined }).list, []);

assert.equal(finished("/sla status", offers("/sla status", 11, known).list), true);
assert.equal(finished("/sla stat", offers("/sla stat", 9, known).list), false);
assert.equal(finished("@ben", offers("@ben", 4, known).list), true);

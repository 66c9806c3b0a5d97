// The tour's stops: where each one points, what it says, and what it waits for.

import { $ } from "/assets/dom.js";
import { acts, attempt } from "/assets/actor.js";
import { api } from "/assets/api.js";
import { again, leads } from "/assets/leads.js";
import { deliver } from "/assets/stage.js";
import { inTrouble } from "/assets/weather.js";
import { later, realName, shown, visible, world } from "/assets/world.js";

const desk = "sales-leads";
const cards = () => visible(desk).filter((m) => m.blocks?.length && !m.thread_ts && !m.ephemeral_to);
const card = (memo) => visible(desk).find((m) => m.ts === memo.card);
const entry = (ts) => [...$("stream").children].find((el) => el.dataset.key === ts);
const article = (memo) => entry(memo.card);
const replies = (memo) => visible(desk).filter((m) => m.thread_ts === memo.card);
const entryOf = (ts) => shown(desk).find((m) => m.ts === ts);
const firstName = () => realName(world.me).split(" ")[0];
const buttons = (m) => (m?.blocks ?? []).flatMap((block) => (block.type === "actions" ? block.elements : []));

// another lets a second lead arrive unless one waits: whoever loses the race is then
// offered that one.
function another(memo) {
  const same = (b) => b.action_id === memo.click.body.action_id;
  if (cards().some((m) => m.ts !== memo.card && buttons(m).some(same))) return;
  deliver(leads.find((one) => one.lead.name !== memo.lead?.name), true);
}

export const chapters = 6;

// Each stop: chapter, title, text(memo), at(memo), done(memo). begin(memo) notes how
// things stand; needs(memo) tells whether it makes sense at all; help is a button
// {words(memo), act(memo)} for what nobody could press by hand; next is a stop to
// read; place is where one has to be.
export const stops = [
  {
    chapter: 1, place: desk, title: "Let a lead arrive",
    text: () => "Press “A lead arrives” and pick one of the six. Its card comes into this channel.",
    at: () => $("arrive"),
    begin: (memo) => (memo.count = cards().length),
    done: (memo) => cards().length > memo.count && Boolean(memo.card = cards().at(-1).ts),
  },
  {
    chapter: 2, place: desk, title: "Claim it",
    text: () => world.me.is_stranger ? `${firstName()} is a guest of another company, and guests cannot claim. Become one of the sales reps first.`
      : `You are ${firstName()}. Press the button on the card: now the lead is yours, and everybody sees it.`,
    needs: (memo) => memo.card,
    at: (memo) => (world.me.is_stranger ? $("person") : article(memo)?.querySelector(".elements button") ?? article(memo)),
    begin: (memo) => (memo.before = JSON.stringify(card(memo)?.blocks)),
    done: (memo) => acts.last?.body.ts === memo.card && JSON.stringify(card(memo)?.blocks) !== memo.before && Boolean(memo.click = acts.last),
    end: (memo) => (memo.lead = world.arrived),
  },
  {
    chapter: 3, place: desk, title: "Become a colleague",
    text: (memo) => world.me.id !== memo.click.body.user ? `${firstName()} is a guest of another company. Choose a colleague of yours.`
      : "Choose somebody else here. You see the workspace with that person’s eyes. Meanwhile, another lead comes in.",
    needs: (memo) => memo.click,
    at: () => $("person"),
    begin: another,
    done: (memo) => world.me.id !== memo.click.body.user && !world.me.is_stranger && visible(desk).length > 0,
  },
  {
    chapter: 3, place: desk, title: "Lose a race",
    text: (memo) => `On ${firstName()}’s screen the card still had its “${memo.click.words}” button a moment ago. Press it too late, and see the private word that only ${firstName()} gets.`,
    needs: (memo) => memo.click && world.me.id !== memo.click.body.user,
    at: article,
    help: {
      words: (memo) => `Press “${memo.click.words}” as ${firstName()}`,
      act: (memo) => attempt(() => api.click({ ...memo.click.body, user: world.me.id })),
    },
    begin: (memo) => (memo.since = visible(desk).at(-1)?.ts ?? "0"),
    done: (memo) => Boolean(memo.word = shown(desk).find((m) => m.ephemeral_to === world.me.id && !m.note && later(m.ts, memo.since) > 0)?.ts),
  },
  {
    chapter: 3, place: desk, title: "A private word", next: true,
    text: (memo) => `Only ${firstName()} sees this. Nobody is shamed in the channel${buttons(entryOf(memo.word)).length ? ", and the next lead is offered at once" : ""}.`,
    needs: (memo) => memo.word,
    at: (memo) => entry(memo.word),
    done: () => false,
  },
  {
    chapter: 4, place: desk, title: "Open the thread",
    text: (memo) => (replies(memo).length
      ? "What happens to a lead is told in its thread. Open it."
      : "What happens to a lead is told in its card’s thread. Let the same person write once more, then open it."),
    needs: (memo) => memo.card,
    at: (memo) => article(memo)?.querySelector(".replies") ?? article(memo),
    help: {
      unless: (memo) => replies(memo).length > 0,
      words: () => "Let them write again",
      act: (memo) => attempt(() => api.lead(again(memo.lead ?? world.arrived ?? {}))),
    },
    done: (memo) => world.place.thread === memo.card,
  },
  {
    chapter: 4, place: desk, title: "Ask how it goes",
    text: () => world.me.is_stranger ? `${firstName()} is a guest of another company, and guests have no commands. Become one of the sales reps first.`
      : `Press ${world.command} status, or type it and press Enter. A slash alone shows what else there is. Only you see the answer.`,
    at: () => (world.me.is_stranger ? $("person") : $("composer")),
    focus: () => (world.me.is_stranger ? $("person") : $("command")),
    begin: (memo) => (memo.asked = acts.asked),
    done: (memo) => acts.asked > memo.asked,
  },
  {
    chapter: 5, title: "Make Slack hiccup",
    text: () => (inTrouble() ? "Watch this line. It says what goes on, and when all is well again."
      : "Press Hiccups, then “A socket is lost”. The bot must recover without you, and without losing a lead."),
    at: () => (inTrouble() ? $("pulse") : $("hiccups")),
    begin: (memo) => (memo.hurt = false),
    done: (memo) => (memo.hurt ||= inTrouble()) && !inTrouble(),
  },
  {
    chapter: 6, title: "Open the home tab",
    text: () => "Last stop: what the bot keeps ready for each person, always up to date.",
    at: () => visibleOne(document.querySelector('#places a[href="#home"]')) ?? $("nav-toggle"),
    done: () => world.place.kind === "home",
  },
  {
    chapter: 6, title: "That is the tour", last: true,
    text: () => "All of it was the real bot; only Slack was simulated. Jump ahead with +1 h or Mon 9:00, try the other people and the other hiccups. When you like it, connect your own Slack: the README has the clicks.",
    at: () => null,
    done: () => false,
  },
];

const visibleOne = (el) => (el?.checkVisibility?.({ visibilityProperty: true }) ? el : null);

// The bot that Leadpact is measured against: what an ordinary team writes in a day with Bolt and SQLite. A lead
// comes in over HTTP, a card with a Claim button appears, the first click wins. Everything is on disk, synced,
// before anybody is answered. The settings have the names that Leadpact reads.
import { createServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import bolt from "@slack/bolt";

const env = process.env;
const channel = env.LEADPACT_SALES_CHANNEL;
const pause = 1000 / Number(env.LEADPACT_CHANNEL_RATE || 1);

const db = new DatabaseSync(env.LEADPACT_STORE.replace(/^sqlite:/, ""));
db.exec(`
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS leads (
    lead INTEGER PRIMARY KEY, id TEXT UNIQUE, email TEXT UNIQUE, fields TEXT NOT NULL, ts TEXT, owner TEXT, claimed_at TEXT
  );
  CREATE INDEX IF NOT EXISTS unposted ON leads (lead) WHERE ts IS NULL;`);
const insert = db.prepare("INSERT INTO leads (id, email, fields) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
const get = db.prepare("SELECT * FROM leads WHERE lead = ?");
const unposted = db.prepare("SELECT * FROM leads WHERE ts IS NULL ORDER BY lead LIMIT 1");
const posted = db.prepare("UPDATE leads SET ts = ? WHERE lead = ?");
const claim = db.prepare("UPDATE leads SET owner = ?, claimed_at = ? WHERE lead = ? AND owner IS NULL");

const app = new bolt.App({
  token: env.SLACK_BOT_TOKEN,
  appToken: env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: bolt.LogLevel.WARN,
  clientOptions: { slackApiUrl: env.SLACK_API_URL }, // Bolt hands them to its socket client too
});

const escape = (s) => String(s ?? "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const context = (text) => ({ type: "context", elements: [{ type: "mrkdwn", text }] });

function card(row) {
  const f = JSON.parse(row.fields);
  const title = `*${escape(f.name || f.email || f.id)}*, ${escape(f.company)} · ${escape(f.action)}`;
  const button = { type: "button", action_id: "claim", value: String(row.lead), text: { type: "plain_text", text: "Claim" } };
  return {
    text: `New lead: ${title}`,
    blocks: [
      { type: "section", text: { type: "mrkdwn", text: title } },
      context(`${escape(f.campaign)} · score ${escape(f.score)} · via ${escape(f.source)}`),
      row.owner ? context(`<@${row.owner}> took it`) : { type: "actions", elements: [button] },
    ],
  };
}

// One card after the other, as fast as the channel allows.
let wake = () => {};
async function postCards() {
  for (;;) {
    const row = unposted.get();
    if (!row) {
      await new Promise((resolve) => (wake = resolve));
      continue;
    }
    try {
      const { ts } = await app.client.chat.postMessage({ channel, ...card(row) });
      posted.run(ts, row.lead);
    } catch (error) {
      console.error("a card was not posted:", error.message);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

app.action("claim", async ({ ack, action, body, client, respond }) => {
  const won = claim.run(body.user.id, new Date().toISOString(), action.value).changes === 1;
  await ack();
  const row = get.get(action.value);
  if (won) await client.chat.update({ channel: body.channel.id, ts: body.message.ts, ...card(row) });
  else await respond({ response_type: "ephemeral", replace_original: false, text: `<@${row.owner}> was faster.` });
});

// All the leads of one request, or none.
function save(leads) {
  db.exec("BEGIN IMMEDIATE");
  try {
    const changes = leads.map((lead) => insert.run(lead.id ?? null, lead.email ?? null, JSON.stringify(lead)).changes);
    db.exec("COMMIT");
    return changes.map((n) => ({ outcome: n === 1 ? "created" : "duplicate" }));
  } catch (error) {
    db.exec("ROLLBACK");
    throw error;
  }
}

let ready = false;
async function answer(req) {
  if (req.url === "/readyz") return [ready ? 200 : 503, {}];
  if (req.method !== "POST" || req.url !== "/v1/leads") return [404, {}];
  if (req.headers.authorization !== `Bearer ${env.LEADPACT_INTAKE_TOKEN}`) return [401, {}];
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  const leads = [JSON.parse(Buffer.concat(chunks).toString())].flat();
  if (!leads.every((lead) => lead?.id || lead?.email)) return [400, { errors: [{ message: "needs an id or an email" }] }];
  const results = save(leads);
  wake();
  return [200, { results }];
}

const server = createServer(async (req, res) => {
  const [status, body] = await answer(req).catch((e) => [e instanceof SyntaxError ? 400 : 503, { errors: [{ message: e.message }] }]);
  const text = JSON.stringify(body);
  res.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }).end(text);
});
const [host, port] = env.LEADPACT_ADDR.split(":");
server.listen(Number(port), host);
process.on("SIGTERM", () => app.stop().finally(() => process.exit(0)));

await app.start();
ready = true;
postCards();

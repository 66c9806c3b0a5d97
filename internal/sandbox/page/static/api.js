// Talks to the workspace: its control API, its stream of changes, its intake.

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body, headers = {}) {
  const options = { method, headers: { Accept: "application/json", ...headers } };
  if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, "The workspace does not answer. Is the sandbox still running?");
  }
  const text = await response.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    data = { message: text };
  }
  if (!response.ok) throw new Refused(response.status, words(data) || `The workspace answered ${response.status}.`);
  return data ?? {};
}

// words finds the sentence in an error answer.
function words(data) {
  const first = data?.errors?.[0];
  if (first) return [first.field, first.message].filter(Boolean).join(": ");
  const error = data?.error;
  return (typeof error === "string" ? error : error?.message) || data?.message || "";
}

const root = "/sandbox/v1/";
const read = (path, query) => call("GET", root + path + (query ? "?" + new URLSearchParams(query) : ""));
const write = (path, body) => call("POST", root + path, body);

export const api = {
  state: () => read("state"),
  messages: async (channel, as) => (await read("messages", { channel, as })).messages ?? [],
  views: async (user) => (await read("views", { user })).views ?? [],
  home: async (user) => {
    const answer = await read("home", { user });
    return "view" in answer ? answer.view : answer;
  },
  openHome: (user) => write("home/open", { user }),
  click: (body) => write("click", body),
  say: (body) => write("say", body),
  command: (body) => write("command", body),
  submit: (body) => write("submit", body),
  closeView: (body) => write("close", body),
  advance: (body) => write("advance", body),
  faults: (body) => write("faults", body),
  lead: (body) => call("POST", "/v1/leads", body, { Authorization: "Bearer sandbox" }),
};

// listen calls back for each change, and once more after every gap.
export function listen(changed, connected) {
  const source = new EventSource(root + "stream");
  let gap = false;
  source.onopen = () => {
    connected(true);
    if (gap) changed({ changed: "all" });
    gap = false;
  };
  source.onerror = () => {
    gap = true;
    connected(false);
  };
  source.onmessage = (event) => {
    try {
      changed(JSON.parse(event.data));
    } catch {
      changed({ changed: "all" });
    }
  };
}

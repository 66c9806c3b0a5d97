package sandbox

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// call is one call of a Web API method, past its checks.
type call struct {
	args args
	host string
}

// method is one row of the table of methods.
type method struct {
	scope string // "": none needed
	app   bool   // takes the app-level token instead of the bot's
	run   func(*Workspace, call) (answer, *fail)
}

// methods is the whole Web API of the sandbox. Reading a conversation asks for
// the scope of its kind, which only the method itself can tell.
var methods = map[string]method{
	"auth.test":                    {run: (*Workspace).authTest},
	"apps.connections.open":        {app: true, run: (*Workspace).connectionsOpen},
	"blocks.validate":              {run: (*Workspace).blocksValidate},
	"chat.postMessage":             {scope: "chat:write", run: (*Workspace).postMessage},
	"chat.postEphemeral":           {scope: "chat:write", run: (*Workspace).postEphemeral},
	"chat.update":                  {scope: "chat:write", run: (*Workspace).updateMessage},
	"chat.delete":                  {scope: "chat:write", run: (*Workspace).deleteMessage},
	"chat.getPermalink":            {run: (*Workspace).permalink},
	"conversations.open":           {scope: "im:write", run: (*Workspace).conversationsOpen},
	"conversations.info":           {run: (*Workspace).conversationsInfo},
	"conversations.list":           {run: (*Workspace).conversationsList},
	"conversations.members":        {run: (*Workspace).conversationsMembers},
	"users.info":                   {scope: "users:read", run: (*Workspace).usersInfo},
	"users.list":                   {scope: "users:read", run: (*Workspace).usersList},
	"views.open":                   {run: (*Workspace).viewsOpen},
	"views.push":                   {run: (*Workspace).viewsPush},
	"views.update":                 {run: (*Workspace).viewsUpdate},
	"views.publish":                {run: (*Workspace).viewsPublish},
	"files.getUploadURLExternal":   {scope: "files:write", run: (*Workspace).uploadURL},
	"files.completeUploadExternal": {scope: "files:write", run: (*Workspace).completeUpload},
	"files.info":                   {scope: "files:read", run: (*Workspace).filesInfo},
}

// outcome is what goes back over the wire for one call.
type outcome struct {
	status int
	body   []byte
	header map[string]string
	cut    bool
	delay  time.Duration
	fault  string
}

// retryAfter is how many seconds of patience the answer asks for.
func (o *outcome) retryAfter() int {
	seconds, _ := strconv.Atoi(o.header["Retry-After"])
	return seconds
}

// serveAPI answers one Web API call: arguments, fault if one is laid, checks,
// the method itself, journal.
func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	w.noteBase(r.Host)
	a, bad := readArgs(rw, r)
	w.serveCall(rw, r, name, a, func() outcome {
		if bad != nil {
			return outcome{status: http.StatusOK, body: bad.answer().bytes()}
		}
		return w.perform(name, r, a)
	})
}

// serveCall runs work under the faults that are laid for its name, and keeps
// call and answer in the journal.
func (w *Workspace) serveCall(rw http.ResponseWriter, r *http.Request, name string, a args, work func() outcome) {
	defer w.busy.enter()()
	start := w.real()
	out := w.underFaults(name, work)
	if out.delay > 0 {
		w.pause(r, out.delay)
	}
	entry := w.journal.add(Call{
		Time: start, WorkspaceTime: w.opts.Now(), Method: name, arguments: a, Answer: out.body, Status: out.status,
		DurationMS: float64(w.real().Sub(start).Microseconds()) / 1000, RetryAfter: out.retryAfter(), Fault: out.fault, Cut: out.cut,
	})
	if out.cut {
		cutConnection(rw)
		return
	}
	for k, v := range out.header {
		rw.Header().Set(k, v)
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.WriteHeader(out.status)
	if _, err := rw.Write(out.body); err != nil || r.Context().Err() != nil {
		w.journal.lost(entry)
	}
}

// perform makes Slack's checks in Slack's order and runs the method.
func (w *Workspace) perform(name string, r *http.Request, a args) outcome {
	m, known := methods[name]
	res, err := answer(nil), (*fail)(nil)
	switch {
	case !known:
		err = failedWith("unknown_method", nil)
		err.extra = answer{"req_method": name}
	default:
		err = w.authorise(m, r, a)
	}
	if err == nil {
		res, err = m.run(w, call{args: a, host: r.Host})
	}
	if err != nil {
		res = err.answer()
	} else {
		res["ok"] = true
	}
	return outcome{status: http.StatusOK, body: res.bytes(), header: map[string]string{
		"X-OAuth-Scopes": w.provided(m), "X-Accepted-OAuth-Scopes": m.scope, "X-Slack-Req-Id": randomID("", mixed, 12),
	}}
}

func (w *Workspace) provided(m method) string {
	if m.app {
		return "connections:write"
	}
	return w.grantedList()
}

// authorise checks the token, its kind and the scope of a method.
func (w *Workspace) authorise(m method, r *http.Request, a args) *fail {
	token := a["token"]
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = strings.TrimSpace(bearer)
	}
	want := BotToken
	if m.app {
		want = AppToken
	}
	switch {
	case token == "":
		return failed("not_authed")
	case token != BotToken && token != AppToken:
		return failed("invalid_auth")
	case token != want:
		return failed("not_allowed_token_type")
	}
	return w.need(m.scope)
}

// need refuses what the app was not installed for.
func (w *Workspace) need(scope string) *fail {
	if scope == "" || w.has(scope) {
		return nil
	}
	return &fail{code: "missing_scope", extra: answer{"needed": scope, "provided": w.grantedList()}}
}

func (w *Workspace) noteBase(host string) {
	if base := "http://" + host; base != w.baseURL() {
		w.base.Store(&base)
	}
}

// pause holds an answer back, but not beyond the caller or the workspace.
func (w *Workspace) pause(r *http.Request, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	case <-w.done:
	}
}

// page cuts one page out of a list by limit and cursor, as the paged methods do.
func page[T any](a args, items []T) (part []T, meta answer, err *fail) {
	limit, _ := strconv.Atoi(a["limit"])
	if limit <= 0 {
		limit = 1000
	}
	from := 0
	if c := a["cursor"]; c != "" {
		n, bad := strconv.Atoi(strings.TrimPrefix(c, "at:"))
		if bad != nil || n < 0 || n > len(items) {
			return nil, nil, failed("invalid_cursor")
		}
		from = n
	}
	next := ""
	to := min(from+limit, len(items))
	if to < len(items) {
		next = "at:" + strconv.Itoa(to)
	}
	return items[from:to], answer{"next_cursor": next}, nil
}

// object tells whether raw JSON is an object, list whether it is an array.
func object(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '{' && json.Valid(raw) }
func list(raw json.RawMessage) bool   { return len(raw) > 0 && raw[0] == '[' && json.Valid(raw) }

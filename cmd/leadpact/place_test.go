package main

import (
	"net"
	"strings"
	"testing"
)

// opened is what the program writes once a workspace has opened, and where.
const opened = `The workspace is open: (http://[^/]+)/`

// aFreeAddress is one where nobody listens.
func aFreeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	expect(t, err)
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// aPlace is an address where no workspace has opened yet.
func aPlace(t *testing.T) *world {
	t.Helper()
	return &world{workspace: &workspace{t: t, url: "http://" + aFreeAddress(t), http: newClient(t), seen: &witness{}}}
}

// isOpened opens a workspace at the place, be it the first or another: that knows
// nothing of the one before.
func (w *world) isOpened() {
	w.workspace.t.Helper()
	w.opensAs(runs(w.workspace.t, nil, w.workspaceOnly()...))
}

// opensAlone opens one in a process of its own, which can be killed.
func (w *world) opensAlone() {
	w.workspace.t.Helper()
	w.opensAs(runsAlone(w.workspace.t, nil, w.workspaceOnly()...))
}

func (w *world) workspaceOnly() []string {
	return []string{"sandbox", "--workspace-only", "--addr", strings.TrimPrefix(w.workspace.url, "http://")}
}

// opensAs notes the program of a workspace, which is looked at before it goes.
func (w *world) opensAs(r *running) {
	w.workspace.t.Helper()
	r.writes(`is open: (http://[^/]+)/`)
	w.program, r.parting = r, w.parts
	w.isJudged()
}

// parts is what happens before the workspace goes: if nobody lives on, the story
// has ended, and is judged; else what can be seen is remembered.
func (w *world) parts() {
	for _, bot := range w.bots {
		if bot != w.program && alive(bot) {
			w.remembers()
			return
		}
	}
	w.judges()
}

// remembers keeps what can be seen of a workspace that is about to go. Its
// messages go with it.
func (w *world) remembers() {
	e := w.looks()
	for _, m := range e.Shown {
		e.Gone = append(e.Gone, m.ID)
	}
	e.Shown = nil
	w.seen.mu.Lock()
	defer w.seen.mu.Unlock()
	w.seen.e, w.remembered = e, w.program
}

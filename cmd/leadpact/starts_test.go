package main

import (
	"testing"
)

// isServed starts a bot in a process of its own and waits until it listens.
func (w *world) isServed(store string, more ...string) *serves {
	w.workspace.t.Helper()
	env := append(settingsFor(w.workspace.url, store), more...)
	return w.starts(store, env, func(t *testing.T) *running { t.Helper(); return runsAlone(t, env, "serve") })
}

// isServedBuilt starts the built program, for stories with much to do.
func (w *world) isServedBuilt(store string) *serves {
	w.workspace.t.Helper()
	env := settingsFor(w.workspace.url, store)
	return w.starts(store, env, func(t *testing.T) *running { t.Helper(); return runsBuilt(t, env, "serve") })
}

// isServedHere starts a bot in this process, as main does.
func (w *world) isServedHere(store string, more ...string) *serves {
	w.workspace.t.Helper()
	env := append(settingsFor(w.workspace.url, store), more...)
	return w.starts(store, env, func(t *testing.T) *running { t.Helper(); return runs(t, env, serve...) })
}

// starts starts a bot of the world, whatever way it is run, and waits until it
// listens. No bot of a story is started in another way, so that all are judged.
func (w *world) starts(store string, env []string, begin func(*testing.T) *running) *serves {
	t := w.workspace.t
	t.Helper()
	w.seen.keeps(store)
	w.seen.paced(env)
	w.seen.begun()
	s := listens(t, begin(t))
	s.watch = w.seen
	w.bots = append(w.bots, s.running)
	w.isJudged() // before this bot is stopped by its test's end
	return s
}

// listens waits until a bot listens.
func listens(t *testing.T, r *running) *serves {
	t.Helper()
	at := "http://" + r.writes(`"msg":"leadpact serves","address":"([^"]+)"`)
	return &serves{running: r, door: &door{t: t, url: at, token: intakeToken, http: newClient(t)}}
}

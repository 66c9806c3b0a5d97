package sandbox

import (
	"context"
	"slices"
)

// Home is a person's home tab; nil while nothing was published for them.
func (w *Workspace) Home(user string) (*View, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.person(user)
	if p == nil {
		return nil, notFound("There is nobody called %q.", user)
	}
	if v := w.homes[p.id]; v != nil {
		shown := v.View
		return &shown, nil
	}
	return nil, nil //nolint:nilnil // no home yet is an answer, not an error
}

// OpenHome lets a person look at a tab ("home" or "messages") of the app and
// returns the home tab once the bot has done what follows.
func (w *Workspace) OpenHome(ctx context.Context, user, tab string) (*View, error) {
	if tab == "" {
		tab = "home"
	}
	if tab != "home" && tab != "messages" {
		return nil, badRequest("The app has the tabs home and messages, not %q.", tab)
	}
	w.mu.Lock()
	p := w.person(user)
	if p == nil || p.bot {
		w.mu.Unlock()
		return nil, notFound("There is nobody called %q.", user)
	}
	var shown *View
	if v := w.homes[p.id]; v != nil {
		shown = &v.View
	}
	payload := homeOpened(p, w.direct(p), tab, w.actionStamp(), w.opts.Now().Unix(), shown)
	w.mu.Unlock()
	e := newEnvelope(kindEvent, false, payload)
	w.carrier.send(e)
	w.carrier.await(ctx, e)
	w.Settle(ctx)
	return w.Home(user)
}

// CloseView is a person's click on the close button of a modal. The bot hears
// of it only if the modal asked for that.
func (w *Workspace) CloseView(ctx context.Context, user, viewID string) error {
	w.mu.Lock()
	p := w.person(user)
	if p == nil {
		w.mu.Unlock()
		return notFound("There is nobody called %q.", user)
	}
	at := slices.IndexFunc(w.stacks[p.id], func(v *view) bool { return v.ID == viewID })
	if at < 0 {
		w.mu.Unlock()
		return notFound("%s has no modal %q open.", p.realName, viewID)
	}
	v := w.stacks[p.id][at]
	keep := at
	if v.ClearOnClose {
		keep = 0
	}
	var e *envelope
	if v.NotifyOnClose {
		out := inView(interaction("view_closed", p, ""), v.View)
		delete(out, "container")
		out["is_cleared"] = v.ClearOnClose
		e = newEnvelope(kindInteractive, false, out.bytes())
	}
	w.closeTop(p.id, keep)
	w.mu.Unlock()
	if e != nil {
		w.carrier.send(e)
		w.carrier.await(ctx, e)
		w.Settle(ctx)
	}
	return nil
}

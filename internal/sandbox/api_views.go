package sandbox

func (w *Workspace) viewsOpen(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t, v, err := w.triggered(c)
	if err != nil {
		return nil, err
	}
	w.closeTop(t.user, 0)
	return w.opened(t, v), nil
}

func (w *Workspace) viewsPush(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	t, v, err := w.triggered(c)
	if err != nil {
		return nil, err
	}
	if len(w.stacks[t.user]) >= maxStack {
		return nil, failed("push_limit_reached")
	}
	return w.opened(t, v), nil
}

// triggered checks what opening and pushing a view have in common. A view that
// is refused leaves the trigger usable.
func (w *Workspace) triggered(c call) (*trigger, View, *fail) {
	t, err := w.useTrigger(c.args["trigger_id"])
	if err != nil {
		return nil, View{}, err
	}
	v, err := w.readView(c.args.raw("view"), "modal")
	if err == nil && v.ExternalID != "" && w.external(v.ExternalID) != nil {
		err = failed("duplicate_external_id")
	}
	return t, v, err
}

func (w *Workspace) opened(t *trigger, v View) answer {
	t.used = true
	shown := w.show(t.user, v)
	t.opened = shown.ID
	return answer{"view": shown.View}
}

func (w *Workspace) external(id string) *view {
	for _, v := range w.views {
		if v.ExternalID == id {
			return v
		}
	}
	return nil
}

func (w *Workspace) viewsUpdate(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	old := w.views[c.args["view_id"]]
	if id := c.args["external_id"]; old == nil && id != "" {
		old = w.external(id)
	}
	if old == nil {
		return nil, failed("not_found")
	}
	if hash := c.args["hash"]; hash != "" && hash != old.Hash {
		return nil, failed("hash_conflict")
	}
	v, err := w.readView(c.args.raw("view"), old.Type)
	if err != nil {
		return nil, err
	}
	w.replace(old, v)
	return answer{"view": old.View}, nil
}

func (w *Workspace) viewsPublish(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.peopleBy[c.args["user_id"]]
	if p == nil || p.id != c.args["user_id"] || p.bot {
		return nil, failed("user_not_found")
	}
	old := w.homes[p.id]
	if hash := c.args["hash"]; hash != "" && (old == nil || hash != old.Hash) {
		return nil, failed("hash_conflict")
	}
	v, err := w.readView(c.args.raw("view"), "home")
	if err != nil {
		return nil, err
	}
	if old == nil {
		old = &view{user: p.id}
		old.ID = randomID("V0", upper, 9)
		old.RootViewID = old.ID
		w.homes[p.id], w.views[old.ID] = old, old
	}
	w.replace(old, v)
	return answer{"view": old.View}, nil
}

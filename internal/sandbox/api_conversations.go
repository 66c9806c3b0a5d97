package sandbox

import (
	"slices"
	"strings"
)

// readable is the channel that the bot may look at with the scopes it has.
func (w *Workspace) readable(ref string) (*channel, *fail) {
	ch := w.channelBy[ref]
	if ch == nil || ch.id != ref || (ch.private && !ch.members[botUserID]) {
		return nil, failed("channel_not_found")
	}
	return ch, w.need(ch.readScope())
}

func (ch *channel) readScope() string {
	switch {
	case ch.dm != "":
		return "im:read"
	case ch.private:
		return "groups:read"
	}
	return "channels:read"
}

func (w *Workspace) conversationsOpen(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if ref := c.args["channel"]; ref != "" {
		ch := w.channelBy[ref]
		if ch == nil || ch.dm == "" {
			return nil, failed("channel_not_found")
		}
		return answer{"channel": ch.wire(), "no_op": true, "already_open": true}, nil
	}
	users := strings.FieldsFunc(c.args["users"], func(r rune) bool { return r == ',' || r == ' ' })
	if len(users) == 0 {
		return nil, failed("users_list_not_supplied")
	}
	for _, id := range users {
		if p := w.peopleBy[id]; p == nil || p.id != id {
			return nil, failed("user_not_found")
		}
	}
	if len(users) > 1 {
		return nil, &fail{code: "missing_scope", extra: answer{
			"needed": "mpim:write", "provided": w.grantedList(),
		}}
	}
	if users[0] == botUserID {
		return nil, failed("invalid_user_combination")
	}
	_, open := w.channelBy["D"+users[0][1:]]
	ch := w.direct(w.peopleBy[users[0]])
	if !c.args.flag("return_im") {
		return answer{"channel": answer{"id": ch.id}, "no_op": open, "already_open": open}, nil
	}
	return answer{"channel": ch.wire(), "no_op": open, "already_open": open}, nil
}

func (w *Workspace) conversationsInfo(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch, err := w.readable(c.args["channel"])
	if err != nil {
		return nil, err
	}
	out := ch.wire()
	if !c.args.flag("include_num_members") {
		delete(out, "num_members")
	}
	return answer{"channel": out}, nil
}

// conversationsList shows public channels and the private ones that the bot is
// in; asking for private ones takes the scope for them.
func (w *Workspace) conversationsList(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	types := c.args["types"]
	if types == "" {
		types = "public_channel"
	}
	wanted := map[string]bool{}
	for kind := range strings.SplitSeq(types, ",") {
		kind = strings.TrimSpace(kind)
		scope, ok := map[string]string{
			"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read", "mpim": "mpim:read",
		}[kind]
		if !ok {
			return nil, failed("invalid_types")
		}
		if err := w.need(scope); err != nil {
			return nil, err
		}
		wanted[scope] = true
	}
	var found []answer
	for _, ch := range slices.Concat(w.channels, w.directs) {
		hidden := ch.private && !ch.members[botUserID] || ch.archived && c.args.flag("exclude_archived")
		if !hidden && wanted[ch.readScope()] {
			found = append(found, ch.wire())
		}
	}
	part, meta, err := page(c.args, found)
	if err != nil {
		return nil, err
	}
	return answer{"channels": part, "response_metadata": meta}, nil
}

func (w *Workspace) conversationsMembers(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch, err := w.readable(c.args["channel"])
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, p := range w.people {
		if ch.members[p.id] {
			ids = append(ids, p.id)
		}
	}
	part, meta, err := page(c.args, ids)
	if err != nil {
		return nil, err
	}
	return answer{"members": part, "response_metadata": meta}, nil
}

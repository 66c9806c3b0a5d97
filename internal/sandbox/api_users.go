package sandbox

import (
	"leadpact/internal/sandbox/blockkit"
)

func (w *Workspace) authTest(c call) (answer, *fail) {
	return answer{
		"url": "https://" + teamDomain + ".slack.com/", "team": teamName, "user": botName,
		"team_id": teamID, "user_id": botUserID, "bot_id": botID, "is_enterprise_install": false,
	}, nil
}

func (w *Workspace) usersInfo(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.peopleBy[c.args["user"]]
	if p == nil || p.id != c.args["user"] {
		return nil, failed("user_not_found")
	}
	return answer{"user": p.wire(w.opts.Now())}, nil
}

func (w *Workspace) usersList(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.opts.Now()
	all := make([]answer, 0, len(w.people))
	for _, p := range w.people {
		all = append(all, p.wire(now))
	}
	part, meta, err := page(c.args, all)
	if err != nil {
		return nil, err
	}
	return answer{"members": part, "cache_ts": now.Unix(), "response_metadata": meta}, nil
}

// connectionsOpen gives out the address of one websocket, good for one use.
func (w *Workspace) connectionsOpen(c call) (answer, *fail) {
	if w.poster != nil {
		return nil, failed("socket_mode_not_enabled")
	}
	key, ok := w.link.ticket()
	if !ok {
		return nil, failed("link_disabled")
	}
	return answer{"url": "ws://" + c.host + "/socket/?ticket=" + key + "&app_id=" + appID}, nil
}

// blocksValidate is Slack's own checker as a method: valid blocks answer ok.
func (w *Workspace) blocksValidate(c call) (answer, *fail) {
	raw := c.args.raw("blocks")
	if raw == nil {
		return nil, failed("invalid_arguments")
	}
	if !list(raw) {
		return nil, failed("invalid_blocks_format")
	}
	if faults := blockkit.Message(raw); len(faults) > 0 {
		return nil, failedWith("invalid_blocks", faults)
	}
	return answer{}, nil
}

package bot_test

import (
	"encoding/json"
	"time"

	"leadpact/bot"
	"leadpact/bot/view"
)

// untold is a workspace that the payload does not name.
const untold = "untold"

// press is a click as Slack describes it.
type press struct {
	who, team, action, lead string
	message                 string // 1.000100 by default
	private, home           bool
	org, appTeam            string
	stamp                   string
}

func (p press) envelope() bot.Envelope {
	if p.team == "" {
		p.team = "T1"
	}
	if p.appTeam == "" {
		p.appTeam = "T1"
	}
	if p.message == "" {
		p.message = "1.000100"
	}
	if p.stamp == "" {
		p.stamp = "1700000000.000001"
	}
	user, team := map[string]any{"id": p.who}, map[string]any{}
	if p.team != untold {
		user["team_id"] = p.team
	}
	if p.appTeam != untold {
		team["id"] = p.appTeam
	}
	payload := map[string]any{
		"type": "block_actions", "user": user, "team": team,
		"container":    map[string]any{"type": "message", "channel_id": "C1", "message_ts": p.message, "is_ephemeral": p.private},
		"response_url": "url-of-" + p.who, "trigger_id": "trigger-of-" + p.who,
		"actions": []any{map[string]any{"action_id": p.action, "value": p.lead, "action_ts": p.stamp}},
	}
	if p.home {
		payload["container"] = map[string]any{"type": "view", "view_id": "V1"}
		payload["view"] = map[string]any{"id": "V1", "type": "home"}
		delete(payload, "response_url")
	}
	if p.org != "" {
		payload["enterprise"] = map[string]any{"id": p.org}
	}
	b, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	return bot.Envelope{ID: "E1", Type: "interactive", Payload: b, Received: time.Now()}
}

func claimBy(who, lead string) press { return press{who: who, action: view.ActionClaim, lead: lead} }

func releaseBy(who, lead string) press {
	return press{who: who, action: view.ActionRelease, lead: lead, stamp: "1700000000.000002"}
}

// atHome is the same click on the home tab.
func (p press) atHome() bot.Envelope {
	p.home = true
	return p.envelope()
}

// looks is somebody's look at the app.
func looks(who, tab string) bot.Envelope {
	return eventOf(map[string]any{"team_id": "T1", "event": map[string]any{"type": "app_home_opened", "user": who, "tab": tab}})
}

func eventOf(payload map[string]any) bot.Envelope {
	b, err := json.Marshal(payload)
	if err != nil {
		panic(err)
	}
	return bot.Envelope{ID: "Ev1", Type: "events_api", Payload: b, Received: time.Now()}
}

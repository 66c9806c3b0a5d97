package sandbox

// The token in payloads is the deprecated verification token; nothing may rely on it.
const verification = "sandbox-verification"

func (p *person) inPayload() answer {
	return answer{"id": p.id, "username": p.name, "name": p.name, "team_id": p.team}
}

func teamInPayload() answer { return answer{"id": teamID, "domain": teamDomain} }

func (ch *channel) inPayload() answer {
	name := ch.name
	if ch.private {
		name = "privategroup"
	}
	return answer{"id": ch.id, "name": name}
}

// slashPayload is a slash command as the app gets it. The team is the one that
// has the app, and the person's too: nobody else has the command.
func slashPayload(p *person, ch *channel, command, text, trigger, response string) []byte {
	name := ch.name
	if ch.private {
		name = "privategroup"
	}
	return answer{
		"token": verification, "team_id": teamID, "team_domain": teamDomain, "channel_id": ch.id, "channel_name": name,
		"user_id": p.id, "user_name": p.name, "command": command, "text": text, "api_app_id": appID,
		"is_enterprise_install": "false", "response_url": response, "trigger_id": trigger,
	}.bytes()
}

// interaction is what all interactive payloads share.
func interaction(kind string, p *person, trigger string) answer {
	out := answer{
		"type": kind, "team": teamInPayload(), "user": p.inPayload(), "api_app_id": appID, "token": verification,
		"enterprise": nil, "is_enterprise_install": false,
	}
	if trigger != "" {
		out["trigger_id"] = trigger
	}
	return out
}

// inMessage adds where a click on a message happened. A private message is not
// shown to the app again.
func inMessage(out answer, ch *channel, m *message, response string, state State) answer {
	container := answer{"type": "message", "message_ts": m.ts, "channel_id": ch.id, "is_ephemeral": m.ephemeralTo != ""}
	if m.thread != "" {
		container["thread_ts"] = m.thread
	}
	out["container"], out["channel"], out["response_url"], out["state"] = container, ch.inPayload(), response, state
	if m.ephemeralTo == "" {
		out["message"] = m.wire()
	}
	return out
}

// inView adds the view in which a click happened.
func inView(out answer, v View) answer {
	out["container"] = answer{"type": "view", "view_id": v.ID}
	out["view"] = v
	return out
}

// homeOpened is the event of a person who looks at the app's home.
func homeOpened(p *person, ch *channel, tab, stamp string, seconds int64, home *View) []byte {
	event := answer{"type": "app_home_opened", "user": p.id, "channel": ch.id, "tab": tab, "event_ts": stamp}
	if home != nil && tab == "home" {
		event["view"] = *home
	}
	return answer{
		"token": verification, "team_id": teamID, "api_app_id": appID, "event": event, "type": "event_callback",
		"event_id": randomID("Ev0", upper, 9), "event_time": seconds, "is_ext_shared_channel": p.stranger,
		"event_context": randomID("4-", mixed, 40),
		"authorizations": []answer{{
			"enterprise_id": nil, "team_id": teamID, "user_id": botUserID, "is_bot": true, "is_enterprise_install": false,
		}},
	}.bytes()
}

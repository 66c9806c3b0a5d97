package bot

import (
	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// person is somebody in Slack, and where they belong as far as a payload tells.
// Whether that makes them a guest can change until the bot's workspace is known.
type person struct {
	id           string
	team         string // their workspace; empty: not told
	organisation string // empty: none, or not told
	outside      bool   // met where another organisation is, too
}

// actor is somebody who does something to a lead now.
func (b *Bot) actor(p person) sla.Actor { return sla.Actor{ID: p.id, Guest: b.guest(p)} }

// guest reports whether somebody does not belong to the bot's workspace. People
// of a sibling workspace are no guests if the payload says that they are of the
// same organisation; where it leaves that open, they are, since a guest must
// not take a lead; so is who comes from a workspace that the payload does not
// name, and everybody until the bot knows its own.
func (b *Bot) guest(p person) bool {
	h := b.home.Load()
	switch {
	case h == nil, p.outside:
		return true
	case p.team == h.Team:
		return p.team == ""
	default:
		return p.team == "" || h.Enterprise == "" || h.Enterprise != p.organisation
	}
}

// clicker is who acts in an interaction. Where the payload does not tell their
// workspace, it is the one in which they clicked: were that another than the
// bot's, they would be guests all the same. Its team and organisation are those
// of the app's installation, which are the clicker's too only if it is the
// clicker's own team.
func clicker(p gjson.Result) person {
	who := person{id: p.Get("user.id").String(), team: p.Get("user.team_id").String()}
	team := p.Get("team.id").String()
	if team == "" || team == who.team {
		who.organisation = p.Get("enterprise.id").String()
	}
	if who.team == "" {
		who.team = team
	}
	return who
}

// onlooker is whom an event is about. An event does not say whose workspace the
// person belongs to, but that it happened in a conversation that is shared with
// another organisation: with them, the conversation with the app is one. A
// click that they make on what they are shown says it.
func onlooker(p gjson.Result) person {
	who := person{
		id: p.Get("event.user").String(), team: p.Get("team_id").String(), organisation: p.Get("enterprise_id").String(),
		outside: p.Get("is_ext_shared_channel").Bool(),
	}
	if who.organisation == "" {
		who.organisation = p.Get("context_enterprise_id").String()
	}
	return who
}

// typist is who typed a slash command.
func typist(p gjson.Result) person {
	return person{id: p.Get("user_id").String(), team: p.Get("team_id").String(), organisation: p.Get("enterprise_id").String()}
}

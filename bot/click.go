package bot

import (
	"strconv"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
	"leadpact/sla"
)

// click is somebody's click on a button.
type click struct {
	who     sla.Actor
	action  string
	lead    string    // the button's value
	cause   string    // the same for every delivery of this click
	late    time.Time // when it was made, if Slack has sent it before
	channel string
	message string // the message that holds the button
	private bool   // the message is one that only the clicker sees
	home    bool   // the button is on the clicker's home tab
	url     string // where to answer privately; a secret
	trigger string // what a window can be opened with, once and within 3 s; a secret
}

// clickOf reads a block_actions payload.
func (b *Bot) clickOf(p gjson.Result, env Envelope) click {
	action := p.Get("actions.0")
	c := click{
		who:     b.actor(p),
		action:  action.Get("action_id").String(),
		lead:    action.Get("value").String(),
		channel: p.Get("container.channel_id").String(),
		message: p.Get("container.message_ts").String(),
		private: p.Get("container.is_ephemeral").Bool(),
		home:    onHome(p),
		url:     p.Get("response_url").String(),
		trigger: p.Get("trigger_id").String(),
	}
	if at := action.Get("action_ts").String(); at != "" {
		c.cause = "click:" + c.who.ID + ":" + at
		if env.Attempt > 0 {
			c.late = instant(at)
		}
	} else {
		c.cause = "click:" + env.ID
	}
	return c
}

// onHome reports whether an interaction is a click on somebody's home tab.
func onHome(p gjson.Result) bool {
	return p.Get("type").String() == kindClick && p.Get("view.type").String() == "home"
}

// actor is who acts in an interaction.
func (b *Bot) actor(p gjson.Result) sla.Actor {
	return sla.Actor{ID: p.Get("user.id").String(), Guest: b.guest(workspace(p), organisation(p))}
}

// instant is the time of one of Slack's stamps, seconds with a fraction; zero if
// it is none.
func instant(stamp string) time.Time {
	s, err := strconv.ParseFloat(stamp, 64)
	if err != nil || !(s > 0 && s < 1e11) {
		return time.Time{}
	}
	return time.UnixMicro(int64(s * 1e6))
}

// workspace is the workspace that the clicker belongs to. Where the payload does
// not tell, it is the one in which they clicked: were that another than the
// bot's, they would be guests all the same.
func workspace(p gjson.Result) string {
	if team := p.Get("user.team_id").String(); team != "" {
		return team
	}
	return p.Get("team.id").String()
}

// organisation is the organisation that the clicker belongs to, if the payload
// tells: its team and organisation are those of the app's installation, which
// are the clicker's too only if it is the clicker's own team.
func organisation(p gjson.Result) string {
	if team := p.Get("team.id").String(); team != "" && team != p.Get("user.team_id").String() {
		return ""
	}
	return p.Get("enterprise.id").String()
}

// answer tells the clicker something privately.
func (c click) answer(m view.Message) reply { return reply{private: &m, to: c.ear()} }

// ear is where the clicker is told something.
func (c click) ear() ear {
	if c.home {
		return ear{home: &c.who}
	}
	return ear{url: c.url}
}

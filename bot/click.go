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
	person  person
	who     sla.Actor // the person, as a guest or a colleague
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
	who := clicker(p)
	c := click{
		person:  who,
		who:     b.actor(who),
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

// instant is the time of one of Slack's stamps, seconds with a fraction; zero if
// it is none.
func instant(stamp string) time.Time {
	s, err := strconv.ParseFloat(stamp, 64)
	if err != nil || !(s > 0 && s < 1e11) {
		return time.Time{}
	}
	return time.UnixMicro(int64(s * 1e6))
}

// answer tells the clicker something privately.
func (c click) answer(m view.Message) reply { return reply{private: &m, to: c.ear()} }

// ear is where the clicker is told something.
func (c click) ear() ear {
	if c.home {
		return ear{home: &c.person}
	}
	return ear{url: c.url}
}

package invariant

import (
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// The methods that the bot speaks with.
const (
	methodPost    = "chat.postMessage"
	methodUpdate  = "chat.update"
	methodOpen    = "views.open"
	methodPublish = "views.publish" // somebody's home tab
)

// patience is how long the bot waits for an answer at least: what was given up
// sooner was given up by a process that died.
const patience = 7 * time.Second

// sort is what a message is.
type sort int

const (
	other  sort = iota
	card        // a lead's card in a channel
	line        // a line in the thread of a card
	notice      // a private message about a lead
)

// post is one call of chat.postMessage.
type post struct {
	*Call
	sort    sort
	channel string
	lead    string
	thread  string
	message string // its id; empty if nothing was posted, or Slack's answer does not say
	done    bool   // the message was posted, whether or not the bot knows
}

// unheard reports whether the message was posted and the bot could not know,
// though it lived.
func (p *post) unheard() bool { return p.Cut || p.Garbled || p.Lost && p.Took >= patience }

// later is the post as if it had been made so much later.
func (p *post) later(d time.Duration) *post {
	again, call := *p, *p.Call
	call.At = call.At.Add(d)
	again.Call = &call
	return &again
}

func (p *post) text() string { return gjson.GetBytes(p.Arguments, "text").Str }

// blocks are the texts of the message's blocks.
func (p *post) blocks() string {
	all := ""
	eachMarkup(inner(gjson.ParseBytes(p.Arguments), "blocks"), func(text string) { all += text + "\n" })
	return all
}

// inner is a part of a call's arguments, whichever way it was written.
func inner(args gjson.Result, part string) gjson.Result {
	v := args.Get(part)
	if v.Type == gjson.String {
		return gjson.Parse(v.Str)
	}
	return v
}

// postsOf reads the calls that post. A line belongs to the lead whose card
// stands above it.
func postsOf(calls []Call) []post {
	var out []post
	cards := map[string]string{} // by message: the lead
	for i := range calls {
		if calls[i].Method != methodPost {
			continue
		}
		p := postOf(&calls[i])
		if p.sort == line {
			p.lead = cards[p.thread]
		}
		if p.sort == card && p.message != "" {
			cards[p.message] = p.lead
		}
		out = append(out, p)
	}
	return out
}

func postOf(call *Call) post {
	args := gjson.ParseBytes(call.Arguments)
	p := post{
		Call: call, channel: args.Get("channel").Str, thread: args.Get("thread_ts").Str,
		lead: inner(args, "metadata").Get("event_payload.lead").Str,
	}
	if answer := gjson.ParseBytes(call.Answer); answer.Get("ok").Bool() {
		p.message, p.done = answer.Get("ts").Str, true
	}
	p.done = p.done || call.Garbled
	switch {
	case p.channel != "" && strings.Contains("UWD", p.channel[:1]):
		p.sort = notice
	case p.thread != "":
		p.sort = line
	case p.lead != "":
		p.sort = card
	}
	return p
}

// subject is what a post is about.
type subject struct {
	lead string
	sort sort
}

// of are the posts of a sort that are about a lead.
func (c *court) of(lead string, s sort) []*post { return c.about[subject{lead, s}] }

func done(posts []*post) []*post {
	var out []*post
	for _, p := range posts {
		if p.done {
			out = append(out, p)
		}
	}
	return out
}

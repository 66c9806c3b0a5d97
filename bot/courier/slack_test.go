package courier_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
)

// channels is a Slack in memory, as far as the courier sees one.
type channels struct {
	mu       sync.Mutex
	messages []*message
	calls    []call
	under    int           // calls under way
	takes    time.Duration // how long a call takes
	gap      time.Duration // between two posts to a channel, and between two updates
	next     map[string]time.Time
	answer   func(c call) answer // nil: all is well
}

// message is one that stands in a channel.
type message struct {
	channel, ts, thread, lead string
	text, drawn               string
	gone                      bool
}

// call is one call that Slack received.
type call struct {
	method, channel, message, thread, lead, text string
	at                                           time.Time
}

// answer is what Slack says to a call, and whether it carries it out.
type answer struct {
	err  error
	done bool
}

func refused(code string, remedy webapi.Remedy) answer {
	return answer{err: &webapi.Failure{Method: "chat.postMessage", Code: code, Remedy: remedy}}
}

// cut is an answer that was lost after the call had been carried out.
var cut = answer{err: &webapi.Failure{Method: "chat.postMessage", Code: "no answer", Remedy: webapi.Again}, done: true}

func (s *channels) answers(answer func(c call) answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = answer
}

func (s *channels) AwaitPost(ctx context.Context, channel string) error {
	return s.pace(ctx, "post "+channel)
}
func (s *channels) AwaitUpdate(ctx context.Context) error { return s.pace(ctx, "update") }

func (s *channels) pace(ctx context.Context, budget string) error {
	s.mu.Lock()
	if s.next == nil {
		s.next = map[string]time.Time{}
	}
	now := time.Now()
	free := s.next[budget]
	if free.Before(now) {
		free = now
	}
	s.next[budget] = free.Add(s.gap)
	s.mu.Unlock()
	wait(ctx, time.Until(free))
	return ctx.Err()
}

// wait lets simulated time go by, unless the context ends.
func wait(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func (s *channels) call(ctx context.Context, c call, do func() answer) error {
	c.at = time.Now()
	s.mu.Lock()
	s.calls = append(s.calls, c)
	s.under++
	said := answer{done: true}
	if s.answer != nil {
		said = s.answer(c)
	}
	s.mu.Unlock()
	wait(ctx, s.takes)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.under--
	if said.err == nil {
		said.err = do().err
	} else if said.done {
		do()
	}
	return errors.Join(said.err, ctx.Err())
}

func (s *channels) Post(ctx context.Context, channel, thread, lead string, m view.Message) (ts string, err error) {
	c := call{method: "post", channel: channel, thread: thread, lead: lead, text: m.Text}
	err = s.call(ctx, c, func() answer {
		if thread != "" && s.find(channel, thread) == nil {
			return refused("thread_not_found", webapi.Anew)
		}
		ts = fmt.Sprintf("%d.000100", len(s.messages)+1)
		s.messages = append(s.messages, &message{channel: channel, ts: ts, thread: thread, lead: lead, text: m.Text, drawn: drawn(m)})
		return answer{}
	})
	if err != nil {
		return "", err
	}
	return ts, nil
}

func (s *channels) Update(ctx context.Context, channel, ts string, m view.Message) error {
	return s.call(ctx, call{method: "update", channel: channel, message: ts, text: m.Text}, func() answer {
		found := s.find(channel, ts)
		if found == nil {
			return refused("message_not_found", webapi.Anew)
		}
		found.text, found.drawn = m.Text, drawn(m)
		return answer{}
	})
}

func (s *channels) Permalink(channel, ts string) string {
	if ts == "" {
		return ""
	}
	return "https://slack.test/" + channel + "/" + ts
}

func (s *channels) find(channel, ts string) *message {
	for _, m := range s.messages {
		if m.channel == channel && m.ts == ts && !m.gone {
			return m
		}
	}
	return nil
}

// drawn is all of a message.
func drawn(m view.Message) string {
	b, err := json.Marshal(m)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// made are the calls of a method so far.
func (s *channels) made(method string) []call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []call
	for _, c := range s.calls {
		if c.method == method {
			out = append(out, c)
		}
	}
	return out
}

// shown are the messages about a lead's card: its copies, oldest first, and
// the lines in their threads.
func (s *channels) shown(lead string) (copies []*message, lines []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	of := map[string]bool{}
	for _, m := range s.messages {
		switch {
		case m.lead == lead && m.channel == "C1" && m.thread == "":
			copies = append(copies, m)
			of[m.ts] = true
		case of[m.thread]:
			lines = append(lines, m.text)
		}
	}
	return copies, lines
}

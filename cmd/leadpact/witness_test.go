package main

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"leadpact/internal/invariant"
	"leadpact/internal/sandbox"
	"leadpact/sla"
)

// witness remembers what a story has done itself, as far as the program cannot
// tell afterwards. A nil witness looks away.
type witness struct {
	mu    sync.Mutex
	e     invariant.Evidence // clicks, deliveries, kills
	paths []string           // of the stores
	bots  int                // how many have begun in processes of their own
	real  bool               // those go by the real clock, whatever the workspace's says
	spare string             // why the story is not judged
}

// keeps notes where a store is.
func (s *witness) keeps(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !slices.Contains(s.paths, path) {
		s.paths = append(s.paths, path)
	}
}

// paced notes the pace of a bot, which stands in its settings.
func (s *witness) paced(env []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, setting := range env {
		if value, ok := strings.CutPrefix(setting, "LEADPACT_CHANNEL_RATE="); ok {
			s.e.Rate, _ = strconv.ParseFloat(value, 64)
		}
	}
}

// begun notes a bot in a process of its own: from the second on it may become
// the courier after another.
func (s *witness) begun() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.real = true
	if s.bots++; s.bots > 1 {
		s.e.Handovers = append(s.e.Handovers, time.Now())
	}
}

// ended notes that a bot is no longer the courier, if it was.
func (s *witness) ended() {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.e.Handovers = append(s.e.Handovers, time.Now())
}

// hit notes that a process was killed or frozen between the instants.
func (s *witness) hit(from, to time.Time) {
	if s == nil {
		return
	}
	s.ended()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.e.Hits = append(s.e.Hits, invariant.Window{From: from, To: to})
}

// removed notes that a person has removed a message.
func (s *witness) removed(message string) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.e.Gone = append(s.e.Gone, message)
}

// delivered notes what a source has sent under which key, and was answered.
func (s *witness) delivered(key string, r receipts, err error) {
	if s == nil {
		return
	}
	d := invariant.Delivery{Key: key, Status: r.Status}
	if err != nil {
		d.Status = 0
	}
	for _, result := range r.Results {
		d.Receipts = append(d.Receipts, invariant.Receipt{Lead: result.Lead, Outcome: sla.Outcome(result.Outcome)})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.e.Deliveries = append(s.e.Deliveries, d)
}

// clicked notes a click. One that opened a window has done nothing yet.
func (s *witness) clicked(who string, on sandbox.Message, action string, sent time.Time, got sandbox.Clicked) {
	if s == nil {
		return
	}
	k := invariant.Click{Lead: leadOn(on), Who: who, Does: action, Sent: sent}
	for _, b := range buttonsOf(on) {
		if b.Action == action {
			k.Lead = b.Value
		}
	}
	if got.OK {
		k.Acked, k.Took = time.Now(), took(got.AckMS)
	}
	if got.ViewID != "" {
		k.Does = ""
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.e.Clicks = append(s.e.Clicks, k)
}

func took(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// callsOf are the calls of a workspace as evidence. In a process of its own a
// bot goes by the real clock.
func callsOf(calls []sandbox.Call, realClock bool) []invariant.Call {
	out := make([]invariant.Call, 0, len(calls))
	for _, c := range calls {
		call := invariant.Call{
			At: c.Time, Took: took(c.DurationMS), Domain: c.WorkspaceTime.Add(-took(c.DurationMS)),
			Method: c.Method, Arguments: c.Arguments, Answer: c.Answer, Status: c.Status,
			RetryAfter: time.Duration(c.RetryAfter) * time.Second,
			Cut:        c.Cut, Garbled: c.Fault == sandbox.FaultGarbage, Lost: c.Lost,
		}
		if realClock {
			call.Domain = c.Time
		}
		out = append(out, call)
	}
	return out
}

// shownOf are the messages of a channel as evidence.
func shownOf(channel string, messages []sandbox.Message) []invariant.Message {
	out := make([]invariant.Message, 0, len(messages))
	for _, m := range messages {
		out = append(out, invariant.Message{
			Channel: channel, ID: m.TS, Thread: m.ThreadTS, Text: m.Text, Blocks: m.Blocks, Metadata: m.Metadata,
		})
	}
	return out
}

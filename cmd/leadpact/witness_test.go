package main

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tidwall/gjson"

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
	owes  string             // why the bot may owe something when it ends
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

// clicked notes a click on a lead's button, be it in a message or on a home tab.
func (s *witness) clicked(c sandbox.Click, lead string, sent time.Time, got sandbox.Clicked) {
	k := invariant.Click{
		Lead: lead, Who: c.User, Does: c.ActionID, Cause: "click:" + c.User + ":" + got.ActionTS, Window: got.ViewID,
		Made: stamped(got.ActionTS), Sent: sent,
	}
	if got.OK {
		k.Acked, k.Took = time.Now(), took(got.AckMS)
	}
	s.notes(k)
}

// submitted notes the submission of a window, and what it says since; a window
// that has closed says nothing.
func (s *witness) submitted(who, window, lead string, sent time.Time, got sandbox.Submitted, says string) {
	k := invariant.Click{Lead: lead, Who: who, Does: invariant.Release, Cause: "window:" + window, Told: says, Sent: sent}
	for _, trouble := range got.Errors {
		k.Told += trouble
	}
	if got.OK {
		k.Acked, k.Took = time.Now(), took(got.AckMS)
	}
	s.notes(k)
}

// sentRaw notes the payload of a click that was written by hand, by somebody of
// the workspace.
func (s *witness) sentRaw(payload []byte, sent time.Time, got sandbox.Clicked) {
	p := gjson.ParseBytes(payload)
	who, action := p.Get("user.id").Str, p.Get("actions.0")
	if p.Get("type").Str != "block_actions" || p.Get("user.team_id").Str != p.Get("team.id").Str && p.Get("user.team_id").Str != "T0LEADPACT" {
		return
	}
	got.ActionTS = action.Get("action_ts").Str
	s.clicked(sandbox.Click{User: who, ActionID: action.Get("action_id").Str}, action.Get("value").Str, sent, got)
}

func (s *witness) notes(k invariant.Click) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.e.Clicks = append(s.e.Clicks, k)
}

func took(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

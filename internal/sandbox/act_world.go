package sandbox

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// Overview is the workspace at a glance.
type Overview struct {
	People           []Person  `json:"people"`
	Channels         []Channel `json:"channels"`
	Now              time.Time `json:"now"`
	Sockets          int       `json:"sockets"`
	Team             string    `json:"team"`
	Bot              Person    `json:"bot"`
	Command          string    `json:"command"`
	Description      string    `json:"command_description,omitempty"` // as in the app's manifest
	UsageHint        string    `json:"usage_hint,omitempty"`          // as in the app's manifest
	Hiccups          Hiccups   `json:"hiccups"`
	Scopes           []string  `json:"scopes"`
	CanAdvance       bool      `json:"can_advance"`
	PendingEnvelopes int       `json:"pending_envelopes"`     // not acked yet
	OversizedFrames  int64     `json:"oversized_frames"`      // frames of the app beyond 20 KiB
	DeliversTo       string    `json:"delivers_to,omitempty"` // where signed requests go; empty over sockets
	Verified         bool      `json:"verified,omitempty"`    // the app has answered the challenge there
}

// Person is one of the people of the workspace.
type Person struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	RealName string `json:"real_name"`
	Role     string `json:"role"`
	Timezone string `json:"tz"`
	Admin    bool   `json:"is_admin"`
	Stranger bool   `json:"is_stranger"`
}

// Channel is one of the channels of the workspace.
type Channel struct {
	ID        string   `json:"id"`
	Name      string   `json:"name"`
	Private   bool     `json:"is_private"`
	Archived  bool     `json:"is_archived"`
	BotMember bool     `json:"bot_member"`
	Members   []string `json:"members"`
}

func (p *person) public() Person {
	return Person{
		ID: p.id, Name: p.name, RealName: p.realName, Role: p.role, Timezone: p.zone, Admin: p.admin, Stranger: p.stranger,
	}
}

// State shows people, channels, the clock and the sockets.
func (w *Workspace) State() Overview {
	sockets, pending := w.link.count(), w.carrier.waitingEnvelopes()
	w.mu.Lock()
	defer w.mu.Unlock()
	out := Overview{
		Now: w.opts.Now(), Sockets: sockets, Team: teamName, Command: w.opts.Command,
		Description: w.opts.Description, UsageHint: w.opts.UsageHint, Hiccups: w.faults.hiccups(), Scopes: w.Granted(),
		CanAdvance: w.opts.Advance != nil, PendingEnvelopes: pending, OversizedFrames: w.link.oversized.Load(),
	}
	if w.poster != nil {
		out.DeliversTo, out.Verified = w.poster.o.Address, w.poster.verified.Load()
	}
	for _, p := range w.people {
		if p.bot {
			out.Bot = p.public()
			continue
		}
		out.People = append(out.People, p.public())
	}
	for _, ch := range w.channels {
		shown := Channel{ID: ch.id, Name: ch.name, Private: ch.private, Archived: ch.archived, BotMember: ch.members[botUserID]}
		for _, p := range w.people {
			if ch.members[p.id] && !p.bot {
				shown.Members = append(shown.Members, p.id)
			}
		}
		out.Channels = append(out.Channels, shown)
	}
	return out
}

// ChannelChange archives a channel or takes the bot out of it, and back.
type ChannelChange struct {
	Channel   string `json:"channel"`
	Archived  *bool  `json:"archived"`
	BotMember *bool  `json:"bot_member"`
}

// ChangeChannel does what a person with the right to do so would do to a channel.
func (w *Workspace) ChangeChannel(c ChannelChange) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := w.channel(c.Channel)
	if ch == nil || ch.dm != "" {
		return notFound("There is no channel %q.", c.Channel)
	}
	if c.Archived != nil {
		ch.archived = *c.Archived
	}
	if c.BotMember != nil {
		if *c.BotMember {
			ch.members[botUserID] = true
		} else {
			delete(ch.members, botUserID)
		}
	}
	w.changed(change{Changed: "state", Channel: ch.name})
	return nil
}

// farthest is how far ahead the clock may be moved at a time.
const farthest = 50 * 366 * 24 * time.Hour

// Advance moves the clock that the domain sees, by a duration or to an instant
// (RFC 3339), and returns the new time once the bot has done what was due.
func (w *Workspace) Advance(ctx context.Context, by, to string) (time.Time, error) {
	if w.opts.Advance == nil {
		return time.Time{}, conflict("The clock belongs to another process here, so it cannot be moved.")
	}
	now := w.opts.Now()
	target, err := instant(now, by, to)
	if err != nil {
		return now, err
	}
	if target.Before(now) {
		return now, badRequest("The clock moves forward only; it is %s.", now.Format(time.RFC3339))
	}
	if target.Sub(now) > farthest {
		return now, badRequest("That is too far ahead: the clock moves at most fifty years at a time.")
	}
	if err := w.opts.Advance(ctx, target); err != nil {
		return now, err
	}
	w.Settle(ctx)
	w.changed(change{Changed: "state"})
	return w.opts.Now(), nil
}

// instant reads where to move the clock; besides Go's units a duration may be in days.
func instant(now time.Time, by, to string) (time.Time, error) {
	if (by == "") == (to == "") {
		return now, badRequest(`Say either by, such as "2h", or to, such as "2026-03-02T09:00:00Z".`)
	}
	if to != "" {
		t, err := time.Parse(time.RFC3339, to)
		if err != nil {
			return now, badRequest("%q is no RFC 3339 time.", to)
		}
		return t, nil
	}
	if days, ok := strings.CutSuffix(by, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil {
			return now.AddDate(0, 0, n), nil
		}
	}
	d, err := time.ParseDuration(by)
	if err != nil {
		return now, badRequest("%q is no duration.", by)
	}
	return now.Add(d), nil
}

// Envelope sends a raw envelope, well-formed or not, and tells whether the bot acked it.
func (w *Workspace) Envelope(ctx context.Context, kind string, payload json.RawMessage) (Clicked, error) {
	if kind == "" {
		return Clicked{}, badRequest("An envelope needs a type.")
	}
	if len(payload) == 0 {
		payload = json.RawMessage("null")
	}
	if !json.Valid(payload) {
		return Clicked{}, badRequest("The payload is no JSON.")
	}
	e := newEnvelope(kind, kind == kindCommand, payload)
	w.carrier.send(e)
	slip, ok := w.carrier.await(ctx, e)
	w.Settle(ctx)
	return Clicked{AckMS: slip.ms(), OK: ok}, nil
}

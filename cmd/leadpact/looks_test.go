package main

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"leadpact/internal/invariant"
	"leadpact/internal/sandbox"
)

// looks is what can be seen from outside, and what the story itself has done.
// What a workspace showed that is gone was remembered.
func (w *world) looks() invariant.Evidence {
	w.seen.mu.Lock()
	defer w.seen.mu.Unlock()
	e := w.seen.e
	if w.program == nil || w.program.hasEnded() {
		return e
	}
	ids := map[string]string{}
	for _, p := range w.state().People {
		ids[p.Name] = p.ID
		if p.Stranger {
			e.Guests = append(slices.Clip(e.Guests), p.ID)
		}
	}
	e.Clicks = byID(e.Clicks, ids)
	e.Calls = append(slices.Clone(e.Calls), callsOf(w.calls(""), w.seen.real)...)
	e.Shown = shownOf(salesLeads, w.messages(salesLeads, ""))
	e.Words = slices.Clone(e.Words)
	for _, id := range ids {
		if slices.ContainsFunc(e.Clicks, func(k invariant.Click) bool { return k.Who == id }) {
			e.Words = append(e.Words, wordsTo(id, w.messages(salesLeads, id))...)
		}
	}
	return e
}

// byID are clicks whose people are known by their ids.
func byID(clicks []invariant.Click, ids map[string]string) []invariant.Click {
	out := slices.Clone(clicks)
	for i := range out {
		if id := ids[out[i].Who]; id != "" {
			out[i].Cause = strings.Replace(out[i].Cause, ":"+out[i].Who+":", ":"+id+":", 1)
			out[i].Who = id
		}
	}
	return out
}

// wordsTo is what somebody was told that they alone see.
func wordsTo(who string, messages []sandbox.Message) []invariant.Word {
	var out []invariant.Word
	for _, m := range messages {
		if m.EphemeralTo == who {
			out = append(out, invariant.Word{To: who, Text: m.Text, At: stamped(m.TS)})
		}
	}
	return out
}

// stamped is the instant of one of the workspace's stamps; zero if it is none.
func stamped(stamp string) time.Time {
	micros, err := strconv.ParseInt(strings.Replace(stamp, ".", "", 1), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMicro(micros)
}

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

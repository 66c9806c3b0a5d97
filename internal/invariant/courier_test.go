package invariant_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

// The methods that the courier calls.
const (
	post   = "chat.postMessage"
	update = "chat.update"
)

// tells has the courier send the one message that is most urgent, if all goes
// well.
func (w *world) tells() { w.tell(true) }

// tell sends what is owed most urgently. Trouble may come between.
func (w *world) tell(trouble bool) bool {
	owing := slices.DeleteFunc(slices.Clone(w.leads), func(l *sla.Lead) bool { return l.NextTelling() == sla.TellNothing })
	if len(owing) == 0 {
		return false
	}
	slices.SortFunc(owing, func(a, b *sla.Lead) int { return cmp.Or(cmp.Compare(a.Rank(), b.Rank()), cmp.Compare(a.ID, b.ID)) })
	slices.SortStableFunc(owing, func(a, b *sla.Lead) int { return cmp.Compare(parked(a), parked(b)) })
	w.passes(2 * time.Second)
	l, what := owing[0], "well"
	if trouble {
		what = rapid.SampledFrom([]string{"well", "well", "well", "killed", "cut", "garbled", "limited", "refused", "gone"}).Draw(w.T, "goes")
	}
	switch l.NextTelling() {
	case sla.TellPost:
		w.posts(l, what)
	case sla.TellRedraw:
		w.redraws(l, what)
	default:
		w.writes(l, what)
	}
	return true
}

func parked(l *sla.Lead) int {
	if l.Parked != nil {
		return 1
	}
	return 0
}

func (w *world) posts(l *sla.Lead, what string) {
	upTo, text, blocks := len(l.History), "", json.RawMessage(nil)
	text, blocks = drawn(l)
	args := map[string]any{"channel": channel, "text": text, "blocks": blocks, "metadata": metadata(l.ID)}
	if ts, known := w.calls(l, post, args, what); known {
		w.must(l.Posted(sla.Card{Channel: channel, Message: ts}, upTo, w.now, w.now, "post:"+ts))
	}
}

func (w *world) redraws(l *sla.Lead, what string) {
	upTo := len(l.History)
	text, blocks := drawn(l)
	if what == "gone" {
		w.answered(update, map[string]any{"channel": channel, "ts": l.Card.Message, "text": text}, `{"ok":false,"error":"message_not_found"}`)
		delete(w.shown, l.Card.Message)
		w.must(l.LoseCard())
		return
	}
	args := map[string]any{"channel": channel, "ts": l.Card.Message, "text": text, "blocks": blocks}
	if _, known := w.calls(l, update, args, what); known {
		w.must(l.Redrawn(upTo))
	}
}

func (w *world) writes(l *sla.Lead, what string) {
	i := l.NextThreadEvent()
	e := &l.History[i]
	text := "handed back by <@" + e.By + "> “" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(e.Why) + "”"
	if e.By == "" {
		text = "came again by " + e.Brought.Campaign
	}
	args := map[string]any{"channel": channel, "thread_ts": l.Card.Message, "text": text}
	if _, known := w.calls(l, post, args, what); known {
		w.must(l.Threaded(i + 1))
	}
}

// calls makes one call; known tells whether the courier learns that it worked.
func (w *world) calls(l *sla.Lead, method string, args map[string]any, what string) (ts string, known bool) {
	switch what {
	case "limited":
		c := w.answered(method, args, `{"ok":false,"error":"ratelimited"}`)
		c.Status, c.RetryAfter = 429, 3*time.Second
		w.passes(4 * time.Second)
		return "", false
	case "refused":
		w.answered(method, args, `{"ok":false,"error":"is_archived"}`)
		w.must(l.Park("is_archived", w.now))
		return "", false
	}
	if ts, _ = args["ts"].(string); ts == "" {
		ts = fmt.Sprintf("%d.%06d", w.now.Unix(), w.no())
	}
	c := w.answered(method, args, fmt.Sprintf(`{"ok":true,"ts":%q}`, ts))
	w.show(ts, args)
	switch what {
	case "killed":
		c.Lost = true
		w.e.Hits = append(w.e.Hits, invariant.Window{From: w.now, To: w.now.Add(50 * time.Millisecond)})
		w.e.Handovers = append(w.e.Handovers, w.now)
		w.passes(5 * time.Second)
	case "cut":
		c.Cut = true
	case "garbled":
		c.Garbled, c.Answer = true, json.RawMessage(`"<!DOCTYPE html>"`)
	default:
		return ts, true
	}
	return ts, false
}

// answered writes a call down; what is returned may still be changed.
func (w *world) answered(method string, args map[string]any, answer string) *invariant.Call {
	raw, err := json.Marshal(args)
	w.must(err)
	w.e.Calls = append(w.e.Calls, invariant.Call{
		At: w.now, Took: 30 * time.Millisecond, Domain: w.now, Method: method, Arguments: raw, Answer: json.RawMessage(answer), Status: 200,
	})
	w.passes(40 * time.Millisecond)
	return &w.e.Calls[len(w.e.Calls)-1]
}

func (w *world) show(ts string, args map[string]any) {
	m := &invariant.Message{Channel: channel, ID: ts}
	m.Text, _ = args["text"].(string)
	m.Thread, _ = args["thread_ts"].(string)
	m.Blocks, _ = args["blocks"].(json.RawMessage)
	w.shown[ts] = m
}

// sendsNotice sends the notice that waits longest, or drops it.
func (w *world) sendsNotice() {
	if len(w.due) == 0 {
		return
	}
	n := w.due[0]
	w.due = w.due[1:]
	i := slices.IndexFunc(w.leads, func(l *sla.Lead) bool { return l.ID == n.Lead })
	if reason := n.Needless(w.leads[i]); reason != "" {
		n.DroppedAt, n.Dropped = w.now, reason
	} else {
		w.passes(2 * time.Second)
		args := map[string]any{"channel": n.To, "text": "Mara is hot again", "metadata": metadata(n.Lead)}
		w.answered(post, args, fmt.Sprintf(`{"ok":true,"ts":"%d.%06d"}`, w.now.Unix(), w.no()))
		n.SentAt = w.now
	}
	w.e.Notices = append(w.e.Notices, n)
}

func metadata(lead string) any {
	return map[string]any{"event_type": "lead", "event_payload": map[string]any{"lead": lead}}
}

// drawn is a card, as plain as can be.
func drawn(l *sla.Lead) (string, json.RawMessage) {
	text, button := "Mara waits <!date^1^{date}|today>", invariant.Claim
	switch l.State {
	case sla.StateClaimed:
		text, button = "<@"+l.Owner+"> took Mara", invariant.Release
	case sla.StateClosed:
		text, button = "Mara is closed", "none"
	}
	blocks, err := json.Marshal([]any{
		map[string]any{"type": "section", "text": map[string]any{"type": "mrkdwn", "text": text + " <https://kessel.example/a?b=1|kessel.example>"}},
		map[string]any{"type": "actions", "elements": []any{map[string]any{
			"type": "button", "action_id": button, "value": l.ID, "text": map[string]any{"type": "plain_text", "text": "<3"},
		}}},
	})
	if err != nil {
		panic(err)
	}
	return text, blocks
}

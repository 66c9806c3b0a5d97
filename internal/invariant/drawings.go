package invariant

import (
	"slices"
	"time"

	"github.com/tidwall/gjson"
)

// gone are Slack's words for a message that is no longer there.
var gone = []string{"message_not_found", "cant_update_message", "thread_not_found"}

// drawingsOf reads, for each message, what it was last made to show, and when
// Slack said that it is gone.
func drawingsOf(calls []Call) (drawn map[string][]byte, missed map[string][]time.Time) {
	drawn, missed = map[string][]byte{}, map[string][]time.Time{}
	for i := range calls {
		call := &calls[i]
		if call.Method != methodPost && call.Method != methodUpdate {
			continue
		}
		args, answer := gjson.ParseBytes(call.Arguments), gjson.ParseBytes(call.Answer)
		message := args.Get("ts").Str
		if call.Method == methodPost {
			message = answer.Get("ts").Str
		}
		switch {
		case answer.Get("ok").Bool() || call.Garbled:
			drawn[message] = call.Arguments
		case slices.Contains(gone, answer.Get("error").Str):
			for _, m := range []string{message, args.Get("thread_ts").Str} {
				missed[m] = append(missed[m], call.At)
			}
		}
	}
	return drawn, missed
}

// wasLost reports whether Slack has said between two posts that one of the cards
// before is gone.
func (c *court) wasLost(before []*post, p *post) bool {
	last := before[len(before)-1]
	return slices.ContainsFunc(before, func(old *post) bool {
		return old.message != "" && slices.ContainsFunc(c.missed[old.message], func(at time.Time) bool {
			return !at.Before(last.At) && !at.After(p.At)
		})
	})
}

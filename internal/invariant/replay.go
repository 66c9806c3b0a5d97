package invariant

import (
	"time"

	"leadpact/sla"
)

// brief is how long a claim must last to leave a trace in numbers.
const brief = 2 * time.Minute

// standing is how a lead stands after some of its events, as the definitions
// say. It is worked out here once more, apart from the domain's own fold.
type standing struct {
	state   sla.State
	tier    sla.Tier
	owner   string
	claimed time.Time // since when the owner has it
	waits   time.Time // since when nobody has it
	waited  time.Time // since when nobody had it, before the present claim
	closed  time.Time
	end     sla.End
	visible time.Time
	card    sla.Card
	counted sla.Claim
	turn    int
}

// live is how a lead stood before its first event, and after each.
func live(l *sla.Lead) []standing {
	out := make([]standing, 1, len(l.History)+1)
	for i := range l.History {
		out = append(out, out[i].after(&l.History[i]))
	}
	return out
}

func (s standing) after(e *sla.Event) standing {
	switch e.Kind {
	case sla.Arrived:
		return standing{state: sla.StateNew, tier: e.Tier, waits: e.OccurredAt}
	case sla.HotAgain:
		s.tier = e.Tier
	case sla.Posted:
		if s.visible.IsZero() {
			s.visible = e.OccurredAt
		}
		if e.Card != nil {
			s.card = *e.Card
		}
	case sla.Claimed:
		return s.taken(e)
	case sla.Released:
		return s.freed(e)
	case sla.Closed:
		s.state, s.end, s.closed, s.waits = sla.StateClosed, e.End, e.OccurredAt, time.Time{}
	case sla.Reopened:
		s.state, s.tier, s.owner, s.end = sla.StateNew, e.Tier, "", ""
		s.claimed, s.waited, s.closed, s.waits = time.Time{}, time.Time{}, time.Time{}, e.OccurredAt
	}
	return s
}

func (s standing) taken(e *sla.Event) standing {
	s.state, s.owner, s.claimed = sla.StateClaimed, e.By, e.OccurredAt
	s.waited, s.waits = s.waits, time.Time{}
	s.turn++
	if s.counted.By == "" {
		s.counted = sla.Claim{By: e.By, At: e.OccurredAt}
	}
	return s
}

// freed gives the lead back: a claim that was brief has never been.
func (s standing) freed(e *sla.Event) standing {
	first := s.counted.At.Equal(s.claimed)
	s.waits = e.OccurredAt
	if e.OccurredAt.Sub(s.claimed) < brief {
		s.waits = s.waited
		s.turn--
		if first {
			s.counted = sla.Claim{}
		}
	}
	s.state, s.owner, s.claimed, s.waited = sla.StateNew, "", time.Time{}, time.Time{}
	return s
}

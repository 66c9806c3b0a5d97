package sla

import "time"

// Notice is a message that stands beside the leads' cards: told to one person
// or channel, once. Its key is derived from the events behind it, so that
// however often it is asked for, it exists once.
type Notice struct {
	Key       string     `json:"key"`
	Kind      NoticeKind `json:"kind"`
	To        string     `json:"to"` // the person
	Lead      string     `json:"lead"`
	CreatedAt time.Time  `json:"created_at"`
	SentAt    time.Time  `json:"sent_at,omitzero"`
	DroppedAt time.Time  `json:"dropped_at,omitzero"`
	Dropped   string     `json:"dropped,omitempty"` // why it was not sent after all
	Parked    *Parking   `json:"parked,omitempty"`
}

// NoticeKind says what a notice tells.
type NoticeKind string

// NoticeHotAgain tells the owner at once that the lead came back, hotter.
const NoticeHotAgain NoticeKind = "hot_again"

// Notices returns the notices that the lead's events ask for, from the event
// with the number from (the first is 0) on.
func (l *Lead) Notices(from int) []Notice {
	var out []Notice
	owner := ""
	for i := range l.History {
		switch e := &l.History[i]; e.Kind {
		case Claimed:
			owner = e.By
		case Released, Closed, Reopened:
			owner = ""
		case HotAgain:
			if owner != "" && i >= from {
				out = append(out, Notice{
					Key: string(NoticeHotAgain) + ":" + l.ID + ":" + e.Cause, Kind: NoticeHotAgain,
					To: owner, Lead: l.ID, CreatedAt: e.RecordedAt,
				})
			}
		}
	}
	return out
}

// Needless says why the notice need no longer be sent, read just before
// sending: the empty string if it must be.
func (n *Notice) Needless(l *Lead) string {
	switch {
	case !l.Open():
		return "the lead is closed"
	case l.Owner != n.To:
		return "the lead is no longer theirs"
	default:
		return ""
	}
}

// Done reports whether the notice needs nothing more.
func (n *Notice) Done() bool { return !n.DoneAt().IsZero() }

// DoneAt is when the notice was sent or dropped; zero while it is due.
func (n *Notice) DoneAt() time.Time {
	if n.SentAt.IsZero() {
		return n.DroppedAt
	}
	return n.SentAt
}

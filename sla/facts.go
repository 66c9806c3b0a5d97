package sla

import "time"

// Facts are what reports need to know of one lead, and no more: a small record
// that the store keeps beside the lead, packed, so that a million of them can
// be streamed. They are a fold of the lead's history.
type Facts struct {
	Received  time.Time // when we had stored it
	Qualified time.Time // when the source says it became an MQL; zero if it does not say
	Visible   time.Time // when its card was drawn; zero until then
	Waits     time.Time // since when nobody owns it; zero while somebody does
	Closed    time.Time // end of the cycle; zero while it goes on
	Counted   time.Time // the claim that decides the claim promise; zero if there is none
	CountedBy string
	Owner     string
	Desk      string
	Tier      Tier
	Side      Side
	State     State
	End       End
	Standing  Standing
	Source    string
	Campaign  string
	Country   string
}

// Facts returns the lead's facts.
func (l *Lead) Facts() Facts {
	return Facts{
		Received: l.ReceivedAt, Qualified: l.QualifiedAt, Visible: l.VisibleAt, Waits: l.WaitsFrom, Closed: l.ClosedAt,
		Counted: l.Counted.At, CountedBy: l.Counted.By, Owner: l.Owner, Desk: l.Desk, Tier: l.Tier, Side: l.Side,
		State: l.State, End: l.End, Standing: l.Standing, Source: l.Source, Campaign: l.Campaign, Country: l.Country,
	}
}

// VisibleFrom is the instant from which sales could see the lead: when the
// card was drawn or, as long as Slack has not confirmed one, when the lead was
// received.
func (f *Facts) VisibleFrom() time.Time {
	if f.Visible.IsZero() {
		return f.Received
	}
	return f.Visible
}

package sla

import "time"

// MainDesk is the desk that always exists.
const MainDesk = "main"

// State is where a lead stands in its cycle.
type State string

// The states of a lead.
const (
	StateNew     State = "new"     // nobody owns it
	StateClaimed State = "claimed" // somebody owns it
	StateClosed  State = "closed"  // the cycle is over
)

// Standing says what the person was to us before this cycle began.
type Standing string

// The standings of a person.
const (
	StandingNone     Standing = ""
	StandingReturns  Standing = "returning" // had a cycle that did not end in a win
	StandingCustomer Standing = "customer"  // was won before
)

// Lead is one person's path through one cycle, from arrival to close. It is
// stored as one document; all times are instants in UTC.
type Lead struct {
	ID       string   `json:"id"`
	Version  int64    `json:"version"`
	Cycle    int      `json:"cycle"`              // 1 for a person's first
	Previous string   `json:"previous,omitempty"` // the lead of the cycle before
	Standing Standing `json:"standing,omitempty"`
	Desk     string   `json:"desk"`

	Details              // who they are and what they want
	ExternalIDs []string `json:"external_ids,omitempty"` // every id by which sources know the person
	Deliveries  []string `json:"deliveries,omitempty"`   // the causes among the history's that are ids of the source's own

	QualifiedAt time.Time `json:"qualified_at,omitzero"` // when the source says it became an MQL
	ReceivedAt  time.Time `json:"received_at"`           // when we had stored it
	VisibleAt   time.Time `json:"visible_at,omitzero"`   // when the card that Slack confirmed was drawn

	State     State     `json:"state"`
	Tier      Tier      `json:"tier"`
	Owner     string    `json:"owner,omitempty"`
	ClaimedAt time.Time `json:"claimed_at,omitzero"` // start of the present owner's claim
	WaitsFrom time.Time `json:"waits_from,omitzero"` // since when nobody owns it
	Waited    time.Time `json:"waited,omitzero"`     // since when nobody had owned it before the present claim
	ClosedAt  time.Time `json:"closed_at,omitzero"`  // end of the cycle
	End       End       `json:"end,omitempty"`       // how the cycle ended
	Counted   Claim     `json:"counted,omitzero"`    // the claim that decides the claim promise
	Turn      int       `json:"turn,omitempty"`      // how many claims of it have lasted, the present one included
	Card      Card      `json:"card,omitzero"`       // where the lead is shown
	Told      Told      `json:"told,omitzero"`       // up to which event Slack has been told
	Parked    *Parking  `json:"parked,omitempty"`    // set while Slack refuses the lead
	History   []Event   `json:"history"`
}

// Details are what a source tells of a person and of what qualified them.
type Details struct {
	Name     string            `json:"name,omitempty"`
	Email    string            `json:"email,omitempty"`
	Phone    string            `json:"phone,omitempty"`
	Company  string            `json:"company,omitempty"`
	Title    string            `json:"title,omitempty"`
	Country  string            `json:"country,omitempty"`
	Source   string            `json:"source,omitempty"`
	Side     Side              `json:"side,omitempty"`
	Campaign string            `json:"campaign,omitempty"`
	Action   string            `json:"action,omitempty"` // what the person did that qualified them
	Message  string            `json:"message,omitempty"`
	Score    *float64          `json:"score,omitempty"`
	Value    Money             `json:"value,omitzero"`
	Links    []string          `json:"links,omitempty"`
	Extra    map[string]string `json:"extra,omitempty"` // fields the source sent that we have no name for
}

// Card is where a lead is shown: a channel and the message's own id in it.
type Card struct {
	Channel string `json:"channel,omitempty"`
	Message string `json:"message,omitempty"`
}

// Claim is one person's taking of a lead.
type Claim struct {
	By string    `json:"by,omitempty"`
	At time.Time `json:"at,omitzero"`
}

// Side tells who found the lead. It is fixed when the lead is created.
type Side string

// The two sides of the agreement.
const (
	SideMarketing Side = "marketing"
	SideSales     Side = "sales"
)

// Open reports whether the cycle goes on.
func (l *Lead) Open() bool { return l.State != StateClosed }

package invariant

import (
	"encoding/json"
	"time"

	"leadpact/sla"
)

// Evidence is what a run has left behind. What is nil was not gathered, and
// what would need it is not judged.
type Evidence struct {
	Leads      []*sla.Lead  // every lead of the store
	Facts      []sla.Facts  // the packed facts of every lead, in any order
	Notices    []sla.Notice // every notice of the store
	Calls      []Call       // every call to Slack, in the order in which they came in
	Shown      []Message    // what the sales channels show
	Gone       []string     // ids of messages that people have removed
	Words      []Word       // what people were told that they alone see
	Clicks     []Click
	Deliveries []Delivery
	Hits       []Window    // kills -9, cuts of the machine, frozen processes: what may leave a call without an answer
	Handovers  []time.Time // when another process may have become the courier: a second one began, or one ended or died
	Rate       float64     // messages a second and channel; 0 counts as one
	Guests     []string    // people of other organisations
	Quiet      bool        // the bot has had the time to do all that follows
}

// Call is one call to Slack. Its times are real but for Domain.
type Call struct {
	At         time.Time     // when it came in
	Took       time.Duration // until it was answered, or given up
	Domain     time.Time     // when it came in, by the clock that histories go by
	Method     string
	Arguments  json.RawMessage
	Answer     json.RawMessage // what was done, also if the answer did not arrive
	Status     int
	RetryAfter time.Duration // how long Slack asks for patience
	Cut        bool          // the connection was cut instead of an answer
	Garbled    bool          // the work was done, and the answer says nothing of it
	Lost       bool          // the caller had gone before the answer was out
}

// Message is one message as people see it.
type Message struct {
	Channel, ID, Thread, Text string
	Blocks, Metadata          json.RawMessage
}

// The deeds of a click.
const (
	Claim   = "claim"
	Release = "release"
)

// Click is one click on a button of a lead, or on that of a window which was
// opened for it; its times are real but for Made. Took is Slack's own measure,
// which the way from the test to Slack is no part of.
type Click struct {
	Lead, Who, Does string
	Cause           string    // of the event that it asks for; empty if it is not known
	Window          string    // the window that it opened: then it asks for no event yet
	Told            string    // what the window that was submitted says of it; empty if it closed
	Made            time.Time // when, by the workspace's clock
	Sent            time.Time
	Acked           time.Time // when the ack was known; zero if it never came
	Took            time.Duration
}

// Word is what somebody was told that they alone see. Its time is the
// workspace's.
type Word struct {
	To, Text string
	At       time.Time
}

// Delivery is one request of a source, with what it was answered.
type Delivery struct {
	Key      string // the source's own id of it, if it named one
	Status   int    // 0: no answer
	Receipts []Receipt
}

// Receipt is the answer for one arrival.
type Receipt struct {
	Lead    string
	Outcome sla.Outcome
}

// Window is a time within which something happened, in real time.
type Window struct{ From, To time.Time }

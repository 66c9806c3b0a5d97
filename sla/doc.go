// Package sla is the domain of Leadpact: leads, the promises made about them,
// and every number that is told about those promises.
//
// It uses the standard library only. It knows no Slack, no database and reads
// no clock: the present instant is always an argument. A change to a lead is a
// method of [Lead] that either appends an event to its history or refuses in
// words a person can act on ([Refusal]); everything else that a lead says of
// itself is a fold of that history.
package sla

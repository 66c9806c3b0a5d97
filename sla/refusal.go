package sla

import (
	"context"
	"errors"
	"fmt"
)

// Code is the kind of a refusal, for programs.
type Code string

// The codes of refusals.
const (
	CodeTaken    Code = "taken"     // somebody else owns the lead
	CodeYours    Code = "yours"     // the person who asks owns it already
	CodeClosed   Code = "closed"    // the cycle is over
	CodeNotYours Code = "not_yours" // only its owner can do that
	CodeGuest    Code = "guest"     // people of other organisations can't
	CodeInvalid  Code = "invalid"   // the input is wrong
	CodeNotFound Code = "not_found" // there is no such lead
	CodeNewer    Code = "newer"     // a newer cycle of the person is open
	CodeOutdated Code = "outdated"  // it was asked before things changed
)

// Refusal is an answer of the domain that changes nothing: what is wrong, and
// what to do or who can, in a sentence for the person who asked.
type Refusal struct {
	Code     Code
	Sentence string
	Owner    string // for taken and not yours: who has the lead
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Sentence }

func refuse(code Code, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Sentence: fmt.Sprintf(format, args...)}
}

// RefusalOf returns the refusal within err, or nil.
func RefusalOf(err error) *Refusal {
	r, _ := errors.AsType[*Refusal](err)
	return r
}

// ErrNoChange is returned by a change that finds its work done already. The
// store then saves nothing and reports success.
var ErrNoChange = errors.New("nothing to change")

// ErrNotRecorded says that a change was withdrawn before its write began: it
// is certain that nothing was saved.
var ErrNotRecorded = errors.New("not recorded: the store did not answer in time")

// Unconfirmed says that a change's write had begun when the time was up, so
// that its fate is unknown for now.
type Unconfirmed struct {
	// Fate waits until the change is known to be saved (nil) or not.
	Fate func(context.Context) error
}

// Error says what is unknown.
func (*Unconfirmed) Error() string {
	return "not confirmed: the store had begun to save the change but has not answered yet"
}

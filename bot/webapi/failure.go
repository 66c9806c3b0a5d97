package webapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// Remedy is what can be done about a failed call.
type Remedy int

// The remedies.
const (
	Again Remedy = iota // the call may or may not have been carried out: make it again
	Later               // Slack asks for patience: again after a pause
	Anew                // the message that was to be changed is gone: post it anew
	Park                // Slack refuses this, and will again until somebody changes something
)

// Failure is a call that did not work.
type Failure struct {
	Method string
	Code   string        // Slack's own word, or the kind of network trouble
	Remedy Remedy        // what can be done
	After  time.Duration // how long Slack asks us to wait
	Needed string        // the scope that is missing, when that is the trouble
}

// Error names the method and Slack's word for what is wrong. It never holds an
// address or a token.
func (f *Failure) Error() string {
	s := fmt.Sprintf("Slack's %s: %s", f.Method, f.Code)
	if f.Needed != "" {
		s += " (the app needs the scope " + f.Needed + ": add it and install the app again)"
	}
	return s
}

// Patience is how long Slack asks us to wait before the next call; 0 if it does
// not ask.
func (f *Failure) Patience() time.Duration { return f.After }

// Wordless reports whether nothing is known but an HTTP status. Slack refuses in
// words, so it may be somebody between us and Slack who does not let us through.
func (f *Failure) Wordless() bool { return strings.HasPrefix(f.Code, wordless) }

// wordless begins the code of a failure without a word of Slack's.
const wordless = "HTTP status "

// The codes for answers that Slack does not give.
const (
	withoutJSON = wordless + "200 without JSON"
	notSlacks   = "an answer that is not Slack's"
)

// FailureOf returns the failure within err, or nil.
func FailureOf(err error) *Failure {
	f, _ := errors.AsType[*Failure](err)
	return f
}

// patience is how long to wait where Slack asks for patience without saying
// how much.
const patience = 30 * time.Second

// remedies holds Slack's words that are no refusal; every other word is one.
var remedies = map[string]Remedy{
	"ratelimited": Later, "rate_limited": Later, "message_limit_exceeded": Later,
	"internal_error": Again, "fatal_error": Again, "service_unavailable": Again, "request_timeout": Again,
	"team_added_to_org": Again, "accesslimited": Again,
	"message_not_found": Anew, "cant_update_message": Anew, "thread_not_found": Anew,
}

// sorted turns slack-go's errors into failures. Errors of the network are told
// by their kind alone: their text can hold addresses.
func sorted(method string, err error) *Failure {
	f := &Failure{Method: method, Code: kindOf(err), Remedy: Again}
	if limited, ok := errors.AsType[*slack.RateLimitedError](err); ok {
		f.Code, f.Remedy, f.After = "ratelimited", Later, max(limited.RetryAfter, time.Second)
	} else if refused, ok := errors.AsType[slack.SlackErrorResponse](err); ok {
		f.refused(refused)
	} else if status, ok := errors.AsType[slack.StatusCodeError](err); ok {
		f.status(status.Code)
	} else if noJSON(err) {
		f.Code = withoutJSON
	} else if _, ok := errors.AsType[*strconv.NumError](err); ok {
		f.status(http.StatusTooManyRequests) // with a Retry-After that is no number of seconds
	}
	return f
}

// noJSON reports whether an answer of success was no JSON, or other JSON than
// Slack's; one that was cut off is not known to be either.
func noJSON(err error) bool {
	_, syntax := errors.AsType[*json.SyntaxError](err)
	_, kind := errors.AsType[*json.UnmarshalTypeError](err)
	return syntax || kind || err == io.EOF //nolint:errorlint // within another error it is a connection that ended
}

// kindOf names what kept a call from being answered.
func kindOf(err error) string {
	if errors.Is(err, errEndless) {
		return "an answer that does not end"
	}
	if trouble, ok := errors.AsType[net.Error](err); ok && trouble.Timeout() {
		return "no answer in time"
	}
	if trouble, ok := errors.AsType[*net.OpError](err); ok && trouble.Op == "dial" {
		return "no connection"
	}
	return "no answer"
}

func (f *Failure) refused(r slack.SlackErrorResponse) {
	remedy, known := remedies[r.Err]
	if !known {
		remedy = Park
	}
	f.Code, f.Remedy, f.Needed = r.Err, remedy, r.Needed
	if remedy == Later {
		f.After = patience
	}
}

func (f *Failure) status(code int) {
	f.Code = wordless + strconv.Itoa(code)
	switch {
	case code == http.StatusTooManyRequests:
		f.Remedy, f.After = Later, patience
	case code < http.StatusInternalServerError:
		f.Remedy = Park
	}
}

// incomplete is an answer that claims success and lacks what success brings.
func incomplete(method string) *Failure {
	return &Failure{Method: method, Code: "an answer that says nothing", Remedy: Again}
}

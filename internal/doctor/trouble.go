package doctor

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrNoChannel says that the bot can see no such channel.
var ErrNoChannel = errors.New("no such channel")

// Trouble is a call that Slack did not carry out.
type Trouble struct {
	Method  string
	Code    string        // Slack's own word, or what kept Slack from answering
	Away    bool          // Slack did not answer at all
	Needed  string        // the scope that is missing, if that is it
	Details []string      // what Slack says about it
	After   time.Duration // how long Slack asks to wait
}

// Error names the method and Slack's word.
func (t *Trouble) Error() string { return t.Method + ": " + t.Code }

// advice is what a word of Slack's means, and what to do.
type advice struct{ seen, fix string }

// in finds what the error means in a table of words, or else in general.
func (t *Trouble) in(words map[string]advice) Finding {
	if a, ok := words[t.Code]; ok {
		return failed(a.seen+" (Slack says: "+t.Code+")", a.fix)
	}
	return t.general()
}

// general is for what can go wrong with any call.
func (t *Trouble) general() Finding {
	switch {
	case strings.HasPrefix(t.Code, "an answer"), strings.HasPrefix(t.Code, "HTTP status 200"):
		return failed("something else than Slack answered ("+t.Code+")", inBetween)
	case t.Away:
		return failed("Slack could not be asked: "+t.Code,
			"let this machine reach slack.com on port 443; where it has to go through a proxy, set HTTPS_PROXY")
	case t.Code == "missing_scope":
		return failed("the app lacks the scope "+t.Needed, addScopes(t.Needed))
	case t.Code == "ratelimited" || t.Code == "rate_limited" || t.Code == "HTTP status 429":
		return failed("Slack got too many calls and asks for patience", "run leadpact doctor again in "+humane(t.After))
	case itself[t.Code] || strings.HasPrefix(t.Code, "HTTP status 5"):
		return failed("Slack is in trouble itself ("+t.Code+")", "look at https://slack-status.com and run leadpact doctor again later")
	case strings.HasPrefix(t.Code, "HTTP status"):
		return failed("something else than Slack answered ("+t.Code+")", inBetween)
	}
	return failed(fmt.Sprintf("Slack refuses it (%s)", t.Code), "https://docs.slack.dev/reference/methods/"+t.Method+" says what this word means")
}

// inBetween is what helps when somebody else answers in Slack's place.
const inBetween = "see whether a proxy or firewall stands between this machine and slack.com; it must let calls through unchanged"

// humane is a time to wait as one would say it, and never too short.
func humane(d time.Duration) string {
	for _, u := range []struct {
		unit time.Duration
		one  string
		most int
	}{{time.Second, "second", 90}, {time.Minute, "minute", 90}, {time.Hour, "hour", 20}} {
		n := int((max(d, time.Second) + u.unit - 1) / u.unit)
		switch {
		case n == 1:
			return "1 " + u.one
		case n <= u.most:
			return fmt.Sprintf("%d %ss", n, u.one)
		}
	}
	return "a day"
}

// itself are the words by which Slack says that the fault is its own.
var itself = map[string]bool{"internal_error": true, "fatal_error": true, "service_unavailable": true, "request_timeout": true}

// unsettled reports whether the call may have been carried out all the same: the
// answer was lost or spoilt on the way, or Slack broke off somewhere within.
func (t *Trouble) unsettled() bool {
	return t.Away || itself[t.Code] || strings.HasPrefix(t.Code, "HTTP status 2") || strings.HasPrefix(t.Code, "HTTP status 5") ||
		t.Code == "HTTP status 408"
}

// about turns an error into a finding, by a table of Slack's words.
func (e *exam) about(err error, words map[string]advice) Finding {
	if t, ok := errors.AsType[*Trouble](err); ok {
		f := t.in(words)
		if at := e.o.Settings.SlackURL; t.Away && at != "" {
			f.Fix = "see that " + at + ", which SLACK_API_URL names, is right and can be reached from this machine"
		}
		return f
	}
	return failed(err.Error(), "run leadpact doctor again; if it stays, tell whoever runs this machine")
}

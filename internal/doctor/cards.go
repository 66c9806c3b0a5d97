package doctor

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// blocks has Slack check a sample card.
func (e *exam) blocks(ctx context.Context) Finding {
	err := e.o.Cards.Validate(ctx)
	t, ok := errors.AsType[*Trouble](err)
	switch {
	case err == nil:
		return well("Slack finds nothing wrong with a sample card")
	case ok && noSuchMethod[t.Code]:
		return skipped("this Slack has no blocks.validate (" + t.Code + "): only a posted card shows, with --post")
	case ok && (t.Code == "invalid_blocks" || t.Code == "invalid_blocks_format"):
		return failed("Slack refuses a sample card: "+strings.Join(append(t.Details, t.Code), "; "),
			"this is a fault of Leadpact: use a newer version, or report these words to its makers")
	}
	return e.about(err, nil)
}

// noSuchMethod are the words for a method that there is not.
var noSuchMethod = map[string]bool{"unknown_method": true, "method_not_known": true, "method_deprecated": true, "not_allowed": true}

// postWords are Slack's words for a message that it does not take.
var postWords = map[string]advice{
	"restricted_action":                   {"only some people may post to the channel", "in Slack, the channel's name, Settings, Posting permissions: let the bot post, too"},
	"restricted_action_read_only_channel": {"nobody may post to the channel", "make it one that can be posted to, or name another one in LEADPACT_SALES_CHANNEL"},
	"not_in_channel":                      {"the bot is not in the channel", "type /invite and pick the bot there"},
	"is_archived":                         {"the channel is archived", "unarchive it, or name another one in LEADPACT_SALES_CHANNEL"},
}

// post posts a test card and takes it away again, even if the examination is
// interrupted in between.
func (e *exam) post(ctx context.Context) Finding {
	if e.channel.ID == "" {
		return skipped("not posted, because the sales channel was not looked at")
	}
	if e.lacks("chat:write") {
		return skipped("not posted, because the scope chat:write is missing")
	}
	posting, cancel := context.WithTimeout(ctx, e.o.Limit/2)
	defer cancel()
	message, app, err := e.o.Cards.Post(posting, e.channel.ID)
	if t, ok := errors.AsType[*Trouble](err); ok && t.unsettled() {
		return failed("whether a test card was posted is not known ("+t.Code+")", e.lookForIt()+"; then run leadpact doctor again")
	}
	if err != nil {
		return e.about(err, postWords)
	}
	e.app = app
	deleting, cancel := context.WithTimeout(ctx, e.o.Limit/2)
	defer cancel()
	return e.deleted(message, e.o.Cards.Delete(deleting, e.channel.ID, message))
}

// deleted says how it went to take a test card away.
func (e *exam) deleted(message string, err error) Finding {
	if err == nil {
		return well("the sample card was posted to #" + e.channel.Name + ", and deleted again")
	}
	posted := fmt.Sprintf("a test card was posted to #%s at %s, ", e.channel.Name, stamp(message))
	t, ok := errors.AsType[*Trouble](err)
	switch {
	case !ok:
		return warning(posted+"but could not be deleted ("+err.Error()+")", byHand)
	case t.unsettled():
		return warning(posted+"but whether it was deleted again is not known ("+t.Code+")", e.lookForIt())
	}
	return warning(posted+"but could not be deleted ("+t.Code+")", byHand)
}

// byHand is what helps against a test card that stands.
const byHand = "delete it by hand: it says on top that it is a test"

// lookForIt is what helps against a test card that may stand.
func (e *exam) lookForIt() string {
	return "look into #" + e.channel.Name + " and delete it by hand if it is there: it says on top that it is a test"
}

// stamp is when a message was posted, by its id.
func stamp(message string) string {
	seconds, _, _ := strings.Cut(message, ".")
	at, err := time.ParseDuration(seconds + "s")
	if err != nil {
		return message
	}
	return time.Unix(0, 0).Add(at).UTC().Format("15:04:05 UTC")
}

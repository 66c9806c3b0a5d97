package view

import (
	"time"

	"leadpact/sla"
)

// LostRace tells somebody, privately, that another was faster: who has the lead, that
// no harm is done, and what comes next. Next is the lead that waits longest, or
// nil.
func LostRace(l *sla.Lead, owner string, next *sla.Lead, now time.Time) Message {
	s := "<@" + owner + "> took " + Called(l) + " just before you. Nothing counts against you."
	if next == nil {
		return say(s + " Nobody else waits at the moment.")
	}
	m := say(s + " Next: " + name(next.Called()) + ", waiting for " + span(now.Sub(next.WaitsFrom)) + ".")
	m.Blocks = append(m.Blocks, buttons(next.ID, claimButton(next)))
	return m
}

// Yours tells somebody that the lead they took from a private message is theirs.
func Yours(l *sla.Lead, permalink string) Message {
	s := "✅ " + name(l.Called()) + " is yours."
	if permalink != "" {
		s += " <" + permalink + "|Open the card>"
	}
	return say(s)
}

// Refused tells why something is not done, and who can do it.
func Refused(r *sla.Refusal) Message {
	s := escape(r.Sentence)
	if r.Owner != "" {
		s += " That is <@" + r.Owner + ">."
	}
	return say(s)
}

// NotRecorded tells that nothing was saved, for certain.
func NotRecorded() Message {
	return say("Not recorded: saving took too long, so nothing has changed. Please click again.")
}

// NotConfirmed tells that a change may or may not have been saved.
func NotConfirmed() Message {
	return say("Not confirmed yet: saving takes longer than usual. I'll tell you as soon as I know.")
}

// Confirmed tells that a change whose fate was unknown is saved.
func Confirmed() Message { return say("Done: what you clicked a moment ago is saved.") }

// Unsaved tells that a change whose fate was unknown is not saved.
func Unsaved() Message {
	return say("What you clicked a moment ago could not be saved, and nothing has changed. Please click again.")
}

// Trouble tells that something failed on our side.
func Trouble() Message {
	return say("Something went wrong on our side, and it is in the log. Please try again; if it happens twice, tell whoever runs Leadpact.")
}

// Gone answers a click on a button that this version does not know.
func Gone() Message {
	return say("This button no longer does anything. The lead's own card in the channel shows what can be done now.")
}

// Busy answers when too much came at once to be taken in.
func Busy() Message {
	return say("Not recorded: too much is going on at this moment, and nothing has changed. Please click again.")
}

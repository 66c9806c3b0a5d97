package view

import (
	"time"

	"leadpact/sla"
)

// LostRace tells somebody, privately, that another was faster: who has the lead, that
// no harm is done, and what comes next. Next is the lead that waits longest, or
// nil.
func LostRace(l *sla.Lead, owner string, next *sla.Lead, now time.Time) Message {
	s := "<@" + owner + "> took " + Called(l) + " " + before(l, owner, now) + " you. Nothing counts against you."
	if next == nil {
		return say(s + " Nobody else waits at the moment.")
	}
	d := draft{}
	d.paragraph(s + " Next: " + called(next) + ", " + waiting(now.Sub(next.WaitsFrom)) + ".")
	d.act(buttons(next.ID, claimButton(next)))
	return d.message()
}

// before says by how much the owner was faster; a minute or less is a race.
func before(l *sla.Lead, owner string, now time.Time) string {
	if d := now.Sub(l.ClaimedAt); l.Owner == owner && d > time.Minute {
		return span(d) + " before"
	}
	return "just before"
}

// Yours tells somebody that the lead they took from a private message is theirs.
func Yours(l *sla.Lead, permalink string) Message {
	s := called(l) + " is yours."
	if permalink != "" {
		s += " " + opens(permalink)
	}
	d := draft{}
	d.add(paragraph("✅ "+s), s)
	return d.message()
}

// NobodyHas tells somebody whose click came again that the lead they took then
// is nobody's now.
func NobodyHas(l *sla.Lead, permalink string) Message {
	s := called(l) + " was given back since, and waits for somebody."
	if !l.Open() {
		s = called(l) + " is closed by now."
	}
	if permalink != "" {
		s += " " + opens(permalink)
	}
	return say(s)
}

// Refused tells why something is not done, and who has the lead if that is the
// reason.
func Refused(r *sla.Refusal) Message {
	s := escape(r.Sentence)
	if r.Owner != "" && r.Code != sla.CodeYours {
		s += " Its owner is <@" + r.Owner + ">."
	}
	return say(s)
}

// NotRecorded tells that nothing was saved, for certain.
func NotRecorded() Message {
	return say("Not recorded: saving took too long, so nothing has changed. Please try again.")
}

// NotConfirmed tells that a change may or may not have been saved.
func NotConfirmed() Message {
	return say("Not confirmed yet: saving takes longer than usual. I'll tell you as soon as I know.")
}

// Confirmed tells that a change whose fate was unknown is saved.
func Confirmed() Message { return say("Done: what you clicked a moment ago is saved.") }

// Unsaved tells that a change whose fate was unknown is not saved.
func Unsaved() Message {
	return say("What you clicked a moment ago could not be saved, and nothing has changed. Please try again.")
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
	return say("Not recorded: too much is going on at this moment, and nothing has changed. Please try again.")
}

// NotYet answers what comes before the bot knows its workspace.
func NotYet() Message {
	return say("Not recorded: I have only just started and don't know this workspace yet. Please try again in a moment.")
}

// GuestAsks answers a command of somebody of another organisation.
func GuestAsks() Message {
	return say("Only people of this workspace can ask me. Ask a colleague who works here.")
}

// WhichLead asks for what a command left open; word is the command as typed.
func WhichLead(word string) Message {
	return Say("Which lead? Write its id or email, such as " + word + " lead mara@kessel.example")
}

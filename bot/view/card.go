package view

import (
	"github.com/slack-go/slack"

	"leadpact/sla"
)

// Card is the lead's card in the channel, for the state that the lead is in:
// tier and who; their own words and why they qualified; how they are reached;
// since when they wait, or who takes care of them.
func Card(l *sla.Lead) Message {
	d := draft{}
	d.add(paragraph(badge(l.Tier)+" "+headline(l)), tierWords(l.Tier)+": "+spoken(l))
	d.quote(l.Message, quoteMost)
	d.small(joined(" · ", flags(l), why(&l.Details)))
	d.small(reach(l))
	sign, state := standing(l)
	d.add(small(sign+" "+state), state)
	d.act(steps(l))
	return d.message()
}

// standing says how things stand with the lead, and a sign for it.
func standing(l *sla.Lead) (sign, state string) {
	switch l.State {
	case sla.StateClaimed:
		return "✅", "<@" + l.Owner + "> took it " + after(l.TakenAfter())
	case sla.StateClosed:
		return "⬜", "Closed: " + ended(l.End)
	default:
		return "⏳", "Waiting since " + since(l.WaitsFrom)
	}
}

// ended says how a cycle ended, in words.
func ended(e sla.End) string {
	switch e {
	case sla.EndReturned:
		return "returned to marketing"
	case sla.EndVoid:
		return "void (a test, spam or a duplicate)"
	default:
		return string(e)
	}
}

// steps are the buttons that the lead's state allows.
func steps(l *sla.Lead) *slack.ActionBlock {
	switch l.State {
	case sla.StateNew:
		return buttons(l.ID, claimButton(l))
	case sla.StateClaimed:
		return buttons(l.ID, button(ActionRelease, "Release", "Release "+heard(l)+" to the team"))
	default:
		return nil
	}
}

func claimButton(l *sla.Lead) *slack.ButtonBlockElement {
	says := "Claim " + heard(l)
	if company := clip(oneLine(l.Company), nameMost/2); company != heard(l) {
		says = joined(", ", says, company)
	}
	return button(ActionClaim, "Claim", says).WithStyle(slack.StylePrimary)
}

// Pointer replaces an older copy of a card: it says where the lead is now.
func Pointer(l *sla.Lead, permalink string) Message {
	s := "This copy of " + Called(l) + "'s card is out of date."
	if permalink != "" {
		s += " " + opens(permalink)
	}
	return say(s)
}

// opens is a link to the lead's card.
func opens(permalink string) string { return "<" + permalink + "|Open the card>" }

package view

import (
	"github.com/slack-go/slack"

	"leadpact/sla"
)

// Card is the lead's card in the channel, for the state that the lead is in:
// tier and who; their own words and why they qualified; since when they wait
// or who takes care of them.
func Card(l *sla.Lead) Message {
	blocks := []slack.Block{paragraph(badge(l.Tier) + " " + headline(l))}
	if l.Message != "" {
		blocks = append(blocks, quote(l.Message))
	}
	if line := joined(" · ", flags(l), why(&l.Details)); line != "" {
		blocks = append(blocks, small(line))
	}
	state, spokenState := standing(l)
	blocks = append(blocks, small(state))
	if row := steps(l); row != nil {
		blocks = append(blocks, row)
	}
	return Message{Text: clip(tierWords(l.Tier)+": "+spoken(l)+". "+spokenState, textMost), Blocks: blocks}
}

// standing says how things stand with the lead, for the eye and for the ear.
func standing(l *sla.Lead) (markup, spoken string) {
	switch l.State {
	case sla.StateClaimed:
		facts := l.Facts()
		s := "<@" + l.Owner + "> took it after " + span(l.ClaimedAt.Sub(facts.VisibleFrom()))
		return "✅ " + s, s + "."
	case sla.StateClosed:
		s := "Closed: " + string(l.End)
		return "⬜ " + s, s + "."
	default:
		return "⏳ Waiting since " + since(l.WaitsFrom), "Nobody has taken it yet."
	}
}

// steps are the buttons that the lead's state allows.
func steps(l *sla.Lead) slack.Block {
	switch l.State {
	case sla.StateNew:
		return buttons(l.ID, claimButton(l))
	case sla.StateClaimed:
		return buttons(l.ID, button(ActionRelease, "Release", "Hand "+oneLine(l.Called())+" back to the team"))
	default:
		return nil
	}
}

func claimButton(l *sla.Lead) *slack.ButtonBlockElement {
	return button(ActionClaim, "Claim", "Claim "+oneLine(joined(", ", l.Called(), l.Company))).WithStyle(slack.StylePrimary)
}

// Pointer replaces an older copy of a card: it says where the lead is now.
func Pointer(l *sla.Lead, permalink string) Message {
	return say("This copy is out of date. " + Called(l) + "'s card is <" + permalink + "|here>.")
}

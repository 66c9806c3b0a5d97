package view

import (
	"time"

	"github.com/slack-go/slack"

	"leadpact/sla"
)

// Tab is a home tab as one person sees it.
type Tab = slack.HomeTabViewRequest

// HomeMost is how many leads each list of a home tab shows. Whoever draws one
// asks for one more, to know whether there are more.
const HomeMost = 10

// HomeTab is what somebody sees who opens the bot's home.
type HomeTab struct {
	Note      *Message    // what is to be told first, or nil
	Owned     []*sla.Lead // theirs, the longest owned first
	Waiting   []*sla.Lead // nobody's, the longest waiting first
	Report    *sla.Report // how today goes; nil if that is not known
	Command   string      // the slash command, such as /sla
	Now       time.Time
	Permalink func(channel, message string) string
}

// View draws the tab: what is theirs with a way to release it, what waits
// with a way to take it, and how today goes.
func (h *HomeTab) View() Tab {
	d := homeDraft(h.Note)
	if len(h.Owned)+len(h.Waiting) == 0 {
		d.paragraph("Nothing to do: you hold no lead, and none waits. New ones appear in the sales channel and here.")
	} else {
		h.yours(&d)
		d.blocks = append(d.blocks, slack.NewDividerBlock())
		h.waiting(&d)
	}
	if h.Report != nil {
		d.small(today(h.Report))
	}
	d.small("As of " + since(h.Now) + ". `" + escape(h.Command) + " help` lists what you can ask.")
	return d.tab()
}

// GuestHome is what somebody of another organisation sees.
func GuestHome(note *Message) Tab {
	d := homeDraft(note)
	d.paragraph("Good to see you. Leads belong to the people of this workspace, so there is nothing for you to do here. " +
		"A colleague who works here can help you on.")
	return d.tab()
}

// BareHome is what is seen as long as nobody can be told from a guest.
func BareHome(note Message) Tab {
	d := homeDraft(&note)
	return d.tab()
}

func homeDraft(note *Message) draft {
	d := draft{blocks: []slack.Block{slack.NewHeaderBlock(plainText("Leads"))}}
	if note != nil {
		d.paragraph(note.Text)
	}
	return d
}

func (d *draft) tab() Tab {
	return Tab{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: d.blocks}}
}

func (h *HomeTab) yours(d *draft) {
	if len(h.Owned) == 0 {
		d.paragraph("*Yours*\nNone at the moment. Take one below.")
		return
	}
	d.paragraph("*Yours*")
	for _, l := range h.Owned[:min(len(h.Owned), HomeMost)] {
		give := button(ActionRelease, "Release", "Release "+heard(l)+" to the team")
		h.row(d, "yours", l, "Yours since "+since(l.ClaimedAt), give)
	}
	if len(h.Owned) > HomeMost {
		d.small("…and more that you took later.")
	}
}

func (h *HomeTab) waiting(d *draft) {
	if len(h.Waiting) == 0 {
		d.paragraph("*Waiting*\nNobody waits at the moment.")
		return
	}
	d.paragraph("*Waiting*")
	for _, l := range h.Waiting[:min(len(h.Waiting), HomeMost)] {
		h.row(d, "waiting", l, "Waiting since "+since(l.WaitsFrom), claimButton(l))
	}
	if len(h.Waiting) > HomeMost {
		d.small(h.more())
	}
}

// more says how many wait beside those that are shown. The report may be from a
// moment before.
func (h *HomeTab) more() string {
	if h.Report == nil || h.Report.Unclaimed <= HomeMost {
		return "…and more that wait less long."
	}
	n := h.Report.Unclaimed - HomeMost
	return "…and " + count(n, "more that waits", "more that wait") + " less long."
}

// row is one lead with one thing to do about it.
func (h *HomeTab) row(d *draft, list string, l *sla.Lead, state string, do *slack.ButtonBlockElement) {
	link := ""
	if at := h.Permalink(l.Card.Channel, l.Card.Message); at != "" {
		link = opens(at)
	}
	do.Value = l.ID
	b := paragraph(badge(l.Tier) + " " + headline(l) + "\n" + joined(" · ", state, link))
	b.BlockID, b.Accessory = list+":"+l.ID, slack.NewAccessory(do)
	d.blocks = append(d.blocks, b)
}

package sandbox

import (
	"slices"
	"strings"
)

type channel struct {
	id, name          string
	private, archived bool
	dm                string // the person on the other side of a direct message
	members           map[string]bool
	list              []*message
	byTS              map[string]*message
}

// SalesChannel is the id of #sales-leads, the same in every workspace.
const SalesChannel = "C0SALESLEADS"

func (w *Workspace) seedChannels() {
	staff := []string{"ana", "ben", "chloe", "dev", "greta", "milo"}
	w.addChannel(SalesChannel, "sales-leads", append(slices.Clone(staff), "gus", botName)...)
	w.addChannel("C0SALESMGRS1", "sales-managers", "greta", "milo", botName).private = true
	w.addChannel("C0GENERAL001", "general", staff...)
	w.addChannel("C0OLDDEALS01", "old-deals", append(slices.Clone(staff), botName)...).archived = true
}

func (w *Workspace) addChannel(id, name string, members ...string) *channel {
	ch := &channel{id: id, name: name, members: map[string]bool{}, byTS: map[string]*message{}}
	for _, m := range members {
		ch.members[w.peopleBy[m].id] = true
	}
	w.channels = append(w.channels, ch)
	w.channelBy[id] = ch
	w.channelBy[name] = ch
	return ch
}

// channel finds a channel by id or by name with or without a #, and the direct
// message with a person by @name. The lock is held.
func (w *Workspace) channel(ref string) *channel {
	ref = strings.TrimSpace(ref)
	if who, ok := strings.CutPrefix(ref, "@"); ok {
		if p := w.person(who); p != nil && !p.bot {
			return w.direct(p)
		}
		return nil
	}
	return w.channelBy[strings.TrimPrefix(ref, "#")]
}

// direct is the conversation of one person with the bot, opened when first needed.
func (w *Workspace) direct(p *person) *channel {
	id := "D" + p.id[1:]
	if ch := w.channelBy[id]; ch != nil {
		return ch
	}
	ch := &channel{
		id: id, name: "directmessage", dm: p.id, byTS: map[string]*message{},
		members: map[string]bool{p.id: true, botUserID: true},
	}
	w.directs = append(w.directs, ch)
	w.channelBy[id] = ch
	return ch
}

// sees tells whether a person can look into a channel: members always, staff
// also into public channels, people of other organisations never.
func (ch *channel) sees(p *person) bool {
	return ch.members[p.id] || (!ch.private && ch.dm == "" && !p.stranger)
}

// label is what the control API calls the channel.
func (w *Workspace) label(ch *channel) string {
	if ch.dm != "" {
		return "@" + w.peopleBy[ch.dm].name
	}
	return ch.name
}

// wire is the channel as conversations.info shows it.
func (ch *channel) wire() answer {
	if ch.dm != "" {
		return answer{
			"id": ch.id, "created": 1700000000, "is_archived": false, "is_im": true, "is_org_shared": false,
			"context_team_id": teamID, "user": ch.dm, "is_open": true, "priority": 0,
		}
	}
	shared := ch.members["U0GUSWEBER1"]
	return answer{
		"id": ch.id, "name": ch.name, "name_normalized": ch.name, "created": 1700000000, "creator": "U0GRETALIND",
		"is_channel": true, "is_group": false, "is_im": false, "is_mpim": false,
		"is_private": ch.private, "is_archived": ch.archived, "is_general": ch.name == "general",
		"is_shared": shared, "is_ext_shared": shared, "is_org_shared": false, "is_member": ch.members[botUserID],
		"num_members": len(ch.members), "context_team_id": teamID,
		"topic":   answer{"value": "", "creator": "", "last_set": 0},
		"purpose": answer{"value": "", "creator": "", "last_set": 0},
	}
}

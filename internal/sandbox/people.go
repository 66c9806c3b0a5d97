package sandbox

import (
	"strings"
	"time"
)

// Roles of people. The workspace itself knows only admins and strangers; the
// role tells the page, and who reads a story, what each one does for a living.
const (
	RoleRep      = "rep"
	RoleManager  = "manager"
	RoleMarketer = "marketer"
	RoleGuest    = "guest"
)

type person struct {
	id, name, realName string
	role, zone, team   string
	title              string
	admin, stranger    bool
	bot                bool
}

func (w *Workspace) seedPeople() {
	const berlin, newYork = "Europe/Berlin", "America/New_York"
	for _, p := range []person{
		{id: "U0ANADUARTE", name: "ana", realName: "Ana Duarte", role: RoleRep, zone: berlin, title: "Account executive"},
		{id: "U0BENOKAFOR", name: "ben", realName: "Ben Okafor", role: RoleRep, zone: berlin, title: "Account executive"},
		{id: "U0CHLOEMART", name: "chloe", realName: "Chloe Martin", role: RoleRep, zone: berlin, title: "Sales development"},
		{id: "U0DEVNAIR01", name: "dev", realName: "Dev Nair", role: RoleRep, zone: newYork, title: "Sales development"},
		{id: "U0GRETALIND", name: "greta", realName: "Greta Lind", role: RoleManager, zone: berlin, title: "Head of sales", admin: true},
		{id: "U0MILOFISCH", name: "milo", realName: "Milo Fischer", role: RoleMarketer, zone: berlin, title: "Demand generation"},
		{id: "U0GUSWEBER1", name: "gus", realName: "Gus Weber", role: RoleGuest, zone: berlin, title: "Partner", team: strangerID, stranger: true},
		{id: botUserID, name: botName, realName: "Leadpact", zone: "UTC", bot: true},
	} {
		if p.team == "" {
			p.team = teamID
		}
		w.people = append(w.people, &p)
		w.peopleBy[p.id], w.peopleBy[p.name] = &p, &p
	}
}

// person finds somebody by id or by name, with or without an @. The lock is held.
func (w *Workspace) person(ref string) *person {
	ref = strings.TrimPrefix(strings.TrimSpace(ref), "@")
	if p := w.peopleBy[ref]; p != nil {
		return p
	}
	return w.peopleBy[strings.ToLower(ref)]
}

// wire is the person as users.info shows them.
func (p *person) wire(now time.Time) answer {
	offset, label := 0, "Coordinated Universal Time"
	if zone, err := time.LoadLocation(p.zone); err == nil {
		label, offset = now.In(zone).Zone()
	}
	first, last, _ := strings.Cut(p.realName, " ")
	out := answer{
		"id": p.id, "team_id": p.team, "name": p.name, "deleted": false, "color": "4bbe2e",
		"real_name": p.realName, "tz": p.zone, "tz_label": label, "tz_offset": offset,
		"profile": answer{
			"real_name": p.realName, "real_name_normalized": p.realName, "display_name": p.name,
			"display_name_normalized": p.name, "first_name": first, "last_name": last,
			"title": p.title, "team": p.team, "avatar_hash": "", "status_text": "", "status_emoji": "",
		},
		"is_admin": p.admin, "is_owner": false, "is_primary_owner": false, "is_restricted": false,
		"is_ultra_restricted": false, "is_bot": p.bot, "is_app_user": false, "updated": 1700000000,
		"is_email_confirmed": !p.bot,
	}
	if p.stranger {
		out["is_stranger"] = true
	}
	return out
}

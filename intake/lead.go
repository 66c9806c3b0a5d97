package intake

import (
	"time"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// form reads the fields of one lead into an arrival and notes what is wrong.
// Every door fills it in, so that a field has the same rules everywhere.
type form struct {
	arrival         *sla.Arrival
	index           int
	now             time.Time
	found           *faults
	value, currency string
	refused         bool // an id, email or phone was given, but is faulty
}

// readLead reads one lead in the words of the JSON door.
func readLead(lead gjson.Result, index int, now time.Time, found *faults, into *sla.Arrival) {
	f := form{arrival: into, index: index, now: now, found: found}
	lead.ForEach(func(key, value gjson.Result) bool {
		if value.Type != gjson.Null {
			f.take(key.Str, value)
		}
		return true
	})
	f.close()
}

// take reads one field. Keys are compared as they are written; what has no
// name here is kept as an extra field.
func (f *form) take(key string, v gjson.Result) {
	a := f.arrival
	switch key {
	case "id":
		a.ExternalID = f.identifier(key, v, mostID)
	case "email":
		a.Email = f.email(key, v)
	case "phone":
		a.Phone = f.identifier(key, v, mostPhone)
	case "name":
		a.Name = f.text(key, v, mostText)
	case "company":
		a.Company = f.text(key, v, mostText)
	case "title":
		a.Title = f.text(key, v, mostText)
	case "country":
		a.Country = f.text(key, v, mostCountry)
	case "source":
		a.Source = f.text(key, v, mostText)
	case "campaign":
		a.Campaign = f.text(key, v, mostText)
	case "action":
		a.Action = f.text(key, v, mostText)
	case "message":
		a.Message = f.prose(key, v, mostMessage)
	case "side":
		a.Side = f.side(key, v)
	case "score":
		a.Score = f.score(key, v)
	case "value":
		f.value = f.amount(key, v)
	case "currency":
		f.currency = f.text(key, v, mostAmount)
	case "qualified_at":
		a.QualifiedAt = f.instant(key, v)
	case "links":
		a.Links = f.links(key, v)
	default:
		f.extra(key, v)
	}
}

// close reads what only the whole lead tells.
func (f *form) close() {
	f.money()
	if a := f.arrival; a.ExternalID == "" && a.Email == "" && a.Phone == "" && !f.refused {
		f.fault("id", "At least one of id, email and phone is needed: without one the person can't be told from others. Send one of them.")
	}
}

func (f *form) fault(field, format string, args ...any) {
	f.refused = f.refused || field == "id" || field == "email" || field == "phone"
	f.found.add(f.index, field, format, args...)
}

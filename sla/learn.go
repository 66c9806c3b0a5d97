package sla

import (
	"slices"
	"strings"
)

// learn fills in what was not known of the person and of what they want, and
// reports whether there was anything.
func (l *Lead) learn(d *Details) bool {
	learnt := l.learnPerson(d)
	learnt = fill(&l.Action, d.Action) || learnt
	learnt = fill(&l.Message, d.Message) || learnt
	if l.Score == nil && d.Score != nil {
		l.Score, learnt = d.Score, true
	}
	if l.Value == (Money{}) && d.Value != (Money{}) {
		l.Value, learnt = d.Value, true
	}
	if len(l.Links) == 0 && len(d.Links) > 0 {
		l.Links, learnt = slices.Clone(d.Links), true
	}
	return learnt
}

// learnPerson fills in what was not known of the person.
func (l *Lead) learnPerson(d *Details) bool {
	learnt := false
	for _, f := range []struct {
		have *string
		got  string
	}{
		{&l.Name, d.Name}, {&l.Phone, d.Phone}, {&l.Company, d.Company}, {&l.Title, d.Title}, {&l.Country, d.Country},
	} {
		learnt = fill(f.have, f.got) || learnt
	}
	return learnt
}

// learnIdentity keeps a further external id, and the email if none was known;
// it reports whether it was the email, the one of the two that people see.
func (l *Lead) learnIdentity(a *Arrival) bool {
	known := func(id string) bool { return IDKey(id) == IDKey(a.ExternalID) }
	if !blank(a.ExternalID) && !slices.ContainsFunc(l.ExternalIDs, known) {
		l.ExternalIDs = append(l.ExternalIDs, strings.TrimSpace(a.ExternalID))
	}
	return fill(&l.Email, a.Email)
}

// learnName keeps the name of a delivery that its source has named.
func (l *Lead) learnName(a *Arrival) {
	if a.Named {
		l.Deliveries = append(l.Deliveries, a.Cause)
	}
}

// fill puts what was got where nothing was known, and reports whether it did.
func fill(have *string, got string) bool {
	if !blank(*have) || blank(got) {
		return false
	}
	*have = got
	return true
}

package sla_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
)

// monday is a quarter past nine on a working morning.
var monday = time.Date(2026, 3, 2, 9, 15, 0, 0, time.UTC)

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * time.Hour
)

// The people of the stories. Visitor belongs to another organisation.
var (
	ana     = sla.Actor{ID: "U1ANA"}
	ben     = sla.Actor{ID: "U2BEN"}
	visitor = sla.Actor{ID: "U9GUEST", Guest: true}
	system  = sla.Actor{}
)

// mara asks for a demo; ola has read a paper.
func mara(cause string) *sla.Arrival {
	return &sla.Arrival{Cause: cause, ExternalID: "crm:1", Details: sla.Details{
		Name: "Mara Lindt", Email: "mara@kessel.example", Company: "Kessel AG", Title: "COO", Action: "demo request", Source: "website",
	}}
}

func ola(cause string) *sla.Arrival {
	return &sla.Arrival{Cause: cause, Details: sla.Details{Name: "Ola Nord", Email: "ola@nord.example", Action: "white paper", Source: "website"}}
}

// fresh is a new lead of the arrival, received on monday.
func fresh(a *sla.Arrival) *sla.Lead { return sla.NewLead(id(1), a, monday, nil) }

func id(n int) string { return sla.FormatID(sla.IDAt(monday, uint32(n))) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantRefused(t *testing.T, err error, code sla.Code, sentence string) {
	t.Helper()
	wantRefusedFor(t, err, "", code, sentence)
}

// wantRefusedFor wants a refusal that names who has the lead.
func wantRefusedFor(t *testing.T, err error, owner string, code sla.Code, sentence string) {
	t.Helper()
	r := sla.RefusalOf(err)
	if r == nil {
		t.Fatalf("got %v, want a refusal %q", err, code)
	}
	wantEqual(t, "the refusal", *r, sla.Refusal{Code: code, Sentence: sentence, Owner: owner})
}

func wantNoChange(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, sla.ErrNoChange) {
		t.Errorf("got %v, want that nothing was to change", err)
	}
}

// tester is what a test and a property have in common.
type tester interface {
	Helper()
	Errorf(string, ...any)
}

func wantEqual(t tester, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

func wantKinds(t *testing.T, l *sla.Lead, want ...sla.Kind) {
	t.Helper()
	wantEqual(t, "the history", kinds(l), want)
}

func kinds(l *sla.Lead) []sla.Kind {
	var out []sla.Kind
	for i := range l.History {
		out = append(out, l.History[i].Kind)
	}
	return out
}

// clone copies a lead so deeply that a change of one never shows in the other.
func clone(l *sla.Lead) *sla.Lead {
	c := *l
	c.History = slices.Clone(l.History)
	c.ExternalIDs = slices.Clone(l.ExternalIDs)
	return &c
}

// memory is a shelf of leads in the order in which they began.
type memory struct {
	leads []*sla.Lead
	saved int
	fails map[string]error // by method
}

func (m *memory) holding(keys []string) []*sla.Lead {
	var out []*sla.Lead
	for _, l := range m.leads {
		if slices.ContainsFunc(l.Keys(), func(k string) bool { return slices.Contains(keys, k) }) {
			out = append(out, l)
		}
	}
	return out
}

func (m *memory) OpenLeads(keys []string) ([]*sla.Lead, error) {
	var out []*sla.Lead
	for _, l := range m.holding(keys) {
		if l.Open() {
			out = append(out, clone(l))
		}
	}
	return out, m.fails["open"]
}

func (m *memory) FormerLead(keys []string) (*sla.Lead, error) {
	for _, l := range slices.Backward(m.holding(keys)) {
		if !l.Open() {
			return clone(l), m.fails["former"]
		}
	}
	return nil, m.fails["former"]
}

func (m *memory) Begin(newLead func(string) *sla.Lead) (*sla.Lead, error) {
	l := newLead(id(len(m.leads) + 1))
	if m.fails["begin"] == nil {
		m.leads = append(m.leads, l)
	}
	return l, m.fails["begin"]
}

func (m *memory) Save(l *sla.Lead) error {
	for i := range m.leads {
		if m.leads[i].ID == l.ID && m.fails["save"] == nil {
			m.leads[i] = clone(l)
			m.saved++
		}
	}
	return m.fails["save"]
}

// unique reports two open leads that share a key: no store could keep them.
func (m *memory) unique() error {
	held := map[string]string{}
	for _, l := range m.leads {
		if !l.Open() {
			continue
		}
		for _, k := range l.Keys() {
			if held[k] != "" {
				return fmt.Errorf("the open leads %s and %s both hold %s", held[k], l.ID, k)
			}
			held[k] = l.ID
		}
	}
	return nil
}

// place receives arrivals as one delivery, each a copy as a store would make it.
func (m *memory) place(t *testing.T, at time.Time, hashed bool, arrivals ...*sla.Arrival) []sla.Receipt {
	t.Helper()
	var out []sla.Receipt
	for _, a := range arrivals {
		own := *a
		r, err := sla.Place(m, &own, at, hashed)
		must(t, err)
		must(t, m.unique())
		out = append(out, r)
	}
	return out
}

func (m *memory) lead(t *testing.T, id string) *sla.Lead {
	t.Helper()
	for _, l := range m.leads {
		if l.ID == id {
			return l
		}
	}
	t.Fatalf("there is no lead %q", id)
	return nil
}

func (m *memory) end(t *testing.T, id string, end sla.End, at time.Time) {
	t.Helper()
	l := m.lead(t, id)
	must(t, l.Close(ana, end, "", at, "close:"+at.String()))
}

func wantOutcomes(t *testing.T, got []sla.Receipt, want ...sla.Outcome) {
	t.Helper()
	var outcomes []sla.Outcome
	for _, r := range got {
		outcomes = append(outcomes, r.Outcome)
	}
	wantEqual(t, "the outcomes", outcomes, want)
}

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	must(t, err)
	return z
}

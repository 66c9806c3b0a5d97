package view_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leadpact/sla"
)

const (
	ana = "U0ANA00001"
	ben = "U0BEN00002"

	permalink = "https://kessel.slack.example/archives/C0SALES001/p1771837800000100"
)

// morning is when the leads of these tests arrive.
var morning = time.Date(2026, 2, 23, 9, 10, 0, 0, time.UTC)

// story builds a lead step by step; every step must be one that the domain
// allows.
type story struct {
	t    *testing.T
	lead *sla.Lead
	at   time.Time
	n    int
}

func arrives(t *testing.T, a sla.Arrival) *story {
	t.Helper()
	a.Cause = "delivery:0"
	return &story{t: t, lead: sla.NewLead("0m3k9f2xq7ab", &a, morning, nil), at: morning}
}

func (s *story) step(err error) *story {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("step %d of the story: %v", s.n, err)
	}
	return s
}

// later lets time pass, and names the next step's cause.
func (s *story) later(d time.Duration) (at time.Time, cause string) {
	s.at = s.at.Add(d)
	s.n++
	return s.at, fmt.Sprintf("step:%d", s.n)
}

func (s *story) posted(d time.Duration) *story {
	s.t.Helper()
	at, cause := s.later(d)
	card := sla.Card{Channel: "C0SALES001", Message: "1771837800.000100"}
	return s.step(s.lead.Posted(card, len(s.lead.History), at, at, cause))
}

func (s *story) claimed(by string, d time.Duration) *story {
	s.t.Helper()
	at, cause := s.later(d)
	return s.step(s.lead.Claim(sla.Actor{ID: by}, at, cause))
}

func (s *story) released(by string, d time.Duration) *story {
	s.t.Helper()
	at, cause := s.later(d)
	return s.step(s.lead.Release(sla.Actor{ID: by}, at, "", cause))
}

func (s *story) releasedWith(by, word string, d time.Duration) *story {
	s.t.Helper()
	at, cause := s.later(d)
	return s.step(s.lead.Release(sla.Actor{ID: by}, at, word, cause))
}

func (s *story) closed(by string, end sla.End, d time.Duration) *story {
	s.t.Helper()
	at, cause := s.later(d)
	return s.step(s.lead.Close(sla.Actor{ID: by}, end, "", at, cause))
}

func (s *story) again(brought sla.Details, d time.Duration, also ...string) *story {
	s.t.Helper()
	at, cause := s.later(d)
	return s.step(s.lead.Note(&sla.Arrival{Cause: cause, Details: brought}, at, also))
}

func (s *story) reopened(brought sla.Details, d time.Duration) *story {
	s.t.Helper()
	at, cause := s.later(d)
	return s.step(s.lead.Reopen(&sla.Arrival{Cause: cause, Details: brought}, at))
}

// mara is the usual hot lead.
func mara() sla.Arrival {
	return sla.Arrival{ExternalID: "hubspot:5501", QualifiedAt: morning.Add(-7 * time.Minute), Details: sla.Details{
		Name: "Mara Lindt", Email: "mara.lindt@kessel.example", Phone: "+49 30 5550100", Company: "Kessel AG", Title: "COO",
		Country: "DE", Source: "website", Campaign: "Planner spring", Action: "demo_request",
		Message: "Replace our planner by March.", Score: new(84.0), Value: sla.Money{Minor: 1250000, Currency: "EUR"},
		Links: []string{"https://app.hubspot.com/contacts/77/record/0-1/5501"},
		Extra: map[string]string{"employees": "140", "current tool": "a spreadsheet, two boards & a wall"},
	}}
}

// jonas is the usual lead of the standard tier.
func jonas() sla.Arrival {
	return sla.Arrival{Details: sla.Details{
		Name: "Jonas Roth", Email: "jonas@roth.example", Company: "Roth & Söhne", Campaign: "May webinar", Action: "webinar_attended", Source: "zoom", Score: new(41.5),
	}}
}

// demo is what makes somebody hot again.
func demo() sla.Details {
	return sla.Details{
		Email: "jonas@roth.example", Action: "pricing_request", Source: "website", Score: new(90.0), Message: "We'd like an offer for 30 seats.",
		Links: []string{"https://www.roth.example/pricing"},
	}
}

// hostile is a text of all that Slack reads as markup.
const hostile = "<!channel> <@U0BEN00002> <#C0SALES001> <https://evil.example|Kessel AG> *bold* _it_ ~st~ `code` & > \u202edrawkcab\u200b\u0007 :fire:"

// longName is as long as a name may be.
var longName = strings.TrimSpace(strings.Repeat("Wilhelmina-Theodora ", 10))

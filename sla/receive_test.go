package sla_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

func TestTwoArrivalsAreOnePersonByIDOrEmail(t *testing.T) {
	for name, second := range map[string]sla.Arrival{
		"by id":                                 {ExternalID: "crm:1"},
		"by an id in space":                     {ExternalID: " crm:1 "},
		"by email":                              {Details: sla.Details{Email: " MARA@kessel.EXAMPLE"}},
		"by both":                               *mara(""),
		"by id alone, though the email differs": {ExternalID: "crm:1", Details: sla.Details{Email: "other@kessel.example"}},
	} {
		t.Run(name, func(t *testing.T) {
			m := &memory{}
			second.Cause = "d2#0"
			got := append(m.place(t, monday, false, mara("d1#0")), m.place(t, monday.Add(hour), false, &second)...)
			wantOutcomes(t, got, sla.OutcomeCreated, sla.OutcomeNoted)
			if got[0].Lead != got[1].Lead {
				t.Errorf("the receipts name %s and %s", got[0].Lead, got[1].Lead)
			}
		})
	}
}

func TestOthersAreNotThem(t *testing.T) {
	m := &memory{}
	got := m.place(t, monday, false, mara("d#0"), ola("d#1"), &sla.Arrival{Cause: "d#2", ExternalID: "CRM:1"},
		&sla.Arrival{Cause: "d#3", ExternalID: "mara@kessel.example"})
	wantOutcomes(t, got, sla.OutcomeCreated, sla.OutcomeCreated, sla.OutcomeCreated, sla.OutcomeCreated)
}

func TestAnIDLearntFromANoteFindsTheLead(t *testing.T) {
	m := &memory{}
	both := mara("d2#0")
	both.ExternalID = "hubspot:7"
	m.place(t, monday, false, mara("d1#0"), both)
	wantOutcomes(t, m.place(t, monday, false, &sla.Arrival{Cause: "d3#0", ExternalID: "hubspot:7"}), sla.OutcomeNoted)
}

func TestTheSamePersonTwiceInOneDelivery(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d#0"), ola("d#1"), mara("d#2"))
	wantOutcomes(t, first, sla.OutcomeCreated, sla.OutcomeCreated, sla.OutcomeNoted)
	again := m.place(t, monday.Add(hour), false, mara("d#0"), ola("d#1"), mara("d#2"))
	wantOutcomes(t, again, sla.OutcomeDuplicate, sla.OutcomeDuplicate, sla.OutcomeDuplicate)
	for i := range again {
		if again[i].Lead != first[i].Lead {
			t.Errorf("arrival %d is now %s, was %s", i, again[i].Lead, first[i].Lead)
		}
	}
	if m.saved != 1 {
		t.Errorf("%d changes were saved, want the one note", m.saved)
	}
}

func TestADeliveryIsReceivedOnceWhateverBecameOfTheLead(t *testing.T) {
	for _, end := range []sla.End{sla.EndWon, sla.EndLost, sla.EndReturned, sla.EndVoid} {
		m := &memory{}
		first := m.place(t, monday, false, mara("d1#0"))
		m.end(t, first[0].Lead, end, monday.Add(hour))
		for _, later := range []time.Duration{2 * hour, 400 * day} {
			again := m.place(t, monday.Add(later), false, mara("d1#0"))
			wantOutcomes(t, again, sla.OutcomeDuplicate)
			if again[0] != (sla.Receipt{Lead: first[0].Lead, Outcome: sla.OutcomeDuplicate}) {
				t.Errorf("%s: the receipt is %v", end, again[0])
			}
		}
	}
}

func TestWhoIsKnownByPhoneAloneIsNobodyElse(t *testing.T) {
	m := &memory{}
	phone := func(cause string) *sla.Arrival {
		return &sla.Arrival{Cause: cause, Details: sla.Details{Phone: "+49 30 1"}}
	}
	wantOutcomes(t, m.place(t, monday, false, phone("d1#0"), phone("d1#1"), phone("d2#0")), sla.OutcomeCreated, sla.OutcomeCreated, sla.OutcomeCreated)
	wantOutcomes(t, m.place(t, monday, false, phone("d1#1"), phone("d2#0")), sla.OutcomeDuplicate, sla.OutcomeDuplicate)
}

func TestADeliveryWithANameIsTheSameWhoeverItIsAbout(t *testing.T) {
	m := &memory{}
	somebodyElse := &sla.Arrival{Cause: "d1#0", ExternalID: "crm:2", Details: sla.Details{Email: "jonas@brandt.example"}}
	first := m.place(t, monday, false, mara("d1#0"))
	got := m.place(t, monday.Add(hour), false, somebodyElse)
	wantOutcomes(t, got, sla.OutcomeDuplicate)
	if got[0].Lead != first[0].Lead {
		t.Errorf("the repetition names %s, the delivery made %s", got[0].Lead, first[0].Lead)
	}
	// By a hash of their words two people are never the same delivery.
	wantOutcomes(t, m.place(t, monday.Add(hour), true, somebodyElse), sla.OutcomeCreated)
}

func TestADeliveryWithANameIsKnownCyclesLater(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d1#0"))
	m.end(t, first[0].Lead, sla.EndWon, monday.Add(hour))
	second := m.place(t, monday.Add(day), false, mara("d2#0"))
	m.end(t, second[0].Lead, sla.EndWon, monday.Add(2*day))
	got := m.place(t, monday.Add(90*day), false, mara("d1#0"))
	wantOutcomes(t, got, sla.OutcomeDuplicate)
	if got[0].Lead != first[0].Lead {
		t.Errorf("the repetition names %s, the delivery made %s", got[0].Lead, first[0].Lead)
	}
}

func TestTwoOpenLeadsOfOnePerson(t *testing.T) {
	m := &memory{}
	byID, byEmail := &sla.Arrival{Cause: "d1#0", ExternalID: "crm:1"}, &sla.Arrival{Cause: "d2#0", Details: sla.Details{Email: "mara@kessel.example"}}
	two := append(m.place(t, monday, false, byID), m.place(t, monday.Add(hour), false, byEmail)...)
	got := m.place(t, monday.Add(2*hour), false, mara("d3#0"))
	wantOutcomes(t, got, sla.OutcomeNoted)
	older, newer := m.lead(t, two[0].Lead), m.lead(t, two[1].Lead)
	if got[0].Lead != older.ID {
		t.Errorf("the note stands on %s, the older lead is %s", got[0].Lead, older.ID)
	}
	wantKinds(t, older, sla.Arrived, sla.HotAgain)
	wantKinds(t, newer, sla.Arrived)
	wantEqual(t, "the flag", older.History[1].Also, []string{newer.ID})
	wantEqual(t, "the older lead's keys", older.Keys(), []string{"id:crm:1", "cause:d1#0", "cause:d3#0"})
}

const repeats = "the hash of a delivery's words#0"

func TestTheSameWordsWithinSevenDaysAreOneDelivery(t *testing.T) {
	for name, person := range map[string]func(string) *sla.Arrival{
		"mara": mara,
		"by phone alone": func(cause string) *sla.Arrival {
			return &sla.Arrival{Cause: cause, Details: sla.Details{Phone: "1"}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := &memory{}
			outcomes := func(at time.Duration, want sla.Outcome) {
				t.Helper()
				wantOutcomes(t, m.place(t, monday.Add(at), true, person(repeats)), want)
			}
			outcomes(0, sla.OutcomeCreated)
			outcomes(minute, sla.OutcomeDuplicate)
			outcomes(7*day-1, sla.OutcomeDuplicate)
			outcomes(7*day, sla.OutcomeNoted)
			outcomes(7*day+minute, sla.OutcomeDuplicate)
			outcomes(14*day-1, sla.OutcomeDuplicate)
			outcomes(14*day, sla.OutcomeNoted)
			outcomes(14*day+3*day, sla.OutcomeDuplicate)
			l := m.leads[0]
			wantKinds(t, l, sla.Arrived, sla.Noted, sla.Noted)
			if len(m.leads) != 1 || !strings.HasPrefix(l.History[2].Cause, repeats) || l.History[1].Cause == l.History[2].Cause {
				t.Errorf("%d leads; the causes are %q and %q", len(m.leads), l.History[1].Cause, l.History[2].Cause)
			}
		})
	}
}

func TestTheSameWordsAfterTheCycleEnded(t *testing.T) {
	for name, person := range map[string]func(string) *sla.Arrival{
		"mara": mara,
		"by phone alone": func(cause string) *sla.Arrival {
			return &sla.Arrival{Cause: cause, Details: sla.Details{Phone: "1"}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := &memory{}
			first := m.place(t, monday, true, person(repeats))
			m.end(t, first[0].Lead, sla.EndWon, monday.Add(hour))
			wantOutcomes(t, m.place(t, monday.Add(6*day), true, person(repeats)), sla.OutcomeDuplicate)
			wantOutcomes(t, m.place(t, monday.Add(8*day), true, person(repeats)), sla.OutcomeCreated)
			wantOutcomes(t, m.place(t, monday.Add(8*day+minute), true, person(repeats)), sla.OutcomeDuplicate)
			if len(m.leads) != 2 || m.leads[1].Previous != first[0].Lead {
				t.Errorf("there are %d leads", len(m.leads))
			}
		})
	}
}

func TestOtherWordsAreNoRepeat(t *testing.T) {
	m := &memory{}
	m.place(t, monday, true, mara("h#1"))
	wantOutcomes(t, m.place(t, monday.Add(minute), true, mara("h#10"), mara("h#"), mara("h#1@x")), sla.OutcomeNoted, sla.OutcomeNoted, sla.OutcomeNoted)
	wantOutcomes(t, m.place(t, monday.Add(8*day), false, mara("h#1")), sla.OutcomeDuplicate)
}

func TestAShelfThatFails(t *testing.T) {
	broken := errors.New("the shelf is broken")
	for _, method := range []string{"open", "former", "begin", "save"} {
		m := &memory{}
		first := m.place(t, monday, false, mara("d#0"), ola("d#1"))
		m.end(t, first[1].Lead, sla.EndLost, monday.Add(hour))
		m.fails = map[string]error{method: broken}
		touching := map[string][]*sla.Arrival{
			"open": {mara("e#0")}, "former": {mara("e#0")}, "begin": {{Cause: "e#0", ExternalID: "new"}}, "save": {mara("e#0"), ola("e#1")},
		}
		for _, a := range touching[method] {
			if r, err := sla.Place(m, a, monday.Add(day), false); !errors.Is(err, broken) {
				t.Errorf("%s fails, and the receipt is %v, %v", method, r, err)
			}
		}
	}
}

// TestOnePersonHasOneOpenCycle lets a few people arrive under any of their keys
// while their cycles end in any way. Everybody has an id and an email of their
// own that nobody else has; each arrival tells at least one.
func TestOnePersonHasOneOpenCycle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &memory{}
		at := monday
		for n := range rapid.IntRange(1, 40).Draw(t, "steps") {
			at = at.Add(time.Duration(rapid.Int64Range(0, int64(20*day)).Draw(t, "later")))
			if open := m.open(); len(open) > 0 && rapid.IntRange(0, 2).Draw(t, "close") == 0 {
				end := rapid.SampledFrom([]sla.End{sla.EndWon, sla.EndLost, sla.EndReturned, sla.EndVoid}).Draw(t, "end")
				l := rapid.SampledFrom(open).Draw(t, "lead")
				if err := l.Close(ana, end, "", at, "close "+id(n)); err != nil {
					t.Fatal(err)
				}
				continue
			}
			m.arrive(t, "cause "+id(n), at)
		}
	})
}

func (m *memory) open() []*sla.Lead {
	var out []*sla.Lead
	for _, l := range m.leads {
		if l.Open() {
			out = append(out, l)
		}
	}
	return out
}

// arrive places somebody, redelivers it at once, and checks the shelf.
func (m *memory) arrive(t *rapid.T, cause string, at time.Time) {
	a := sla.Arrival{Cause: cause}
	who := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "who")
	if rapid.Bool().Draw(t, "with email") {
		a.Email = who + "@x.example"
	}
	if a.Email == "" || rapid.Bool().Draw(t, "with id") {
		a.ExternalID = who + rapid.SampledFrom([]string{":1", ":2"}).Draw(t, "id")
	}
	if rapid.Bool().Draw(t, "hot") {
		a.Action = "demo"
	}
	before := len(m.leads)
	first := a
	r, err := sla.Place(m, &first, at, false)
	if err != nil {
		t.Fatal(err)
	}
	if (r.Outcome == sla.OutcomeCreated) != (len(m.leads) == before+1) {
		t.Fatalf("%s, and there are %d leads after %d", r.Outcome, len(m.leads), before)
	}
	second := a
	if again, err := sla.Place(m, &second, at.Add(minute), false); err != nil || again != (sla.Receipt{Lead: r.Lead, Outcome: sla.OutcomeDuplicate}) {
		t.Fatalf("redelivered, %s of %s became %v, %v", r.Outcome, r.Lead, again, err)
	}
	if err := m.unique(); err != nil {
		t.Fatal(err)
	}
}

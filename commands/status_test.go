package commands_test

import (
	"strings"
	"testing"
	"time"

	"leadpact/commands"
	"leadpact/sla"
)

// streamed is a store that holds these facts.
func streamed(facts ...sla.Facts) fake {
	return fake{facts: func(_ time.Time, yield func(*sla.Facts) error) error {
		for i := range facts {
			if err := yield(&facts[i]); err != nil {
				return err
			}
		}
		return nil
	}}
}

// waits is a lead that nobody has taken for d.
func waits(d time.Duration) sla.Facts {
	return sla.Facts{State: sla.StateNew, Received: noon.Add(-d), Visible: noon.Add(-d), Waits: noon.Add(-d)}
}

// taken is a lead that was claimed at the instant, d after its card appeared.
func taken(at time.Time, d time.Duration) sla.Facts {
	return sla.Facts{State: sla.StateClaimed, Received: at.Add(-d), Visible: at.Add(-d), Counted: at, CountedBy: "U1", Owner: "U1"}
}

func TestStatusNumbers(t *testing.T) {
	t.Parallel()
	today := noon.Add(-2 * time.Hour)
	void := waits(9 * time.Hour)
	void.End, void.State = sla.EndVoid, sla.StateClosed
	closed := taken(today, 30*time.Minute)
	closed.State, closed.End, closed.Closed = sla.StateClosed, sla.EndWon, noon
	for _, c := range []struct {
		name  string
		facts []sla.Facts
		want  []string
	}{
		{"nothing", nil, []string{"No lead is open.", "Claimed today: none yet."}},
		{"one waits", []sla.Facts{waits(5 * time.Minute)}, []string{"1 lead open, 1 unclaimed: the oldest has waited 5 min.", "none yet"}},
		{"some wait", []sla.Facts{waits(5 * time.Minute), waits(3 * time.Hour), taken(today, time.Minute)}, []string{"3 leads open, 2 unclaimed: the oldest has waited 3 h.", "Claimed today: 1, median 1 min."}},
		{"all taken", []sla.Facts{taken(today, 2*time.Minute), taken(today, 10*time.Minute), taken(today, 4*time.Minute)}, []string{"3 leads open, and every one has an owner.", "Claimed today: 3, median 4 min."}},
		{"nearest rank of an even number", []sla.Facts{taken(today, 2*time.Minute), taken(today, 10*time.Minute)}, []string{"Claimed today: 2, median 2 min."}},
		{"yesterday does not count", []sla.Facts{taken(noon.Add(-25*time.Hour), time.Minute)}, []string{"1 lead open, and it has an owner.", "none yet"}},
		{"void counts nowhere", []sla.Facts{void}, []string{"No lead is open."}},
		{"closed today was claimed today", []sla.Facts{closed}, []string{"No lead is open.", "Claimed today: 1, median 30 min."}},
	} {
		got := ask(t, streamed(c.facts...), "status")
		for _, want := range append(c.want, "Slack lag 0 s.") {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is missing in %s", c.name, want, got)
			}
		}
		if strings.Contains(got, "refuses") {
			t.Errorf("%s: nothing is parked: %s", c.name, got)
		}
	}
}

func TestStatusNamesWhoWaitsLongest(t *testing.T) {
	t.Parallel()
	s := streamed(waits(time.Hour), waits(time.Minute))
	s.waiting = func(limit int) ([]*sla.Lead, error) {
		if limit != 1 {
			t.Errorf("%d leads were asked for", limit)
		}
		return []*sla.Lead{newLead(leadID, nil)}, nil
	}
	if got := ask(t, s, "status"); !strings.Contains(got, "2 leads open, 2 unclaimed: Mara Lindt has waited longest, 1 h.") {
		t.Error(got)
	}
}

func TestStatusTellsLagAndParked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name           string
		untold, parked int
		oldest         time.Time
		want           string
	}{
		{"behind", 3, 0, noon.Add(-90 * time.Second), "Slack lag 1 min, 3 leads are not fully shown yet."},
		{"one redraw", 1, 0, noon.Add(-2 * time.Minute), "Slack lag 2 min, 1 lead is not fully shown yet."},
		{"a clock that runs ahead", 1, 0, noon.Add(time.Minute), "Slack lag 0 s, 1 lead is"},
		{"one parked", 1, 1, noon, "Slack refuses 1 lead. I keep trying."},
		{"some parked", 0, 4, time.Time{}, "Slack refuses 4 leads. I keep trying."},
	} {
		s := fake{backlog: func() (int, time.Time, int, error) { return c.untold, c.oldest, c.parked, nil }}
		if got := ask(t, s, "status"); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is missing in %s", c.name, c.want, got)
		}
	}
}

// The desk's today began at 11 in the evening before, in UTC.
func TestTodayIsTheDesksDay(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	must(t, err)
	var from time.Time
	s := streamed(taken(time.Date(2026, 2, 22, 23, 30, 0, 0, time.UTC), time.Minute), taken(time.Date(2026, 2, 22, 22, 30, 0, 0, time.UTC), time.Hour))
	stream := s.facts
	s.facts = func(closedFrom time.Time, yield func(*sla.Facts) error) error {
		from = closedFrom
		return stream(closedFrom, yield)
	}
	table := commands.New(commands.Options{Store: s, Now: func() time.Time { return noon }, Zone: berlin})
	got := table.Answer(t.Context(), ben, "/sla", "status").Text
	if !strings.Contains(got, "Claimed today: 1, median 1 min.") || !strings.Contains(got, "Europe/Berlin") {
		t.Error(got)
	}
	if want := time.Date(2026, 2, 22, 23, 0, 0, 0, time.UTC); !from.Equal(want) {
		t.Errorf("leads closed from %v on were asked for, not %v", from, want)
	}
}

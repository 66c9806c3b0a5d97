package sla_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestClose(t *testing.T) {
	for _, end := range []sla.End{sla.EndWon, sla.EndLost, sla.EndReturned, sla.EndVoid} {
		t.Run(string(end), func(t *testing.T) {
			l := fresh(mara("d#0"))
			must(t, l.Claim(ana, monday.Add(minute), "c1"))
			must(t, l.Close(ana, end, "budget in Q3", monday.Add(hour), "x1"))
			if l.Open() || l.End != end || !l.ClosedAt.Equal(monday.Add(hour)) || l.Owner != ana.ID || !l.WaitsFrom.IsZero() {
				t.Errorf("the lead is %+v", l)
			}
			last := l.History[len(l.History)-1]
			if last.Why != "budget in Q3" || last.By != ana.ID || last.End != end {
				t.Errorf("the event is %+v", last)
			}
		})
	}
}

func TestAnUnclaimedLeadWaitsNoMoreWhenClosed(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Close(system, sla.EndVoid, "", monday.Add(hour), "x1"))
	if !l.WaitsFrom.IsZero() || l.Owner != "" {
		t.Errorf("it waits from %s and is %q's", l.WaitsFrom, l.Owner)
	}
}

func TestEndsThatDoNotExist(t *testing.T) {
	for _, end := range []sla.End{"", "sold", "Won", "won "} {
		l := fresh(mara("d#0"))
		wantRefused(t, l.Close(ana, end, "", monday, "x1"), sla.CodeInvalid,
			"A lead can't end as \""+string(end)+"\". Say won, lost, returned or void.")
		if !l.Open() || end.Valid() {
			t.Errorf("%q is an end", end)
		}
	}
}

func TestReopens(t *testing.T) {
	again, cooler := mara("d#1"), ola("d#1")
	for name, c := range map[string]struct {
		end   sla.End
		a     *sla.Arrival
		after time.Duration
		want  bool
	}{
		"lost lately":             {sla.EndLost, again, day, true},
		"returned lately":         {sla.EndReturned, again, day, true},
		"at the last moment":      {sla.EndLost, again, 30*day - 1, true},
		"thirty days ago":         {sla.EndLost, again, 30 * day, false},
		"a month after a return":  {sla.EndReturned, again, 31 * day, false},
		"by a clock behind":       {sla.EndLost, again, -minute, true},
		"in another tier":         {sla.EndLost, cooler, day, false},
		"returned, other tier":    {sla.EndReturned, cooler, day, false},
		"won":                     {sla.EndWon, again, day, false},
		"void":                    {sla.EndVoid, again, day, false},
		"void in the same moment": {sla.EndVoid, again, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			l := fresh(mara("d#0"))
			must(t, l.Close(ana, c.end, "", monday.Add(hour), "x1"))
			if got := l.Reopens(c.a, monday.Add(hour+c.after)); got != c.want {
				t.Errorf("it reopens: %v, want %v", got, c.want)
			}
		})
	}
	if fresh(mara("d#0")).Reopens(again, monday) {
		t.Error("an open cycle reopens")
	}
}

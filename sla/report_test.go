package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

// reported folds the leads into a report as of the instant.
func reported(now time.Time, leads ...*sla.Lead) *sla.Report {
	r := sla.NewReport(now, time.UTC)
	for _, l := range leads {
		f := l.Facts()
		r.Add(&f)
	}
	r.Close()
	return r
}

// visible is a lead drawn at the instant, which Ana takes after a while.
func visible(t *testing.T, at time.Time, taken time.Duration) *sla.Lead {
	t.Helper()
	l := sla.NewLead(id(1), mara("d#0"), at.Add(-minute), nil)
	must(t, l.Posted(card, 1, at, at, "p1"))
	if taken >= 0 {
		must(t, l.Claim(ana, at.Add(taken), "c1"))
	}
	return l
}

func wantReport(t *testing.T, r *sla.Report, open, unclaimed int, oldest time.Duration, claimed int, median time.Duration) {
	t.Helper()
	if r.Open != open || r.Unclaimed != unclaimed || r.OldestWait != oldest || r.Claimed != claimed || r.MedianTake != median {
		t.Errorf("open %d, unclaimed %d, oldest %s, claimed %d, median %s\nwant %d, %d, %s, %d, %s",
			r.Open, r.Unclaimed, r.OldestWait, r.Claimed, r.MedianTake, open, unclaimed, oldest, claimed, median)
	}
}

func TestAReportOfNoLeads(t *testing.T) {
	wantReport(t, reported(monday), 0, 0, 0, 0, 0)
}

func TestAReportByHand(t *testing.T) {
	now := monday.Add(3 * hour) // 12:15
	waits := visible(t, monday, -1)
	taken := visible(t, monday, 4*minute)
	released := visible(t, monday, 10*minute)
	must(t, released.Release(ana, monday.Add(hour), "", "r1"))
	won := visible(t, monday, 7*minute)
	must(t, won.Close(ana, sla.EndWon, "", monday.Add(hour), "x1"))
	yesterday := visible(t, monday.Add(-day), 20*minute)
	lost := visible(t, monday, -1)
	must(t, lost.Close(ana, sla.EndLost, "", monday.Add(hour), "x1"))
	// Open are waits, taken, released and yesterday's; the claims of today took 4, 7 and 10 minutes.
	r := reported(now, waits, taken, released, won, yesterday, lost)
	wantReport(t, r, 4, 2, 3*hour+minute, 3, 7*minute)
	r.Close()
	wantReport(t, r, 4, 2, 3*hour+minute, 3, 7*minute)
}

func TestVoidIsOutOfEveryNumber(t *testing.T) {
	void := visible(t, monday, minute)
	must(t, void.Close(ana, sla.EndVoid, "spam", monday.Add(hour), "x1"))
	wantReport(t, reported(monday.Add(2*hour), void), 0, 0, 0, 0, 0)
}

func TestAShortClaimIsNoClaimOfToday(t *testing.T) {
	l := visible(t, monday, minute)
	wantReport(t, reported(monday.Add(minute), l), 1, 0, 0, 1, minute)
	must(t, l.Release(ana, monday.Add(2*minute), "", "r1"))
	wantReport(t, reported(monday.Add(hour), l), 1, 1, hour+minute, 0, 0)
	must(t, l.Claim(ben, monday.Add(hour), "c2"))
	wantReport(t, reported(monday.Add(hour), l), 1, 0, 0, 1, hour)
}

func TestAClaimAfterAReleaseCountsNoSecondTime(t *testing.T) {
	l := visible(t, monday, minute)
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	must(t, l.Claim(ben, monday.Add(day), "c2"))
	wantReport(t, reported(monday.Add(2*hour), l), 1, 0, 0, 1, minute)
	wantReport(t, reported(monday.Add(day+hour), l), 1, 0, 0, 0, 0)
}

func TestAReopenedLeadWaitsFromWhenItCameBack(t *testing.T) {
	l := visible(t, monday, minute)
	must(t, l.Close(ana, sla.EndLost, "", monday.Add(hour), "x1"))
	must(t, l.Reopen(mara("d#1"), monday.Add(10*day)))
	wantReport(t, reported(monday.Add(10*day+hour), l), 1, 1, hour, 0, 0)
}

func TestAClaimBeforeTheCardIsKnownCountsFromReceipt(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(minute), "c1"))
	wantReport(t, reported(monday.Add(hour), l), 1, 0, 0, 1, minute)
	must(t, l.Posted(card, 1, monday.Add(2*minute), monday.Add(2*minute), "p1"))
	wantReport(t, reported(monday.Add(hour), l), 1, 0, 0, 1, 0)
}

func TestClocksThatDisagreeMakeNoNegativeWait(t *testing.T) {
	wantReport(t, reported(monday.Add(-hour), fresh(mara("d#0"))), 1, 1, 0, 0, 0)
}

func TestMedianByNearestRank(t *testing.T) {
	for _, c := range []struct {
		ds   []time.Duration
		want time.Duration
	}{
		{nil, 0},
		{[]time.Duration{5}, 5},
		{[]time.Duration{9, 1}, 1},
		{[]time.Duration{9, 1, 5}, 5},
		{[]time.Duration{4, 3, 2, 1}, 2},
		{[]time.Duration{1, 1, 1, 9, 9}, 1},
		{[]time.Duration{6, 5, 4, 3, 2, 1}, 3},
		{[]time.Duration{0, 0}, 0},
		{[]time.Duration{7, 7, 7}, 7},
	} {
		if got := sla.Rank50(append([]time.Duration(nil), c.ds...)); got != c.want {
			t.Errorf("the median of %v is %v, want %v", c.ds, got, c.want)
		}
	}
}

// TestMedianHasHalfBelow checks what a nearest-rank median is: one of the
// values, with at least half of them no greater, and fewer than half less.
func TestMedianHasHalfBelow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) time.Duration {
			return time.Duration(rapid.Int64Range(0, 50).Draw(t, "d"))
		}), 1, 60).Draw(t, "durations")
		m := sla.Rank50(append([]time.Duration(nil), ds...))
		less, upTo := 0, 0
		for _, d := range ds {
			if d < m {
				less++
			}
			if d <= m {
				upTo++
			}
		}
		if less == upTo || 2*upTo < len(ds) || 2*less >= len(ds) {
			t.Fatalf("the median of %v is %v", ds, m)
		}
	})
}

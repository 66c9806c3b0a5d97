package sla_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestParkingWaitsTwiceAsLongEachTime(t *testing.T) {
	l, n := fresh(mara("d#0")), &sla.Notice{}
	at := monday
	for i, pause := range []time.Duration{15, 30, 60, 120, 240, 300, 300, 300} {
		must(t, l.Park("is_archived", at))
		n.Park("is_archived", at)
		want := &sla.Parking{Since: monday, Until: at.Add(pause * time.Second), Tries: i + 1, Reason: "is_archived"}
		wantEqual(t, "the lead's parking", l.Parked, want)
		wantEqual(t, "the notice's parking", n.Parked, want)
		at = want.Until
	}
}

func TestParkingForEver(t *testing.T) {
	l := fresh(mara("d#0"))
	for range 1000 {
		must(t, l.Park("is_archived", monday))
	}
	if got := l.Parked.Until.Sub(monday); got != 5*minute || l.Parked.Tries != 1000 {
		t.Errorf("after %d tries the pause is %s", l.Parked.Tries, got)
	}
}

func TestParkingNamesTheLatestReason(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Park("is_archived", monday))
	earlier := l.Parked
	must(t, l.Park("not_in_channel", monday.Add(minute)))
	if l.Parked.Reason != "not_in_channel" || !l.Parked.Since.Equal(monday) {
		t.Errorf("the parking is %+v", l.Parked)
	}
	if earlier.Tries != 1 {
		t.Error("a parking that somebody holds has changed under them")
	}
	must(t, l.Redrawn(0))
	must(t, l.Park("is_archived", monday.Add(hour)))
	if l.Parked.Tries != 1 || !l.Parked.Since.Equal(monday.Add(hour)) {
		t.Errorf("after a success it begins with %+v", l.Parked)
	}
}

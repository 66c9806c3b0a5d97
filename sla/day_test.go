package sla_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

// TestADayBeginsWhenTheClocksSaySo walks days around changes of the clocks
// quarter by quarter: each instant belongs to the report of the date that the
// zone's clocks show, and to no other.
func TestADayBeginsWhenTheClocksSaySo(t *testing.T) {
	for _, c := range []struct{ zone, day string }{
		{"UTC", "2026-03-02"},
		{"Europe/Berlin", "2026-03-29"},       // 23 hours
		{"Europe/Berlin", "2026-10-25"},       // 25 hours
		{"America/New_York", "2026-03-08"},    // 23 hours
		{"America/New_York", "2026-11-01"},    // 25 hours
		{"Africa/Cairo", "2024-04-26"},        // midnight does not exist
		{"Africa/Cairo", "2024-11-01"},        // the hour before midnight comes twice
		{"America/Sao_Paulo", "2018-11-04"},   // midnight does not exist
		{"America/Santiago", "2024-09-08"},    // midnight does not exist
		{"Asia/Beirut", "2022-03-27"},         // midnight does not exist
		{"America/Havana", "2026-11-01"},      // midnight comes twice
		{"Atlantic/Azores", "2026-10-25"},     // midnight comes twice
		{"Asia/Amman", "2021-10-29"},          // midnight comes twice
		{"Asia/Amman", "2022-02-25"},          // midnight does not exist
		{"Asia/Kathmandu", "2026-03-02"},      // 5:45 ahead
		{"Australia/Lord_Howe", "2026-04-05"}, // half an hour
		{"Pacific/Apia", "2011-12-29"},        // the next date does not exist
		{"Pacific/Apia", "2011-12-31"},        // nor does the one before
		{"Asia/Manila", "1844-12-30"},
	} {
		t.Run(c.zone+" "+c.day, func(t *testing.T) {
			z := zone(t, c.zone)
			noon, err := time.ParseInLocation("2006-01-02 15:04", c.day+" 12:00", z)
			must(t, err)
			for at := noon.Add(-40 * hour); at.Before(noon.Add(40 * hour)); at = at.Add(15 * minute) {
				want := 0
				if at.In(z).Format("2006-01-02") == c.day {
					want = 1
				}
				r := sla.NewReport(noon, z)
				r.Add(&sla.Facts{Received: at, Counted: at, State: sla.StateClaimed})
				if r.Claimed != want {
					t.Fatalf("a claim at %s is counted %d times on %s", at.In(z), r.Claimed, c.day)
				}
			}
		})
	}
}

func TestFromIsTheFirstInstantOfToday(t *testing.T) {
	for _, c := range []struct {
		zone      string
		now, from time.Time
	}{
		{"UTC", monday, time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)},
		{"Asia/Tokyo", monday, time.Date(2026, 3, 1, 15, 0, 0, 0, time.UTC)},
		{"America/Los_Angeles", monday, time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)},
		{"Africa/Cairo", time.Date(2024, 4, 26, 9, 0, 0, 0, time.UTC), time.Date(2024, 4, 25, 22, 0, 0, 0, time.UTC)},
		{"America/Havana", time.Date(2026, 11, 1, 18, 0, 0, 0, time.UTC), time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC)},
		{"America/Havana", time.Date(2026, 11, 1, 4, 30, 0, 0, time.UTC), time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC)},
	} {
		if got := sla.NewReport(c.now, zone(t, c.zone)).From(); !got.Equal(c.from) {
			t.Errorf("%s in %s: today begins at %s, want %s", c.now, c.zone, got.UTC(), c.from)
		}
	}
}

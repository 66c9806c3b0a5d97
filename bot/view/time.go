package view

import (
	"fmt"
	"time"
)

// since says an instant in the reader's own zone; where that cannot be done,
// in UTC.
func since(t time.Time) string {
	return fmt.Sprintf("<!date^%d^{date_short_pretty} at {time}|%s>", t.Unix(), t.UTC().Format("2 Jan 15:04")+" UTC")
}

// span says a length of time as people do: 40 s, 12 min, 3 h 20 min, 5 days.
func span(d time.Duration) string {
	switch {
	case d < 0:
		return "0 s"
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		h, m := int(d.Hours()), int(d.Minutes())%60
		if m == 0 {
			return fmt.Sprintf("%d h", h)
		}
		return fmt.Sprintf("%d h %d min", h, m)
	default:
		return fmt.Sprintf("%d days", int(d.Hours())/24)
	}
}

// after says how long something took, in a sentence: after 12 min, at once.
func after(d time.Duration) string {
	if d < time.Second {
		return "at once"
	}
	return "after " + span(d)
}

// waiting says how long somebody has waited.
func waiting(d time.Duration) string {
	if d < time.Second {
		return "just arrived"
	}
	return "waiting for " + span(d)
}

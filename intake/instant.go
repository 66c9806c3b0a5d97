package intake

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// firstInstant and mostAhead bound when a lead may have been qualified: before
// it, a number was in another unit; after it, a clock is wrong.
var firstInstant = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

const mostAhead = 24 * time.Hour

// instant reads a time: RFC 3339, or seconds or milliseconds since 1970.
func (f *form) instant(field string, v gjson.Result) time.Time {
	written := v.Raw
	switch v.Type {
	case gjson.String:
		written = oneLine(v.Str)
	case gjson.Number:
	default:
		f.fault(field, "%s must be a time, but it is %s. Send RFC 3339, such as 2026-05-27T14:03:00Z.", field, kindOf(v))
		return time.Time{}
	}
	if written == "" {
		return time.Time{}
	}
	t, ok := parseInstant(written)
	switch {
	case !ok:
		f.fault(field, "%s is no time with a zone. Send RFC 3339, such as 2026-05-27T14:03:00Z, or the seconds or milliseconds since 1970.", field)
	case t.Before(firstInstant):
		f.fault(field, "%s lies before the year 2000. Check its unit: seconds or milliseconds since 1970.", field)
	case t.After(f.now.Add(mostAhead)):
		f.fault(field, "%s lies more than 24 hours in the future. Check the sender's clock and zone.", field)
	default:
		return t
	}
	return time.Time{}
}

func parseInstant(s string) (time.Time, bool) {
	if len(s) > mostAmount {
		return time.Time{}, false
	}
	if strings.Trim(s, "0123456789.") == "" {
		return unixInstant(s)
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	return t.UTC(), err == nil
}

// fromMilliseconds is the number from which on a count since 1970 is one of
// milliseconds: as seconds it would lie beyond the year 5000.
const fromMilliseconds = 1e11

func unixInstant(s string) (time.Time, bool) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n > math.MaxInt64/1e6 {
		return time.Time{}, false
	}
	if n < fromMilliseconds {
		n *= 1000
	}
	return time.UnixMilli(int64(math.Round(n))).UTC(), true
}

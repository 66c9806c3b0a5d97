package intake

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"leadpact/sla"
)

// within reports whether the text's bytes lie inside the whole's.
func within(text, whole string) bool {
	at, from := uintptr(unsafe.Pointer(unsafe.StringData(text))), uintptr(unsafe.Pointer(unsafe.StringData(whole)))
	return at >= from && at < from+uintptr(len(whole))
}

// A lead that is kept for long must not keep 4 MiB of its neighbours.
func TestALeadDoesNotHoldItsArrayInMemory(t *testing.T) {
	body := gjson.Parse(`[{"email":"a@example.com","note":"x"},{"email":"b@example.com"}]`)
	var found faults
	arrivals := readLeads(body, time.Time{}, &found)
	if len(arrivals) != 2 || found.any() {
		t.Fatalf("read %d, faults %v", len(arrivals), found.list)
	}
	for _, a := range arrivals {
		if within(a.Email, body.Raw) || within(a.Extra["note"], body.Raw) && a.Extra["note"] != "" {
			t.Errorf("%s still lies in the request's body", a.Email)
		}
	}
}

// An instant may be written in four ways, and all mean the same.
func TestInstantsInAnyWriting(t *testing.T) {
	last := time.Date(2026, 5, 27, 0, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		want := time.UnixMilli(rapid.Int64Range(firstInstant.UnixMilli(), last.UnixMilli()).Draw(t, "instant")).UTC()
		zone := time.FixedZone("", rapid.IntRange(-12*60, 14*60).Draw(t, "zone")*60)
		millis := want.UnixMilli()
		for _, written := range []string{
			fmt.Sprint(millis), `"` + fmt.Sprint(millis) + `"`, fmt.Sprintf("%d.%03d", millis/1000, millis%1000),
			`"` + want.In(zone).Format(time.RFC3339Nano) + `"`,
		} {
			var found faults
			f := form{arrival: &sla.Arrival{}, now: last, found: &found}
			if got := f.instant("qualified_at", gjson.Parse(written)); !got.Equal(want) {
				t.Fatalf("%s was read as %v, want %v (%v)", written, got, want, found.list)
			}
		}
	})
}

// Whatever two faulty leads an array holds, the faults of both are told.
func TestFaultsOfAllLeadsAreTold(t *testing.T) {
	faulty := map[string]string{
		`"email":"x"`: "email", `"name":1`: "name", `"score":"x"`: "score", `"side":"x"`: "side", `"links":1`: "links",
		`"qualified_at":"x"`: "qualified_at", `"value":1`: "currency",
	}
	for first, a := range faulty {
		for second, b := range faulty {
			body := gjson.Parse(strings.Join([]string{`[{"phone":"1",`, first, `},{"phone":"1"},{"phone":"1",`, second, `}]`}, ""))
			var found faults
			readLeads(body, time.Time{}, &found)
			if len(found.list) != 2 || found.list[0].field != a || found.list[0].index != 0 || found.list[1].field != b || found.list[1].index != 2 {
				t.Errorf("%s and %s: %+v", first, second, found.list)
			}
		}
	}
}

func TestEveryFaultSaysWhatToDo(t *testing.T) {
	var found faults
	readLeads(gjson.Parse(`[{},{"email":"x","name":1,"side":"x","score":"x","value":1,"qualified_at":"x","links":["x",1],"":1},1]`), time.Time{}, &found)
	for _, one := range found.list {
		if sentences := strings.Count(one.message, ". ") + strings.Count(one.message, ": "); sentences == 0 || !strings.HasSuffix(one.message, ".") {
			t.Errorf("%s: %q tells the fault alone", one.field, one.message)
		}
	}
	if len(found.list) != 11 {
		t.Errorf("%d faults: %+v", len(found.list), found.list)
	}
}

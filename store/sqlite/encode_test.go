package sqlite

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

// filled sets every field that v has, however deep, to something that is not zero.
func filled(v reflect.Value, say func() string) {
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 3, 2, 9, len(say()), 0, 123_000_000, time.UTC)))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			filled(field, say)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), say)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		filled(v.Index(0), say)
		filled(v.Index(1), say)
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{say(): say()}))
	case reflect.String:
		v.SetString(say())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Float64:
		v.SetFloat(1.5)
	default:
		v.SetInt(int64(len(say())))
	}
}

func wantAsLibrary(t interface {
	Helper()
	Errorf(string, ...any)
}, l *sla.Lead,
) {
	t.Helper()
	got, gerr := encodeLead(l)
	want, werr := json.Marshal(l)
	if (gerr == nil) != (werr == nil) || (gerr == nil && string(got) != string(want)) {
		t.Errorf("the lead is written as\n%s (%v), want\n%s (%v)", got, gerr, want, werr)
	}
}

// TestEncodeEveryField fails when the domain has a field that is not written.
func TestEncodeEveryField(t *testing.T) {
	t.Parallel()
	var l sla.Lead
	n := 0
	filled(reflect.ValueOf(&l).Elem(), func() string { n++; return fmt.Sprint("value ", n) })
	wantAsLibrary(t, &l)
	wantAsLibrary(t, &sla.Lead{})
	wantAsLibrary(t, &sla.Lead{History: []sla.Event{}})

	// Whatever the domain may add: one field at a time, the others zero.
	typ := reflect.TypeFor[sla.Lead]()
	for i := range typ.NumField() {
		var one sla.Lead
		filled(reflect.ValueOf(&one).Elem().Field(i), func() string { return typ.Field(i).Name })
		wantAsLibrary(t, &one)
	}
}

// TestEncodeAnyText lets chance choose the texts and which fields are empty.
func TestEncodeAnyText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var l sla.Lead
		text := rapid.OneOf(rapid.Just(""), rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
			rapid.SampledFrom([]string{"<b>", "a&b", "\u2028", "\x7f", "\\\"", "\t\b\f", "\xff", "ü", "🦊", "~ }"}))
		filled(reflect.ValueOf(&l).Elem(), func() string { return text.Draw(t, "text") })
		wantAsLibrary(t, &l)
	})
}

func TestEncodeRefusesWhatTheLibraryRefuses(t *testing.T) {
	t.Parallel()
	for _, at := range []time.Time{
		time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 25*3600)), time.Date(2026, 1, 1, 0, 0, 0, 1, time.FixedZone("", -5400)),
	} {
		wantAsLibrary(t, &sla.Lead{QualifiedAt: at})
	}
	inf := new(float64)
	*inf = 1e308 * float64(len(t.Name()))
	wantAsLibrary(t, &sla.Lead{Details: sla.Details{Score: inf}})
}

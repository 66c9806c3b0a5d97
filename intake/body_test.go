package intake

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNestingIsCountedOutsideOfText(t *testing.T) {
	const deep = mostNesting + 1
	for name, test := range map[string]struct {
		body string
		want bool
	}{
		"as deep as it may be":     {strings.Repeat("[", mostNesting) + strings.Repeat("]", mostNesting), false},
		"one deeper":               {strings.Repeat("[", deep) + strings.Repeat("]", deep), true},
		"objects":                  {strings.Repeat(`{"a":`, deep) + "1" + strings.Repeat("}", deep), true},
		"mixed":                    {strings.Repeat(`[{"a":`, deep), true},
		"side by side":             {"[" + strings.Repeat("[],{},", deep) + "1]", false},
		"in text":                  {`["` + strings.Repeat("[", deep) + `"]`, false},
		"in text after a quote":    {`["\"` + strings.Repeat("[", deep) + `"]`, false},
		"in text after a slash":    {`["\\\"` + strings.Repeat("[", deep) + `"]`, false},
		"after text that ends so":  {`["\\",` + strings.Repeat("[", deep), true},
		"in a key":                 {`{"` + strings.Repeat("{", deep) + `":1}`, false},
		"cut in the middle of one": {strings.Repeat("[]", deep) + `"\`, false},
	} {
		if got := tooNested([]byte(test.body)); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestAParsedBodyIsACopy(t *testing.T) {
	raw := []byte(`{"name":"Mara"}`)
	body, p := parseBody(raw)
	if p != nil {
		t.Fatal(p.faults.list)
	}
	copy(raw, strings.Repeat("x", len(raw)))
	if got := body.Get("name").Str; got != "Mara" {
		t.Errorf("the next request's bytes show through: %q", got)
	}
}

func TestNoBodyIsTooOddToBeAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{
			"[", "]", "{", "}", ":", ",", `"`, `\`, `\u00`, "1", "-", "e9", "null", "true", " ", "\n", "\x00", "\xff", "ä", `"a"`,
		})).Draw(t, "pieces")
		raw := []byte(strings.Join(pieces, ""))
		body, p := parseBody(raw)
		if (p == nil) != body.Exists() {
			t.Fatalf("%q: neither a value nor a problem", raw)
		}
		if p != nil && (p.status != 400 || p.faults.list[0].field != bodyField) {
			t.Fatalf("%q: problem %+v", raw, p)
		}
	})
}

package page

import (
	"regexp"
	"strings"
	"testing"
)

// tag is the opening tag of the element of the page with an id.
func tag(t *testing.T, id string) string {
	t.Helper()
	found := regexp.MustCompile(`<[a-z0-9]+ [^>]*\bid="`+id+`"[^>]*>`).FindAllString(texts(t)["/"], -1)
	if len(found) != 1 {
		t.Fatalf("#%s stands %d times in the page", id, len(found))
	}
	return found[0]
}

// TestHandlesStay: people's bookmarks, tests and the tour find these.
func TestHandlesStay(t *testing.T) {
	for id, kind := range map[string]string{
		"person": "<select", "arrive": "<button", "hiccups": "<button", "take-tour": "<button", "hour": "<button",
		"monday": "<button", "command": "<input", "places": "<div", "stream": "<div", "thread": "<aside", "pulse": "<p",
	} {
		if got := tag(t, id); !strings.HasPrefix(got, kind+" ") {
			t.Errorf("#%s is %s, want %s", id, got, kind)
		}
	}
}

// TestCommandLineIsACombobox: a screen reader learns of the completions by these.
func TestCommandLineIsACombobox(t *testing.T) {
	field := tag(t, "command")
	for _, want := range []string{`role="combobox"`, `aria-autocomplete="list"`, `aria-expanded="false"`, `aria-controls="offers"`} {
		if !strings.Contains(field, want) {
			t.Errorf("the field lacks %s: %s", want, field)
		}
	}
	if box := tag(t, "offers"); !strings.Contains(box, `role="listbox"`) || !strings.Contains(box, "aria-label=") || !strings.Contains(box, "hidden") {
		t.Errorf("the list of completions is %s", box)
	}
	if !strings.Contains(texts(t)["/assets/combobox.js"], "aria-activedescendant") {
		t.Error("the marked completion is not told")
	}
}

// TestNewsIsTold: what changes by itself is announced.
func TestNewsIsTold(t *testing.T) {
	for id, want := range map[string]string{"pulse": `role="status"`, "toasts": `aria-live="polite"`, "live": `role="log"`} {
		if got := tag(t, id); !strings.Contains(got, want) {
			t.Errorf("#%s lacks %s: %s", id, want, got)
		}
	}
}

// TestEverythingInThePageHasAName: nothing that can be pressed or filled in is nameless.
func TestEverythingInThePageHasAName(t *testing.T) {
	whole := texts(t)["/"]
	button := regexp.MustCompile(`(?s)<button([^>]*)>(.*?)</button>`)
	for _, b := range button.FindAllStringSubmatch(whole, -1) {
		words := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(b[2], "")
		if strings.TrimSpace(words) == "" && !strings.Contains(b[1], "aria-label=") && !strings.Contains(b[1], "hidden") {
			t.Errorf("a button without a name: %s", b[0])
		}
	}
	for _, id := range []string{"command"} {
		if !strings.Contains(whole, `<label class="hidden" for="`+id+`">`) {
			t.Errorf("#%s has no label", id)
		}
	}
}

// TestTheTourDisturbsNobody: machines, and whoever said no, are left alone.
func TestTheTourDisturbsNobody(t *testing.T) {
	tour := texts(t)["/assets/tour.js"]
	for _, want := range []string{"navigator.webdriver", `"off"`, `"on"`, "localStorage", `"Escape"`} {
		if !strings.Contains(tour, want) {
			t.Errorf("the tour does not look at %s", want)
		}
	}
	if !strings.Contains(texts(t)["/assets/base.css"], "prefers-reduced-motion: reduce") {
		t.Error("motion cannot be reduced")
	}
}

package invariant_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadpact/internal/invariant"
)

func TestARightWorldKeepsAllPromises(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := aRightWorld(t)
		for _, b := range invariant.Check(w.e) {
			t.Error(b)
		}
	})
}

func TestNoEvidenceBreaksNothing(t *testing.T) {
	t.Parallel()
	if broken := invariant.Check(invariant.Evidence{}); len(broken) > 0 {
		t.Error(broken)
	}
}

func TestABrokenPromiseIsNamed(t *testing.T) {
	t.Parallel()
	for want, b := range map[string]invariant.Broken{
		"promise 1 (one winner per claim): lead 0m3 was claimed twice":  {Promise: 1, Lead: "0m3", Says: "was claimed twice"},
		"promise 9 (Slack's ceilings and the order are kept): too fast": {Promise: 9, Says: "too fast"},
	} {
		if got := b.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if strings.Contains(invariant.Broken{Promise: 14}.String(), "()") {
		t.Error("promise 14 has no name")
	}
}

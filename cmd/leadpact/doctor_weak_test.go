package main

import (
	"strings"
	"testing"

	"leadpact/internal/doctor"
)

func TestATokenThatIsEasilyGuessedIsNamed(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]string{
		"":                                    "",
		intakeToken:                           "",
		"0123456789abcdef":                    "",
		strings.Repeat("0123456789abcdef", 4): "same few characters",
		"aaaaaaaaaaaaaaaaaaaa":                "same few characters",
		"0123456789abcde":                     "fewer than 16",
		"YOUR-TOKEN":                          "example",
		"<YOUR-SECRET-INTAKE-TOKEN>":          "example",
		"secret":                              "example",
		"changeme":                            "example",
		"change_me_change_me":                 "example",
		"xxxxxxxxxxxxxxxxxxxxxxxx":            "example",
		"********************":                "example",
		"c2VjcmV0LXRva2VuLW9mLW91cnM":         "",
	} {
		got := weakness(token)
		if (got == "") != (want == "") || !strings.Contains(got, want) || len(token) > 3 && strings.Contains(got, token) {
			t.Errorf("%q %s", token, got)
		}
	}
}

func TestDoctorWarnsOfATokenThatIsEasilyGuessed(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	v := w.isVisited(w.settings(aStore(t), "LEADPACT_INTAKE_TOKEN=YOUR-TOKEN"))
	equal(t, "exit code", v.code, exitDone)
	v.finds("leads by JSON", doctor.Warning, "whoever guesses LEADPACT_INTAKE_TOKEN: it looks like an example", "openssl rand -hex 32")
	if strings.Contains(v.text, "YOUR-TOKEN") {
		t.Error("a token is printed")
	}
}

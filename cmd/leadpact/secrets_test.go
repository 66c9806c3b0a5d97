package main

import "regexp"

// intakeToken opens the intake of the stories' serve processes.
const intakeToken = "only-the-stories-know-this-token"

// private is what no output may hold: tokens, and the name, address and number
// of any lead. The stories' leads are all called Mara and live at
// private.example, or have a number that begins with +49 30 555.
var private = regexp.MustCompile(`xoxb-sandbox|xapp-sandbox|` + intakeToken + `|private\.example|\+49 ?30 ?555|Mara|/socket/\?ticket|/response/`)

// printed is where the sandbox names its two tokens, which are no secrets.
var printed = regexp.MustCompile(`Point leadpact serve at it with [^\n]*`)

// keepsSecrets fails the story if the program has written what is private, or
// if the race detector has.
func (r *running) keepsSecrets() {
	r.t.Helper()
	text := printed.ReplaceAllString(r.all(), "")
	if found := private.FindString(text); found != "" {
		r.t.Errorf("the program wrote %q:\n%s", found, text)
	}
	if regexp.MustCompile(`DATA RACE|panic`).MatchString(text) {
		r.t.Errorf("the program is in trouble:\n%s", text)
	}
}

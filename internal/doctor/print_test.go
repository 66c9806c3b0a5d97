package doctor_test

import (
	"strings"
	"testing"

	"leadpact/internal/doctor"
)

func TestTheLastLine(t *testing.T) {
	t.Parallel()
	of := func(all ...doctor.Status) doctor.Report {
		var r doctor.Report
		for _, s := range all {
			r.Findings = append(r.Findings, doctor.Finding{Status: s})
		}
		return r
	}
	for want, r := range map[string]doctor.Report{
		"All is well.":                                                           of(doctor.OK, doctor.Skipped),
		"All is well, 1 remark.":                                                 of(doctor.OK, doctor.Remark),
		"1 thing needs your attention.":                                          of(doctor.Warning),
		"2 things need your attention, 1 remark.":                                of(doctor.Warning, doctor.Failed, doctor.Remark),
		"2 things need your attention, 2 remarks.":                               of(doctor.Failed, doctor.Failed, doctor.Remark, doctor.Remark),
		"Interrupted: the rest was not looked at.":                               {Interrupted: true},
		"Interrupted: the rest was not looked at. 1 thing needs your attention.": {Interrupted: true, Findings: of(doctor.Failed).Findings},
	} {
		if got := r.Sum(); got != want {
			t.Errorf("%q, should be %q", got, want)
		}
	}
}

func TestColoursAndProgressAreForTerminalsAlone(t *testing.T) {
	t.Parallel()
	f := doctor.Finding{Name: "store", Status: doctor.Failed, Seen: "gone", Fix: "look"}
	show := func(p doctor.Printer) string {
		var out strings.Builder
		p.W = &out
		p.Begin("Store", "store")
		p.Show("Store", f)
		p.End(doctor.Report{})
		return out.String()
	}
	if got := show(doctor.Printer{}); strings.Contains(got, "\x1b") || strings.Contains(got, "…") {
		t.Errorf("%q", got)
	}
	if got := show(doctor.Printer{Live: true}); !strings.Contains(got, "… store\r\x1b[K") || strings.Contains(got, "\x1b[3") {
		t.Errorf("%q", got)
	}
	if got := show(doctor.Printer{Live: true, Colour: true}); !strings.Contains(got, "\x1b[31m✗\x1b[0m") {
		t.Errorf("%q", got)
	}
}

func TestNoLineIsTooLong(t *testing.T) {
	t.Parallel()
	_, out := aWell(t, ill).examined(t)
	for line := range strings.Lines(out) {
		if n := len([]rune(line)); n > 105 || strings.HasSuffix(strings.TrimRight(line, "\n"), " ") {
			t.Errorf("%d: %q", n, line)
		}
	}
}

func TestTokensAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][2]string{
		"xoxb-1":       {"", ""},
		"":             {"is not set", "begins with xoxb-"},
		"xoxb-1 ":      {"a blank or a line break", "alone"},
		"xoxb-1\n":     {"a blank or a line break", "alone"},
		`"xoxb-1"`:     {"a quotation mark", "alone"},
		"xapp-1":       {"which SLACK_APP_TOKEN takes", "begins with xoxb-: https://api.slack.com/apps, your app, OAuth"},
		"xoxp-1":       {"a person's token", "Bot User OAuth Token"},
		"xoxe.xoxb-1":  {"token rotation", "make a new app"},
		"xoxe-1":       {"a refresh token", "xoxb-"},
		"secret-words": {"no token of Slack's kind", "OAuth & Permissions"},
	} {
		f := doctor.Token("SLACK_BOT_TOKEN", value, "xoxb-")
		if !strings.Contains(f.Seen, want[0]) || !strings.Contains(f.Fix, want[1]) || (want[0] == "") != (f.Seen == "") {
			t.Errorf("%q: %+v", value, f)
		}
		if strings.Contains(f.Seen+f.Fix, "secret-words") {
			t.Errorf("a token is repeated: %+v", f)
		}
	}
}

package doctor_test

import (
	"strings"
	"testing"
	"time"

	"leadpact/internal/doctor"
)

func TestWhatSlackSaysDoesNotPlayWithTheTerminal(t *testing.T) {
	t.Parallel()
	w := aWell(t, func(w *world) {
		w.bot.Workspace = "Kes\x1b[2J\x1b]0;owned\x07sel\u202e\u2066\u200b\u2028\x9b31m\xff" + strings.Repeat("a", 10_000)
	})
	r, out := w.examined(t)
	var js strings.Builder
	if err := r.JSON(&js); err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{out, js.String()} {
		if i := strings.IndexAny(printed, "\x1b\x07\u202e\u2066\u200b\u2028\u009b"); i >= 0 || strings.Contains(printed, `\u`) {
			t.Errorf("it prints %q", printed)
		}
		if !strings.Contains(printed, "sel") || len(printed) > 10_000 {
			t.Errorf("%d bytes: %q", len(printed), printed)
		}
	}
}

func TestAPauseIsSaidAsPeopleDo(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "in 1 second", -time.Hour: "in 1 second", 30 * time.Second: "in 30 seconds", 29500 * time.Millisecond: "in 30 seconds",
		2 * time.Minute: "in 2 minutes", 61 * time.Minute: "in 61 minutes", 119 * time.Minute: "in 2 hours",
		24 * time.Hour: "in a day", 9000 * time.Hour: "in a day",
	} {
		w := aWell(t, func(w *world) { w.botErr = &doctor.Trouble{Method: "auth.test", Code: "ratelimited", After: d} })
		r, _ := w.examined(t)
		if f := finds(t, r, "bot token"); f.Fix != "run leadpact doctor again "+want {
			t.Errorf("%s: %+v", d, f)
		}
	}
}

func TestSomebodyElseThanSlackAnswers(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"an answer that is not Slack's", "an answer that says nothing", "an answer that does not end", "HTTP status 200 without JSON"} {
		err := &doctor.Trouble{Method: "auth.test", Code: code, Away: strings.HasPrefix(code, "an ")}
		all(t, []illness{
			{"bot: " + code, func(w *world) { w.botErr = err }, "bot token", doctor.Failed, "something else than Slack answered (" + code + ")", "a proxy or firewall", nil},
			{"app: " + code, func(w *world) { w.ticket = err }, "app token", doctor.Failed, "something else than Slack answered (" + code + ")", "a proxy or firewall", nil},
		})
	}
}

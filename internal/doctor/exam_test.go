package doctor_test

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"leadpact/internal/doctor"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// golden compares a text with what a person has read and found good.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestAWellOne(t *testing.T) {
	t.Parallel()
	w := aWell(t)
	r, out := w.examined(t)
	golden(t, "well.txt", out)
	if !r.OK() || r.BadSettings || w.posted != 1 || w.deleted != 1 || !strings.HasSuffix(out, "\nAll is well.\n") {
		t.Errorf("%+v", r)
	}
	var js strings.Builder
	if err := r.JSON(&js); err != nil {
		t.Fatal(err)
	}
	golden(t, "well.json", js.String())
}

// ill makes almost everything wrong.
func ill(w *world) {
	w.Settings.File = doctor.Finding{Status: doctor.Warning, Seen: "every user of this machine can read .env, which may hold tokens", Fix: "chmod 600 .env"}
	w.Settings.Findings = []doctor.Finding{
		doctor.Token("SLACK_APP_TOKEN", "xoxb-1", "xapp-"),
		{Name: "LEADPACT_TIMEZONE", Status: doctor.Failed, Seen: `"Berlin" is no time zone`, Fix: "write one such as Europe/Berlin"},
	}
	w.Settings.Secrets[0] = doctor.Finding{Name: "SLACK_BOT_TOKEN_FILE", Status: doctor.Warning, Seen: "every user of this machine can read /etc/leadpact/bot", Fix: "chmod 600 /etc/leadpact/bot"}
	w.Settings.Intake, w.Settings.HubSpot = false, false
	w.bot.Granted = []string{"commands", "groups:read", "channels:read", "users:read"}
	w.channels["#sales-leads"] = doctor.Channel{ID: "C0SALESLEADS", Name: "sales-leads"}
	w.channels["managers"] = doctor.Channel{ID: "C0MANAGERS01", Name: "managers", Archived: true}
	w.store.Network, w.store.Free, w.store.Schema = "NFS", 12<<20, 7
	w.validate = &doctor.Trouble{Code: "invalid_blocks", Details: []string{"no more than 75 characters allowed [json-pointer:/blocks/1/elements/0/text]"}}
	w.Now = func() time.Time { return noon.Add(-7 * time.Minute) }
}

func TestAVeryIllOne(t *testing.T) {
	t.Parallel()
	w := aWell(t, ill)
	r, out := w.examined(t)
	golden(t, "ill.txt", out)
	if r.OK() || !r.BadSettings || w.posted != 0 {
		t.Errorf("%+v", r)
	}
}

func TestWithoutPostNothingIsPosted(t *testing.T) {
	t.Parallel()
	w := aWell(t, func(w *world) { w.Post = false })
	r, out := w.examined(t)
	if w.posted != 0 || strings.Contains(out, "test card") || !r.OK() {
		t.Errorf("%d posted:\n%s", w.posted, out)
	}
}

func TestWithoutAFileOfSettingsNothingIsLookedAt(t *testing.T) {
	t.Parallel()
	r, _ := aWell(t, func(w *world) {
		w.Settings = doctor.Settings{File: doctor.Finding{Status: doctor.Failed, Seen: "cannot be read", Fix: "--env-file"}}
	}).examined(t)
	for i, f := range r.Findings {
		if i > 0 && (f.Status != doctor.Skipped || !strings.Contains(f.Seen, "because of settings file")) {
			t.Errorf("%+v", f)
		}
	}
	if !r.BadSettings || len(r.Findings) < 10 {
		t.Errorf("%+v", r)
	}
}

// hang stands in for a disk that never answers, and does not mind the context.
type hang struct{ until chan struct{} }

func (h hang) Look(context.Context) (doctor.Store, error) {
	<-h.until
	return doctor.Store{}, nil
}

func TestACheckThatHangsIsLeftBehind(t *testing.T) {
	t.Parallel()
	h := hang{make(chan struct{})}
	defer close(h.until)
	w := aWell(t, func(w *world) { w.Shelf, w.Limit = h, 20*time.Millisecond })
	r, _ := w.examined(t)
	f := finds(t, r, "store")
	if f.Status != doctor.Failed || !strings.Contains(f.Seen, "within 20ms") || !strings.Contains(f.Fix, "disk") {
		t.Errorf("%+v", f)
	}
	if f := finds(t, r, "leads by HubSpot"); f.Status != doctor.OK {
		t.Errorf("the rest did not go on: %+v", f)
	}
}

func TestAnInterruptionEndsIt(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	w := aWell(t, func(w *world) { w.before = cancel })
	var out strings.Builder
	p := &doctor.Printer{W: &out, Live: true}
	r := doctor.Examine(ctx, w.Options, p)
	p.End(r)
	if r.OK() || !r.Interrupted || strings.Contains(out.String(), "scopes") || !strings.HasSuffix(out.String(), "\nInterrupted: the rest was not looked at.\n") {
		t.Errorf("%+v\n%s", r, out.String())
	}
}

func TestAnInterruptionLeavesNoTestCard(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	w := aWell(t, func(w *world) { w.amid = cancel })
	var out strings.Builder
	r := doctor.Examine(ctx, w.Options, &doctor.Printer{W: &out})
	if w.posted != 1 || w.deleted != 1 || !r.Interrupted || !strings.Contains(out.String(), "deleted again") || strings.Contains(out.String(), "app token") {
		t.Errorf("%+v\n%s", r, out.String())
	}
}

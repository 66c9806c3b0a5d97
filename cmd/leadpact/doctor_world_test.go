package main

import (
	"encoding/json"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadpact/internal/doctor"
	"leadpact/internal/sandbox"
)

var rewrite = flag.Bool("update", false, "write the golden files anew")

// ward is a workspace that a doctor is sent to.
type ward struct {
	*sandbox.Workspace
	t   *testing.T
	url string
}

// aWard opens a workspace with an app that was made from the manifest.
func aWard(t *testing.T) *ward {
	t.Helper()
	w := sandbox.New(sandbox.Options{Scopes: scopeNames()})
	server := httptest.NewServer(w.Handler())
	t.Cleanup(func() { w.Close(); server.Close() })
	return &ward{w, t, server.URL}
}

// suffers has calls of a method refused with Slack's word from now on.
func (w *ward) suffers(method, word string) {
	w.t.Helper()
	_, err := w.Faults(w.t.Context(), sandbox.Fault{Method: method, Mode: sandbox.FaultError, Error: word, Times: -1})
	expect(w.t, err)
}

// settings are what serve would be started with.
func (w *ward) settings(store string, more ...string) []string {
	return append([]string{
		"SLACK_BOT_TOKEN=xoxb-sandbox", "SLACK_APP_TOKEN=xapp-sandbox", "SLACK_API_URL=" + w.url + "/api",
		"LEADPACT_STORE=sqlite:" + store, "LEADPACT_SALES_CHANNEL=#" + salesLeads, "LEADPACT_INTAKE_TOKEN=" + intakeToken,
		"LEADPACT_ADDR=127.0.0.1:0",
	}, more...)
}

// visit is what a doctor found.
type visit struct {
	t    *testing.T
	code int
	text string
	said struct {
		Checks []doctor.Finding
		OK     bool
	}
}

// isVisited runs the doctor as somebody would type it, and once more for what
// programs are told.
func (w *ward) isVisited(env []string, args ...string) *visit {
	w.t.Helper()
	typed := append([]string{"doctor", "--env-file", os.DevNull}, args...)
	v := &visit{t: w.t}
	r := runs(w.t, env, typed...)
	v.code, v.text = r.ends(), r.all()
	js := runs(w.t, env, append(typed, "--json")...)
	equal(w.t, "exit code with --json", js.ends(), v.code)
	if err := json.Unmarshal([]byte(js.all()), &v.said); err != nil {
		w.t.Fatalf("%v in:\n%s", err, js.all())
	}
	equal(w.t, "ok", v.said.OK, v.code == exitDone)
	return v
}

// finds expects one finding, and its words in what is printed, too.
func (v *visit) finds(name string, status doctor.Status, seen, fix string) {
	v.t.Helper()
	for _, f := range v.said.Checks {
		if f.Name != name {
			continue
		}
		if f.Status != status || !strings.Contains(f.Seen, seen) || !strings.Contains(f.Fix, fix) {
			v.t.Errorf("it is found: %+v", f)
		}
		printed := strings.Join(strings.Fields(v.text), " ")
		expect(v.t, says("what is printed", printed, f.Name, f.Seen, f.Fix))
		return
	}
	v.t.Errorf("nothing is said of %s:\n%s", name, v.text)
}

// broken is where a line goes on in the next one.
var broken = regexp.MustCompile(`\n {23,25}([^ →])`)

// isLike compares what is printed with what a person has read and found good.
// Where lines break depends on how long paths are here, so they are joined.
func (v *visit) isLike(golden string, here ...string) {
	v.t.Helper()
	got := regexp.MustCompile(`(?m)(it is) \w{3} \d\d:\d\d now`).ReplaceAllString(v.text, "$1 Tue 13:00 now")
	got = strings.NewReplacer(here...).Replace(got)
	got = broken.ReplaceAllString(got, " $1")
	path := filepath.Join("testdata", golden)
	if *rewrite {
		expect(v.t, os.WriteFile(path, []byte(got), 0o600))
	}
	want, err := os.ReadFile(path)
	expect(v.t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		v.t.Errorf("%s (-want +got):\n%s", golden, diff)
	}
}

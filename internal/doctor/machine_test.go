package doctor_test

import (
	"errors"
	"testing"
	"time"

	"leadpact/internal/doctor"
)

func TestTheStore(t *testing.T) {
	t.Parallel()
	all(t, []illness{
		{"none yet", func(w *world) { w.store.Exists, w.store.Schema = false, 0 }, "store", doctor.OK, "does not exist yet", "", nil},
		{"in use", func(w *world) { w.store.Serving = true }, "store", doctor.OK, "in use by leadpact serve", "", nil},
		{"in use or not", func(w *world) { w.store.Unseen = "disk I/O error" }, "store", doctor.Warning, "whether leadpact serve works on it cannot be seen: disk I/O error", "again", nil},
		{"older", func(w *world) { w.store.Schema = 1 }, "store", doctor.OK, "of version 1: the next start brings it to 2", "", nil},
		{"newer", func(w *world) { w.store.Schema = 9 }, "store", doctor.Failed, "version 9 of the file; this one knows 2", "newer Leadpact", nil},
		{"another's", func(w *world) { w.store.Foreign = true }, "store", doctor.Failed, "another program", "LEADPACT_STORE", nil},
		{"locked", func(w *world) { w.store.Locked = true }, "store", doctor.Failed, "has locked", "end that process", nil},
		{"not ours to write", func(w *world) { w.store.Refuses, w.store.Remedy = "this user may not write it", "chown" }, "store", doctor.Failed, "may not write", "chown", nil},
		{"something else", func(w *world) { w.storeErr = errors.New("odd") }, "store", doctor.Failed, "odd", "LEADPACT_STORE", nil},
		{"little room", func(w *world) { w.store.Free = 150 << 20 }, "store's disk", doctor.Warning, "only 150 MB are free", "make room", nil},
		{"far away", func(w *world) { w.store.Network = "NFS" }, "store's disk", doctor.Warning, "(NFS)", "local disk", nil},
		{"room unknown", func(w *world) { w.store.Free = -1 }, "store", doctor.OK, "can be used", "", nil},
	})
}

func TestTheClock(t *testing.T) {
	t.Parallel()
	off := func(by time.Duration) func(*world) {
		return func(w *world) { w.Now = func() time.Time { return noon.Add(by) } }
	}
	all(t, []illness{
		{"agrees", off(time.Second), "clock", doctor.OK, "agree", "", nil},
		{"a little", off(-20 * time.Second), "clock", doctor.OK, "20s behind Slack's, which does no harm", "", nil},
		{"ahead", off(31 * time.Second), "clock", doctor.Warning, "31s ahead of Slack's", "timedatectl", nil},
		{"behind", off(-4 * time.Minute), "clock", doctor.Warning, "4m0s behind Slack's", "timedatectl", nil},
		{"too far ahead", off(301 * time.Second), "clock", doctor.Failed, "5m1s ahead of", "timedatectl", nil},
		{"too far behind", off(-time.Hour), "clock", doctor.Failed, "would be refused", "timedatectl", nil},
		{"also with a bad token", func(w *world) { off(-time.Hour)(w); w.botErr = refused("invalid_auth") }, "clock", doctor.Failed, "1h0m0s behind", "timedatectl", nil},
	})
}

func TestTheClockIsReadInTheMiddleOfTheCall(t *testing.T) {
	t.Parallel()
	now := noon.Add(-40 * time.Second)
	w := aWell(t, func(w *world) {
		w.Now = func() time.Time { return now }
		w.before = func() { now = noon.Add(40 * time.Second) }
	})
	r, _ := w.examined(t)
	if f := finds(t, r, "clock"); f.Status != doctor.OK {
		t.Errorf("a slow call makes the clock look wrong: %+v", f)
	}
}

func TestWhereLeadsComeIn(t *testing.T) {
	t.Parallel()
	all(t, []illness{
		{"closed", func(w *world) { w.Settings.Intake = false }, "leads by JSON", doctor.Warning, "closed", "openssl rand -hex 32", nil},
		{"easily guessed", func(w *world) { w.Settings.WeakIntake = "is short" }, "leads by JSON", doctor.Warning, "whoever guesses LEADPACT_INTAKE_TOKEN: it is short", "openssl rand -hex 32", nil},
		{"HubSpot of a sandbox", func(w *world) {
			w.Settings.SlackURL, w.Settings.PublicURL = "http://127.0.0.1:8765/api/", "http://localhost:8080"
		}, "leads by HubSpot", doctor.OK, "http://localhost:8080/hooks/hubspot", "", nil},
		{"a local address without a sandbox", func(w *world) { w.Settings.PublicURL = "http://localhost:8080" }, "leads by HubSpot", doctor.Warning, "https://", "LEADPACT_PUBLIC_URL", nil},
		{"no HubSpot", func(w *world) { w.Settings.HubSpot = false }, "leads by HubSpot", doctor.Skipped, "not set", "", nil},
		{"HubSpot in the clear", func(w *world) { w.Settings.PublicURL = "http://leads.kessel.example" }, "leads by HubSpot", doctor.Warning, "https://", "LEADPACT_PUBLIC_URL", nil},
	})
}

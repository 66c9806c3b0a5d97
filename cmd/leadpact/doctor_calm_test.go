package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadpact/internal/doctor"
	"leadpact/store"
)

// everything is what can be seen in the workspace's channels.
func (w *ward) everything() string {
	w.t.Helper()
	all := ""
	for _, channel := range []string{salesLeads, "sales-managers", "general", "@ana", "@greta"} {
		messages, err := w.Messages(channel, "")
		expect(w.t, err)
		all += fmt.Sprintf("%s %+v\n", channel, messages)
	}
	return all
}

// contents are the names and bytes of all files in a folder.
func contents(t *testing.T, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	expect(t, err)
	all := ""
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		expect(t, err)
		all += fmt.Sprintf("%s %x\n", f.Name(), text)
	}
	return all
}

// aUsedStore is the path of a store that was in use.
func aUsedStore(t *testing.T) string {
	t.Helper()
	path := aStore(t)
	st, err := store.Open(t.Context(), "sqlite:"+path, store.Options{})
	expect(t, err)
	expect(t, st.Close())
	return path
}

func TestWithoutPostDoctorChangesNothing(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	used, none := aUsedStore(t), aStore(t)
	seen, kept, empty := w.everything(), contents(t, filepath.Dir(used)), contents(t, filepath.Dir(none))
	for _, path := range []string{used, none} {
		v := w.isVisited(w.settings(path))
		equal(t, "exit code", v.code, exitDone)
	}
	equal(t, "the workspace", w.everything(), seen)
	equal(t, "the store", contents(t, filepath.Dir(used)), kept)
	equal(t, "the folder without a store", contents(t, filepath.Dir(none)), empty)
}

func TestDoctorLooksAtTheStore(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	exec := func(path, query string) *sql.Conn {
		t.Helper()
		db, err := sql.Open("sqlite", "file:"+path)
		expect(t, err)
		t.Cleanup(func() { _ = db.Close() })
		conn, err := db.Conn(t.Context())
		expect(t, err)
		t.Cleanup(func() { _ = conn.Close() })
		_, err = conn.ExecContext(context.Background(), query)
		expect(t, err)
		return conn
	}
	newer, locked, foreign, words := aUsedStore(t), aUsedStore(t), aStore(t), aStore(t)
	expect(t, exec(newer, "PRAGMA user_version = 999").Close())
	exec(locked, "BEGIN IMMEDIATE; DELETE FROM once")
	expect(t, exec(foreign, "CREATE TABLE other (n)").Close())
	expect(t, os.WriteFile(words, []byte(strings.Repeat("just words ", 1000)), 0o600))
	for path, c := range map[string][2]string{
		newer:                {"newer Leadpact (version 999", "run the newer"},
		locked:               {"does not let go", "end that process"},
		foreign:              {"another program", "LEADPACT_STORE"},
		words:                {"is not a database", "LEADPACT_STORE"},
		filepath.Dir(words):  {"is a directory", "name a file in it"},
		words + "/leads.db":  {"is no directory", "LEADPACT_STORE"},
		"/nowhere/at/all.db": {"the directory /nowhere/at does not exist", "create it"},
	} {
		v := w.isVisited(w.settings(path))
		equal(t, "exit code", v.code, exitFailed)
		v.finds("store", doctor.Failed, c[0], c[1])
	}
}

func TestDoctorSeesServeAtWork(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	path := aStore(t)
	serve := listens(t, runs(t, w.settings(path, "LEADPACT_ADDR=127.0.0.1:0"), "serve", "--env-file", os.DevNull))
	eventually(t, func() error {
		holder, _, err := store.LookAtLease(t.Context(), "sqlite:"+path, courierLease)
		if err == nil && holder == "" {
			err = errors.New("nobody is the courier")
		}
		return err
	})
	serve.isReady()
	v := w.isVisited(w.settings(path))
	equal(t, "exit code", v.code, exitDone)
	v.finds("store", doctor.OK, "in use by leadpact serve", "")
	v.finds("socket", doctor.OK, "2 more sockets are open, those of leadpact serve", "")
	v = w.isVisited(w.settings(aStore(t)))
	v.finds("socket", doctor.Warning, "2 more sockets are open for this app, and no leadpact serve", "app of its own")
	equal(t, "exit code of serve", serve.stops(), exitDone)
}

func TestDoctorKnocksAtThePublicAddress(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	proxy := httptest.NewUnstartedServer(http.NotFoundHandler())
	proxy.Config.ErrorLog = log.New(io.Discard, "", 0)
	proxy.StartTLS()
	defer proxy.Close()
	over := []string{"SLACK_APP_TOKEN=", "SLACK_SIGNING_SECRET=" + signingSecret}
	for address, c := range map[string]struct {
		code   int
		status doctor.Status
		seen   string
	}{
		"":                     {exitDone, doctor.Warning, "LEADPACT_PUBLIC_URL is not set"},
		"http://192.0.2.1":     {exitFailed, doctor.Failed, "does not begin with https://"},
		"http://127.0.0.1:1":   {exitDone, doctor.Warning, "nothing listens there"}, // as Slack is on this machine, too
		"https://127.0.0.1:1/": {exitDone, doctor.Warning, "nothing listens there"},
		proxy.URL:              {exitDone, doctor.Warning, "its certificate is not valid"},
	} {
		v := w.isVisited(w.settings(aStore(t), append(over, "LEADPACT_PUBLIC_URL="+address)...))
		equal(t, "exit code with "+address, v.code, c.code)
		v.finds("public address", c.status, c.seen, "")
	}
	s := listens(t, runs(t, w.settings(aStore(t), append(over, "LEADPACT_ADDR=127.0.0.1:0")...), "serve", "--env-file", os.DevNull))
	knocks := newPublicWeb(s.url)
	defer knocks.http.CloseIdleConnections()
	if status, body, err := knocks.Get(t.Context(), "/healthz"); status != http.StatusOK || body != "ok\n" || err != nil {
		t.Errorf("it answers %d %q %v", status, body, err)
	}
	if status, err := knocks.Post(t.Context(), "/slack"); status != http.StatusUnauthorized || err != nil {
		t.Errorf("without a signature it answers %d %v", status, err)
	}
}

func TestDoctorReadsTheFileOfSettings(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	path := filepath.Join(t.TempDir(), "leadpact.env")
	expect(t, os.WriteFile(path, []byte(strings.Join(w.settings(aStore(t)), "\n")), 0o600))
	for mode, want := range map[os.FileMode]string{0o600: "and the environment, which wins", 0o644: "chmod 600"} {
		expect(t, os.Chmod(path, mode))
		r := runs(t, nil, "doctor", "--env-file", path)
		equal(t, "exit code", r.ends(), exitDone)
		expect(t, says("the doctor", strings.Join(strings.Fields(r.all()), " "), want))
	}
	r := runs(t, nil, "doctor", "--env-file", path+".gone")
	equal(t, "exit code", r.ends(), exitInput)
	expect(t, says("the doctor", strings.Join(strings.Fields(r.all()), " "), "no such file", "--env-file", "because of settings file above"))
}

func TestASecretsFileThatCannotBeReadIsNamed(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	v := w.isVisited(w.settings(aStore(t), "SLACK_APP_TOKEN=", "SLACK_APP_TOKEN_FILE=/nowhere/token"))
	equal(t, "exit code", v.code, exitInput)
	v.finds("SLACK_APP_TOKEN", doctor.Failed, "its file cannot be read: open /nowhere/token", "SLACK_APP_TOKEN_FILE")
	v.finds("app token", doctor.Skipped, "because of SLACK_APP_TOKEN", "")
	v.finds("bot token", doctor.Remark, "@leadpact", "")
}

func TestTheSandboxHasExactlyTheManifestsScopes(t *testing.T) {
	t.Parallel()
	alone := aWorkspace(t)
	alone.isNotJudged("no bot works in it")
	equal(t, "scopes", strings.Join(alone.state().Scopes, ","), strings.Join(scopeNames(), ","))
	equal(t, "scopes with a bot", strings.Join(aSandbox(t).state().Scopes, ","), strings.Join(scopeNames(), ","))
}

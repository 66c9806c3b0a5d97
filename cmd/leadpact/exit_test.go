package main

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ends starts the program with settings in which some are replaced, and expects
// it to end by itself: with the code, saying the parts.
func ends(t *testing.T, code int, env []string, args []string, parts ...string) string {
	t.Helper()
	r := runs(t, env, args...)
	equal(t, "exit code of "+strings.Join(args, " ")+": "+r.all(), r.ends(), code)
	expect(t, says("the program", r.all(), parts...))
	return r.all()
}

var serve = []string{"serve", "--env-file", os.DevNull}

func with(env []string, more ...string) []string { return append(slices.Clip(env), more...) }

func TestServeSaysAllThatIsMissingAtOnce(t *testing.T) {
	t.Parallel()
	ends(t, 2, nil, serve, "SLACK_BOT_TOKEN: missing", "SLACK_APP_TOKEN: missing", "LEADPACT_SALES_CHANNEL: missing", ".env.example")
}

func TestServeNamesAChannelThatDoesNotExist(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	w.isNotJudged("no bot begins to work in it")
	for _, name := range []string{"no-such-channel", "#no-such-channel", "C0NOSUCHONE", "old-deals"} {
		ends(t, 2, with(settingsFor(w.workspace.url, aStore(t)), "LEADPACT_SALES_CHANNEL="+name), serve,
			strings.TrimPrefix(name, "#"), "does not exist", "LEADPACT_SALES_CHANNEL")
	}
}

func TestServeSaysWhatToDoAboutARefusedToken(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	w.isNotJudged("no bot begins to work in it")
	text := ends(t, 1, with(settingsFor(w.workspace.url, aStore(t)), "SLACK_BOT_TOKEN=xoxb-of-yesterday"), serve,
		"SLACK_BOT_TOKEN", "invalid_auth", "OAuth & Permissions")
	if strings.Contains(text, "of-yesterday") {
		t.Errorf("the token is written:\n%s", text)
	}
}

func TestServeSaysThatItsPortIsInUse(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	expect(t, err)
	defer func() { _ = l.Close() }()
	ends(t, 1, with(settingsFor("http://127.0.0.1:1", aStore(t)), "LEADPACT_ADDR="+l.Addr().String()), serve,
		l.Addr().String(), "is another program using it?")
	ends(t, 1, nil, []string{"sandbox", "--addr", l.Addr().String()}, "is another program using it?")
}

func TestServeRefusesAStoreOfANewerVersion(t *testing.T) {
	t.Parallel()
	path := aStore(t)
	db, err := sql.Open("sqlite", "file:"+path)
	expect(t, err)
	_, err = db.ExecContext(context.Background(), "PRAGMA user_version = 999")
	expect(t, errors.Join(err, db.Close()))
	before, err := os.ReadFile(path)
	expect(t, err)
	ends(t, 1, settingsFor("http://127.0.0.1:1", path), serve, "999", "newer Leadpact", "backup")
	after, err := os.ReadFile(path)
	expect(t, err)
	if len(before) != len(after) {
		t.Error("the file was changed")
	}
}

func TestServeRefusesAStoreThatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"LEADPACT_STORE=oracle:somewhere", "LEADPACT_STORE=leads.db", "LEADPACT_STORE=sqlite:"} {
		text := ends(t, 2, with(settingsFor("http://127.0.0.1:1", aStore(t)), address), serve, "LEADPACT_STORE", "sqlite:leadpact.db")
		if strings.Contains(text, "panic") {
			t.Error(text)
		}
	}
	ends(t, 1, with(settingsFor("http://127.0.0.1:1", aStore(t)), "LEADPACT_STORE=sqlite:/nowhere/at/all/leads.db"), serve, "/nowhere/at/all/leads.db")
}

func TestSettingsComeFromADotEnvFile(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	dir := t.TempDir()
	secret := filepath.Join(dir, "token")
	expect(t, os.WriteFile(secret, []byte(intakeToken), 0o600))
	path := aStore(t)
	lines := with(settingsFor(w.workspace.url, path), "LEADPACT_INTAKE_TOKEN_FILE="+secret)
	lines = slices.DeleteFunc(lines, func(s string) bool { return strings.HasPrefix(s, "LEADPACT_INTAKE_TOKEN=") })
	file := filepath.Join(dir, "leadpact.env")
	text := ""
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		text += name + `="` + value + "\"\n"
	}
	expect(t, os.WriteFile(file, []byte(text), 0o600))
	bot := w.starts(path, lines, func(t *testing.T) *running { t.Helper(); return runs(t, nil, "serve", "--env-file", file) })
	w.expectCard(bot.aLeadArrives())
	equal(t, "exit code", bot.stops(), 0)
}

func TestTheDoorIsClosedWithoutAToken(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	bot := w.isServedHere(aStore(t), "LEADPACT_INTAKE_TOKEN=")
	bot.writes("LEADPACT_INTAKE_TOKEN is not set")
	got, err := bot.tries(somebody())
	expect(t, err)
	equal(t, "status", got.Status, 401)
}

func TestHelpAndVersionAreTold(t *testing.T) {
	t.Parallel()
	ends(t, 0, nil, []string{"--help"}, "serve", "sandbox", "version", "Usage")
	ends(t, 0, nil, []string{"serve", "--help"}, "--env-file")
	ends(t, 0, nil, []string{"sandbox", "--help"}, "--addr", "--store", "--workspace-only")
	ends(t, 0, nil, []string{"version"}, "leadpact")
}

func TestWhatCannotBeTypedIsSaid(t *testing.T) {
	t.Parallel()
	ends(t, 2, nil, []string{"srve"}, "srve", "leadpact --help")
	ends(t, 2, nil, nil, "leadpact --help")
	ends(t, 2, nil, []string{"serve", "--loud"}, "--loud", "leadpact --help")
	ends(t, 2, nil, []string{"sandbox", "--addr"}, "--addr")
}

func TestTheProgramsExitCodeIsTheProcesss(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	expect(t, err)
	defer func() { _ = l.Close() }()
	for code, args := range map[int][]string{0: {"version"}, 2: {"serve"}, 1: {"sandbox", "--addr", l.Addr().String()}} {
		r := runsAlone(t, nil, args...)
		equal(t, "exit code of "+args[0], r.ends(), code)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// least are settings that are enough.
func least(more ...string) map[string]string {
	all := map[string]string{"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "LEADPACT_SALES_CHANNEL": "sales"}
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}

func TestTheLeastSettingsAreTwoTokensAndAChannel(t *testing.T) {
	t.Parallel()
	s, err := readSettings(least())
	expect(t, err)
	equal(t, "store", s.Store, "sqlite:leadpact.db")
	equal(t, "address", s.Addr, ":8080")
	equal(t, "rate", s.ChannelRate, 1)
	equal(t, "command", s.Command, "/sla")
	equal(t, "zone", s.zone.String(), "UTC")
}

func TestEachWrongSettingIsNamedWithWhatToWrite(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, value, hint string }{
		{"SLACK_BOT_TOKEN", "", "missing: it begins with xoxb-"},
		{"SLACK_BOT_TOKEN", "xapp-1", "is it the other of the two tokens?"},
		{"SLACK_APP_TOKEN", "", "missing: it begins with xapp-"},
		{"SLACK_APP_TOKEN", "xoxb-1", "is it the other of the two tokens?"},
		{"SLACK_API_URL", "slack.example", "is no address"},
		{"SLACK_API_URL", "ftp://slack.example", "is no address"},
		{"LEADPACT_PUBLIC_URL", "leads", "is no address"},
		{"LEADPACT_SALES_CHANNEL", "", "missing: the channel"},
		{"LEADPACT_STORE", "oracle://user:shh@host", "LEADPACT_STORE: is no store"},
		{"LEADPACT_COMMAND", "sla", "is no slash command"},
		{"LEADPACT_COMMAND", "/", "is no slash command"},
		{"LEADPACT_COMMAND", "/two words", "is no slash command"},
		{"LEADPACT_CHANNEL_RATE", "0", "a number above 0"},
		{"LEADPACT_CHANNEL_RATE", "-1", "a number above 0"},
		{"LEADPACT_CHANNEL_RATE", "NaN", "a number above 0"},
		{"LEADPACT_CHANNEL_RATE", "fast", "LEADPACT_CHANNEL_RATE"},
		{"LEADPACT_TIMEZONE", "Berlin", "is no time zone"},
		{"LEADPACT_ADDR", "8080", "is no address to listen on"},
		{"LEADPACT_LOG_LEVEL", "loud", "none of debug, info, warn, error"},
		{"HUBSPOT_CLIENT_SECRET", "shh", "LEADPACT_PUBLIC_URL: missing"},
	} {
		environ := least(c.name, c.value)
		if c.value == "" {
			delete(environ, c.name)
		}
		_, err := readSettings(environ)
		if err == nil {
			t.Errorf("%s=%q is taken", c.name, c.value)
			continue
		}
		if !strings.Contains(err.Error(), c.hint) || strings.Contains(err.Error(), "shh") {
			t.Errorf("%s=%q: %v", c.name, c.value, err)
		}
	}
}

func TestAllThatIsWrongIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	_, err := readSettings(map[string]string{"LEADPACT_CHANNEL_RATE": "fast", "LEADPACT_TIMEZONE": "Berlin", "SLACK_API_URL": "x"})
	for _, name := range []string{
		"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "LEADPACT_SALES_CHANNEL", "LEADPACT_CHANNEL_RATE", "LEADPACT_TIMEZONE", "SLACK_API_URL", ".env.example",
	} {
		expect(t, says("the error", err.Error(), name))
	}
	equal(t, "mentions of the rate", strings.Count(err.Error(), "LEADPACT_CHANNEL_RATE"), 1)
}

func TestASecretComesFromAFileOrFromTheEnvironmentNotFromBoth(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token")
	expect(t, os.WriteFile(path, []byte("xoxb-from-a-file\n"), 0o600))

	environ := least("SLACK_BOT_TOKEN_FILE", path)
	_, err := readSettings(environ)
	if err == nil {
		t.Fatal("a secret that is given twice is taken")
	}
	expect(t, says("the error", err.Error(), "SLACK_BOT_TOKEN: set, and SLACK_BOT_TOKEN_FILE too"))

	environ = least("SLACK_BOT_TOKEN_FILE", path)
	delete(environ, "SLACK_BOT_TOKEN")
	s, err := readSettings(environ)
	expect(t, err)
	equal(t, "token", s.BotToken, "xoxb-from-a-file")

	environ["SLACK_BOT_TOKEN_FILE"] = path + ".gone"
	delete(environ, "SLACK_BOT_TOKEN")
	_, err = readSettings(environ)
	if err == nil {
		t.Fatal("a file that does not exist is taken")
	}
	expect(t, says("the error", err.Error(), "SLACK_BOT_TOKEN_FILE", "no such file"))
}

func TestTheEnvironmentWinsOverTheFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings")
	expect(t, os.WriteFile(path, []byte("# ours\nA=file\nB=\"from file\"\nexport C=file\nE=\n"), 0o600))
	got, err := environment([]string{"A=outside", "C=", "D=outside=too", "odd"}, path)
	expect(t, err)
	if diff := cmp.Diff(map[string]string{"A": "outside", "B": "from file", "D": "outside=too"}, got); diff != "" {
		t.Error(diff)
	}
	if _, err := environment(nil, ""); err != nil {
		t.Errorf("a .env that does not exist is a fault: %v", err)
	}
	if _, err := environment(nil, path+".gone"); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("a file that was named and does not exist: %v", err)
	}
	expect(t, os.WriteFile(path, []byte("just words xoxb-sandbox\n"), 0o600))
	if _, err = environment(nil, path); err == nil || strings.Contains(err.Error(), "xoxb") {
		t.Errorf("a file of something else: %v", err)
	}
}

func TestEverySettingIsExplainedInTheExample(t *testing.T) {
	t.Parallel()
	example, err := os.ReadFile("../../.env.example")
	expect(t, err)
	for _, name := range []string{
		"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL", "LEADPACT_STORE", "LEADPACT_ADDR", "LEADPACT_PUBLIC_URL",
		"LEADPACT_SALES_CHANNEL", "LEADPACT_MANAGERS_CHANNEL", "LEADPACT_ADMINS", "LEADPACT_INTAKE_TOKEN", "LEADPACT_CHANNEL_RATE", "LEADPACT_COMMAND",
		"LEADPACT_TIMEZONE", "LEADPACT_LOG_LEVEL", "HUBSPOT_CLIENT_SECRET",
	} {
		expect(t, says(".env.example", string(example), name+"="))
	}
}

func TestASecretSetOutsideInEitherWayWinsOverTheFiles(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "settings")
	expect(t, os.WriteFile(path, []byte("\xef\xbb\xbfSLACK_BOT_TOKEN=inside\nSLACK_APP_TOKEN_FILE=/inside\n"), 0o600))
	got, err := environment([]string{"SLACK_BOT_TOKEN_FILE=/outside", "SLACK_APP_TOKEN=outside", "LEADPACT_INTAKE_TOKEN=  "}, path)
	expect(t, err)
	if diff := cmp.Diff(map[string]string{"SLACK_BOT_TOKEN_FILE": "/outside", "SLACK_APP_TOKEN": "outside"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestANumberThatIsNoneIsNamedOnce(t *testing.T) {
	t.Parallel()
	_, err := readSettings(map[string]string{"LEADPACT_CHANNEL_RATE": "fast", "LEADPACT_ADDR": "127.0.0.1:99999"})
	if err == nil || strings.Count(err.Error(), "LEADPACT_CHANNEL_RATE") != 1 || !strings.Contains(err.Error(), "LEADPACT_ADDR") {
		t.Errorf("it says %v", err)
	}
}

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// aFileOf is the path of a file with the lines.
func aFileOf(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "leadpact.env")
	expect(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func TestNamesThatAreNoSettingsAreFound(t *testing.T) {
	t.Parallel()
	path := aFileOf(t, strings.Join(append(settingNames(), "SLACK_BOT_TOKN", "slack_app_token", "LEADPACT_SALES_CHANEL", "HUBSPOT_SECRET", "SLACK_APP_OR_BOT", "OTHER_TOKN", ""), "=x\n"))
	outside := []string{
		"SLACK_BOT_TOKN=x", "LEADPACT_STOR=x", "LEADPACT_PORT=x", "LEADPACT_SERVICE_HOST=x", "SLACK_WEBHOOK_URL=x", "SLACK_API_TOKEN=x", "HUBSPOT_CLIENT_ID=x", "SLACK_APP_TOKEN=x", "HOME=x", "odd",
	}
	var got []string
	for _, s := range strays(outside, path) {
		got = append(got, s.name+">"+s.meant)
	}
	want := []string{
		"HUBSPOT_SECRET>", "LEADPACT_SALES_CHANEL>LEADPACT_SALES_CHANNEL", "LEADPACT_STOR>LEADPACT_STORE", "SLACK_APP_OR_BOT>", "SLACK_BOT_TOKN>SLACK_BOT_TOKEN", "slack_app_token>SLACK_APP_TOKEN",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nshould be\n%q", got, want)
	}
	if got := strays(nil, path+".gone"); got != nil {
		t.Errorf("without a file: %v", got)
	}
}

func TestNoNameOfTheExampleIsAStray(t *testing.T) {
	t.Parallel()
	if got := strays(nil, "../../.env.example"); len(got) > 0 {
		t.Errorf("%v", got)
	}
}

func TestHowFarWordsAreApart(t *testing.T) {
	t.Parallel()
	for words, want := range map[[2]string]int{{"", ""}: 0, {"abc", "abc"}: 0, {"abc", ""}: 3, {"tokn", "token"}: 1, {"tokken", "token"}: 1, {"tiken", "token"}: 1, {"otken", "token"}: 2, {"kitten", "sitting"}: 3} {
		equal(t, words[0]+" "+words[1], distance(words[0], words[1]), want)
	}
}

func TestDoctorAndServeWarnOfNamesThatAreNoSettings(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	path := aFileOf(t, strings.Join(w.settings(aStore(t), "SLACK_SIGNING_SECRT=sentinel-words", "LEADPACT_ODDITY=sentinel-words"), "\n"))
	d := runs(t, nil, "doctor", "--env-file", path)
	equal(t, "exit code", d.ends(), exitDone)
	printed := strings.Join(strings.Fields(d.all()), " ")
	expect(t, says("the doctor", printed, "! SLACK_SIGNING_SECRT no setting of this name → did you mean SLACK_SIGNING_SECRET?", "! LEADPACT_ODDITY no setting of this name → remove it"))
	s := listens(t, runs(t, nil, "serve", "--env-file", path))
	equal(t, "exit code of serve", s.stops(), exitDone)
	equal(t, "warnings", strings.Count(s.all(), "no settings of these names"), 1)
	expect(t, says("serve", s.all(), "SLACK_SIGNING_SECRT: did you mean SLACK_SIGNING_SECRET?", "LEADPACT_ODDITY"))
	if strings.Contains(d.all()+s.all(), "sentinel-words") {
		t.Error("a value is told")
	}
}

func TestServeWarnsOfANameBeforeItMissesTheSetting(t *testing.T) {
	t.Parallel()
	r := runs(t, nil, "serve", "--env-file", aFileOf(t, "SLACK_BOT_TOKN=x\n"))
	equal(t, "exit code", r.ends(), exitInput)
	expect(t, says("serve", r.all(), "did you mean SLACK_BOT_TOKEN?", "SLACK_BOT_TOKEN: missing"))
}

func TestTheLineThatCannotBeUnderstoodIsNamed(t *testing.T) {
	t.Parallel()
	for text, line := range map[string]string{
		"A=1\nB=2\njust xoxb-words\nC=3\n":         "mend line 3",
		"just xoxb-words":                          "mend line 1",
		"A=1\r\n\r\n# B\r\njust words":             "mend line 4",
		"A=\"one\ntwo\"\nB='x\n\ny'\nxoxb-words\n": "mend line 6",
		"A=1\nB=\"xoxb-open\nC=2\n":                "mend line 2",
		"A=1\nB=\"xoxb-open\nC=\"2\"\n":            "mend line 2",
		"\xef\xbb\xbfA=1\n\nxoxb-words\n":          "mend line 3",
	} {
		path := aFileOf(t, text)
		r := runs(t, nil, "doctor", "--env-file", path)
		equal(t, "exit code", r.ends(), exitInput)
		expect(t, says("the doctor", strings.Join(strings.Fields(r.all()), " "), path+" cannot be understood", line+": each line must be NAME=value"))
		s := runs(t, nil, "serve", "--env-file", path)
		equal(t, "exit code", s.ends(), exitInput)
		expect(t, says("serve", s.all(), path+" cannot be understood: "+line))
		if strings.Contains(r.all()+s.all(), "xoxb") || strings.Contains(r.all(), "name with --env-file") {
			t.Errorf("%q: %s", text, r.all())
		}
	}
	w := aWard(t)
	for _, fine := range []string{"A=\"one\ntwo\"\n", "export A=1 # why\n", ""} {
		r := runs(t, w.settings(aStore(t)), "doctor", "--env-file", aFileOf(t, fine))
		equal(t, "exit code", r.ends(), exitDone)
	}
}

package emulate_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"leadpact/internal/programtest"
)

// npmVariable names the folder in which the judges from npm are installed.
const npmVariable = "JUDGE_NPM"

// stage is what all checks share.
type stage struct {
	program  string // the built bot
	manifest manifest
	slack    *emulator
}

// manifest is what the checks read of the app's manifest, as it is printed.
type manifest struct {
	OAuth struct {
		Scopes struct {
			Bot []string `json:"bot"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Features struct {
		Home struct {
			Home bool `json:"home_tab_enabled"`
		} `json:"app_home"`
	} `json:"features"`
}

var shared *stage

func TestMain(m *testing.M) {
	if os.Getenv(npmVariable) == "" {
		os.Exit(m.Run()) // each check says that it is skipped
	}
	os.Exit(judged(m))
}

func judged(m *testing.M) int {
	dir, err := os.MkdirTemp("", "leadpact-emulate-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	shared, err = prepare(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "FAIL: the stage cannot be set:", err)
		return 1
	}
	defer shared.slack.close()
	return m.Run()
}

// prepare builds the bot, reads its manifest and starts the emulator with just
// the scopes that stand in it.
func prepare(dir string) (*stage, error) {
	program, err := programtest.Build(dir)
	if err != nil {
		return nil, err
	}
	s := &stage{program: program}
	text, err := exec.Command(s.program, "manifest", "--http", "https://leads.example.com").Output()
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &s.manifest); err != nil {
		return nil, err
	}
	if len(s.manifest.OAuth.Scopes.Bot) == 0 {
		return nil, errors.New("the manifest asks for no scope")
	}
	s.slack, err = startEmulator(dir, s.manifest.OAuth.Scopes.Bot)
	return s, err
}

// onStage is the stage, or a named skip.
func onStage(t *testing.T) *stage {
	t.Helper()
	if shared == nil {
		t.Skip("emulate comes from npm: `make judge` installs it and runs this")
	}
	return shared
}

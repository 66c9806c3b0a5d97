package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// world is a story's stage: a workspace, and the door of a bot that works in it.
type world struct {
	*workspace
	*door
	program    *running   // the sandbox, or the workspace alone; nil as long as none has opened
	bots       []*running // those that work in it
	judged     sync.Once
	remembered *running // the program whose workspace was looked at before it went
}

// quick is a pace at which nobody waits.
const quick = "LEADPACT_CHANNEL_RATE=1000"

// aSandbox opens the whole sandbox, workspace and bot in one process.
func aSandbox(t *testing.T, env ...string) *world {
	t.Helper()
	if len(env) == 0 {
		env = []string{quick}
	}
	return aSandboxWith(t, env)
}

func aSandboxWith(t *testing.T, env []string, args ...string) *world {
	t.Helper()
	seen := &witness{}
	if !slices.Contains(args, "--store") {
		args = append(args, "--store", "sqlite:"+aStore(t))
	}
	if path, named := strings.CutPrefix(args[slices.Index(args, "--store")+1], "sqlite:"); named {
		seen.keeps(path)
	}
	seen.paced(append([]string{"LEADPACT_CHANNEL_RATE=" + sandboxRate}, env...))
	r := runs(t, env, append([]string{"sandbox", "--addr", "127.0.0.1:0"}, args...)...)
	at := r.writes(`The sandbox is open: (http://[^/]+)/`)
	client := newClient(t) // made after the program, so that it lets go before the program stops
	w := &world{
		workspace: &workspace{t: t, url: at, http: client, seen: seen},
		door:      &door{t: t, url: at, token: sandboxSecret, http: client, watch: seen},
		bots:      []*running{r},
	}
	w.opensAs(r)
	w.hasSockets(2)
	w.foundItsChannel()
	return w
}

// foundItsChannel waits until the bot has looked for its channel: one that a
// story archives before that is a wrong setting.
func (w *world) foundItsChannel() {
	w.workspace.t.Helper()
	eventually(w.workspace.t, func() error {
		if len(w.calls("conversations.list")) == 0 {
			return errors.New("the bot has not looked for its channel")
		}
		return nil
	})
}

// aWorkspace opens the workspace alone, for bots that serve it.
func aWorkspace(t *testing.T) *world {
	t.Helper()
	r := runs(t, nil, "sandbox", "--workspace-only", "--addr", "127.0.0.1:0")
	w := &world{workspace: &workspace{t: t, url: r.writes(opened), http: newClient(t), seen: &witness{}}}
	w.opensAs(r)
	return w
}

// settingsFor is the environment of a bot that serves a workspace.
func settingsFor(slack, store string) []string {
	return []string{
		"SLACK_BOT_TOKEN=xoxb-sandbox", "SLACK_APP_TOKEN=xapp-sandbox", "SLACK_API_URL=" + slack + "/api",
		"LEADPACT_STORE=sqlite:" + store, "LEADPACT_ADDR=127.0.0.1:0", "LEADPACT_SALES_CHANNEL=#" + salesLeads,
		"LEADPACT_INTAKE_TOKEN=" + intakeToken, "LEADPACT_LOG_LEVEL=debug", quick,
	}
}

// aStore is the path of a store that does not exist yet.
func aStore(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "leads.db")
}

// serves is a bot that serves: the program, and its door.
type serves struct {
	*running
	*door
}

// dies is kill -9, which may repeat a message.
func (s *serves) dies() {
	from := time.Now()
	s.running.dies()
	s.watch.hit(from, time.Now())
}

// stops asks the program to end and returns its exit code. That repeats no
// message.
func (s *serves) stops() int {
	s.running.t.Helper()
	defer s.watch.ended()
	return s.running.stops()
}

package courier

import (
	"log/slog"
	"sync"
)

// grudges remember which of Slack's refusals the log has told, so that neither
// a channel that refuses everything for a day nor a lead that is tried again
// and again fills it.
type grudges struct {
	mu   sync.Mutex
	told map[string]map[string]bool // by channel, lead or notice: Slack's words
}

// level is how a refusal is logged: as an error if it is the first of its kind
// since the channel last worked, and the first of the lead or notice.
func (g *grudges) level(channel, id, code string) slog.Level {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.told == nil {
		g.told = map[string]map[string]bool{}
	}
	level := slog.LevelError
	for _, who := range []string{channel, id} {
		if g.told[who] == nil {
			g.told[who] = map[string]bool{}
		}
		if g.told[who][code] {
			level = slog.LevelDebug
		}
		g.told[who][code] = true
	}
	return level
}

// works forgets what the channel, and the lead or notice, was refused for.
func (g *grudges) works(channel, id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.told, channel)
	delete(g.told, id)
}

package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot/webapi"
)

// TestATroubleIsLoggedOnceAndItsEndToo looks at a channel every fifteen seconds,
// as the program does.
func TestATroubleIsLoggedOnceAndItsEndToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		a := &app{log: slog.New(slog.NewTextHandler(&log, nil))}
		out, archived, fine := webapi.Channel{Name: "sales"}, webapi.Channel{Name: "sales", Archived: true, Member: true}, webapi.Channel{Name: "sales", Member: true}
		logs := func(what string, looks int, c webapi.Channel, want ...string) {
			t.Helper()
			log.Reset()
			for range looks {
				a.noteChannel(c)
				time.Sleep(channelAgain) //nolint:forbidigo // simulated time
			}
			if n := strings.Count(log.String(), "\n"); n != len(want) {
				t.Errorf("%s: %d lines: %s", what, n, log.String())
			}
			for _, w := range want {
				expect(t, says(what, log.String(), w))
			}
		}
		logs("no trouble", 2, fine)
		logs("not invited", 100, out, "level=ERROR")
		if why := a.trouble.Load(); why == nil || !strings.Contains(*why, "/invite") {
			t.Errorf("the trouble is %v", why)
		}
		logs("archived", 2, archived, "archived")
		logs("not invited again, too soon", 2, out)
		if why := a.trouble.Load(); why == nil || !strings.Contains(*why, "/invite") {
			t.Errorf("what is not logged is not known either: %v", why)
		}
		logs("not invited still", 20, out, "/invite")
		logs("well again", 2, fine, `level=INFO msg="leads are posted again"`)
		if a.trouble.Load() != nil {
			t.Error("the trouble stays")
		}
		logs("the next trouble", 2, archived, "level=ERROR")
	})
}

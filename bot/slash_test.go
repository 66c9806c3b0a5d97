package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"leadpact/bot"
	"leadpact/bot/view"
	"leadpact/sla"
)

// slashOf is a slash command of ana's.
func slashOf(team, text string, acceptsReply bool) bot.Envelope {
	b, err := json.Marshal(map[string]any{
		"user_id": "ANA", "team_id": team, "command": "/sla", "text": text, "response_url": "url-of-ANA",
	})
	if err != nil {
		panic(err)
	}
	return bot.Envelope{ID: "E1", Type: "slash_commands", Payload: b, AcceptsReply: acceptsReply, Received: time.Now()}
}

func TestSlashIsAnsweredInTheAck(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.hand(slashOf("T1", "status", true))
		s.want("acked with ephemeral: ANA guest=false asked /sla status")
	})
}

func TestSlashIsAnsweredByItsURL(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.hand(slashOf("T1", "status", false))
		s.want("acked", "told at url-of-ANA: ANA guest=false asked /sla status")
	})
}

func TestSlashOfAGuest(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		for _, team := range []string{"T9", ""} {
			s.hand(slashOf(team, "status", true))
			s.want("acked with ephemeral: ANA guest=true asked /sla status")
		}
	})
}

// TestAckFails gives the answer by the URL when the ack could not carry it.
func TestAckFails(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.acked = func() error { return errors.New("the reply is too large") }
		s.hand(slashOf("T1", "status", true))
		s.want("acked with ephemeral: ANA guest=false asked /sla status", "told at url-of-ANA: ANA guest=false asked /sla status")
		if !strings.Contains(s.logged(), "too large") {
			t.Errorf("the log says %s", s.logged())
		}
	})
}

// TestClickIsNeverAnsweredInTheAck holds even if the envelope claims that it
// could be.
func TestClickIsNeverAnsweredInTheAck(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		env := claimBy("ANA", "nobody").envelope()
		env.AcceptsReply = true
		s.hand(env)
		s.want("acked", "told at url-of-ANA: There is no such lead.")
	})
}

// TestDeadline gives a handler 2.5 s from the envelope's arrival.
func TestDeadline(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.ask = func(ctx context.Context, _ sla.Actor, _, _ string) view.Message {
			<-ctx.Done()
			return view.TooSlow()
		}
		env := slashOf("T1", "status", true)
		received := time.Now()
		<-time.After(time.Second) // as if it had waited for a worker
		s.hand(env)
		if took := time.Since(received); took != 2500*time.Millisecond {
			t.Errorf("acked %v after the arrival, want 2.5 s", took)
		}
		s.want("acked with ephemeral: That took longer…")
	})
}

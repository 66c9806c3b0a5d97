package emulate_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store"
)

// hadForAWhile puts a lead into a store that its owner took minutes ago: only
// then does handing back open a window, and the served program's clock is real.
func hadForAWhile(t *testing.T, path, owner string) string {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, "sqlite:"+path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}()
	came := time.Now().Add(-20 * time.Minute)
	got, err := st.Receive(ctx, sla.Delivery{ID: "judge", At: came, Arrivals: []sla.Arrival{
		{Cause: "judge/0", Named: true, Details: sla.Details{Name: "Otto Weber", Email: "otto@weber.example"}},
	}})
	if err != nil || len(got) != 1 {
		t.Fatal(got, err)
	}
	_, err = st.Update(ctx, got[0].Lead, func(l *sla.Lead) error {
		return l.Claim(sla.Actor{ID: owner}, came.Add(5*time.Minute), "click:"+owner+":1")
	})
	if err != nil {
		t.Fatal(err)
	}
	return got[0].Lead
}

func (l *life) ownerHears() {
	l.shows(l.otto, "Otto Weber", "<@"+l.ana+">")
	if same := l.bot.takes(map[string]any{"email": "otto@weber.example", "action": "demo request"}); same != l.otto {
		l.t.Fatalf("the same person makes another lead, %s", same)
	}
	eventually(l.t, soon, func() error {
		for _, direct := range l.slack.directs(l.t, l.ana) {
			if told := l.slack.cards(l.t, direct, l.otto); len(told) == 1 && strings.Contains(told[0].Text, "Otto Weber") {
				return nil
			}
		}
		return fmt.Errorf("ana hears nothing; refused: %v; the bot writes: %s", l.proxy.refused(), l.bot.said)
	})
}

func (l *life) isTakenBack() {
	l.bot.form(l.click(l.ana, "release", l.lead, l.card))
	l.shows(l.lead, `"action_id":"claim"`)
	if opened := l.proxy.called("views.open"); len(opened) > 0 {
		l.t.Errorf("a misclick opens a window: %s", opened[0].Arguments)
	}
}

func (l *life) windowOpens() {
	card := l.shows(l.otto, "Otto Weber", "<@"+l.ana+">", `"action_id":"release"`)
	if said := l.bot.form(l.click(l.ana, "release", l.otto, card)); said != "" {
		l.t.Errorf("the click is answered %s", said)
	}
	eventually(l.t, soon, func() error {
		for _, c := range l.proxy.called("views.open") {
			if c.OK {
				return nil
			}
		}
		return fmt.Errorf("no window has opened; refused: %v; the bot writes: %s", l.proxy.refused(), l.bot.said)
	})
}

// input is where a window's first input keeps what is typed.
func input(view map[string]any) (block, action string) {
	blocks, _ := view["blocks"].([]any)
	for _, b := range blocks {
		b, _ := b.(map[string]any)
		if e, ok := b["element"].(map[string]any); ok {
			block, _ = b["block_id"].(string)
			action, _ = e["action_id"].(string)
			return block, action
		}
	}
	return "", ""
}

func (l *life) isHandedBack() {
	var opened struct{ View map[string]any }
	if err := json.Unmarshal(l.proxy.answered("views.open"), &opened); err != nil {
		l.t.Fatal(err)
	}
	block, action := input(opened.View)
	if block == "" || action == "" {
		l.t.Fatalf("the window has no input: %v", opened.View)
	}
	said := l.bot.form(l.submission(l.ana, opened.View, map[string]any{
		block: map[string]any{action: map[string]any{"type": "plain_text_input", "value": "He asked for a call in May."}},
	}))
	if said != "" {
		l.t.Errorf("the submission is answered %s", said)
	}
	card := l.shows(l.otto, `"action_id":"claim"`)
	l.threadSays(card, "He asked for a call in May.")
}

package commands_test

import (
	"context"
	"testing"
	"time"

	"leadpact/bot/view"
	"leadpact/commands"
	"leadpact/sla"
)

// fake is a store of functions; those that are nil know nothing.
type fake struct {
	get     func(id string) (*sla.Lead, error)
	find    func(key string) ([]*sla.Lead, error)
	waiting func(limit int) ([]*sla.Lead, error)
	backlog func() (untold int, oldest time.Time, parked int, err error)
	facts   func(closedFrom time.Time, yield func(*sla.Facts) error) error
}

func (f fake) Get(_ context.Context, id string) (*sla.Lead, error) {
	if f.get == nil {
		return nil, &sla.Refusal{Code: sla.CodeNotFound, Sentence: "no such lead"}
	}
	return f.get(id)
}

func (f fake) Find(_ context.Context, key string) ([]*sla.Lead, error) {
	if f.find == nil {
		return nil, nil
	}
	return f.find(key)
}

func (f fake) Waiting(_ context.Context, limit int) ([]*sla.Lead, error) {
	if f.waiting == nil {
		return nil, nil
	}
	return f.waiting(limit)
}

func (f fake) Backlog(context.Context) (untold int, oldest time.Time, parked int, err error) {
	if f.backlog == nil {
		return 0, time.Time{}, 0, nil
	}
	return f.backlog()
}

func (f fake) Facts(_ context.Context, closedFrom time.Time, yield func(*sla.Facts) error) error {
	if f.facts == nil {
		return nil
	}
	return f.facts(closedFrom, yield)
}

var (
	// noon is when everything is asked.
	noon = time.Date(2026, 2, 23, 12, 0, 0, 0, time.UTC)
	ben  = sla.Actor{ID: "U0BEN00002"}
)

func table(s commands.Store) *commands.Table {
	return commands.New(commands.Options{
		Store: s, Now: func() time.Time { return noon },
		Permalink: func(channel, message string) string {
			if message == "" {
				return ""
			}
			return "https://kessel.slack.example/" + channel + "/" + message
		},
	})
}

// ask types what follows /sla.
func ask(t *testing.T, s commands.Store, text string) string {
	t.Helper()
	m := table(s).Answer(t.Context(), ben, "/sla", text)
	return wellFormed(t, m)
}

// wellFormed returns the text of an answer, which has blocks too.
func wellFormed(t *testing.T, m view.Message) string {
	t.Helper()
	if m.Text == "" || len(m.Blocks) == 0 {
		t.Errorf("an answer without text or blocks: %+v", m)
	}
	return m.Text
}

// arrival is Mara's, received an hour before noon.
func newLead(id string, former *sla.Lead) *sla.Lead {
	a := &sla.Arrival{Cause: "d:" + id, ExternalID: "crm:5501", Details: sla.Details{Name: "Mara Lindt", Email: "mara@kessel.example", Action: "demo_request"}}
	return sla.NewLead(id, a, noon.Add(-time.Hour), former)
}

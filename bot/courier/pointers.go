package courier

import (
	"context"
	"sync"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/sla"
)

// former is a copy of a lead's card that a newer one has taken the place of.
type former struct {
	lead string
	card sla.Card
}

// formers are the copies that are to become pointers. They are kept in memory
// alone: whoever clicks on a copy that was forgotten makes it a pointer.
type formers struct {
	mu   sync.Mutex
	list []former
}

func (f *formers) add(lead string, card sla.Card) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, former{lead, card})
}

// first is the copy that waits longest.
func (f *formers) first() (former, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.list) == 0 {
		return former{}, false
	}
	return f.list[0], true
}

// drop takes out the first copy, which only the lane of changes does.
func (f *formers) drop() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = f.list[1:]
}

// point turns the copy that waits longest into a pointer to the lead's card. A
// copy that Slack does not let us change stays as it is.
func (c *Courier) point(ctx context.Context) (bool, error) {
	old, ok := c.formers.first()
	if !ok {
		return false, nil
	}
	if err := c.o.Slack.AwaitUpdate(ctx); err != nil {
		return false, err
	}
	l, err := c.o.Store.Get(ctx, old.lead)
	if err != nil && sla.RefusalOf(err) == nil {
		return false, err
	}
	if err == nil && l.Card.Message != "" && l.Card != old.card {
		err = contained(func() error { return c.pointed(ctx, l, old.card) })
	}
	switch f := webapi.FailureOf(err); {
	case f != nil && f.Remedy == webapi.Later:
		return true, nil
	case err != nil && f == nil && sla.RefusalOf(err) == nil:
		return true, err
	case f != nil:
		c.o.Log.Info("an older copy of a card was not turned into a pointer", "lead", old.lead, "error", err)
	}
	c.formers.drop()
	return true, nil
}

func (c *Courier) pointed(ctx context.Context, l *sla.Lead, old sla.Card) error {
	return c.call(ctx, func(ctx context.Context) error {
		return c.o.Slack.Update(ctx, old.Channel, old.Message, view.Pointer(l, c.o.Slack.Permalink(l.Card.Channel, l.Card.Message)))
	})
}

package bot

import (
	"context"
	"sync"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

// tabTime is how long publishing one home tab may take, its turn in the budget
// included, real time.
const tabTime = time.Minute

// lastTabTime is how long it may still take once the program stops.
const lastTabTime = 3 * time.Second

// tabs are the home tabs that are to be published: one at a time for each
// person, so that an older one never replaces a newer one.
type tabs struct {
	mu     sync.Mutex
	orders map[string]*order // by person
}

// order is a home tab to be published.
type order struct {
	who   sla.Actor
	note  *view.Message // what it says first, or nil
	again bool          // something has happened since it was drawn
}

// add notes that a person's tab is to be published; it reports whether nobody is
// at it already.
func (t *tabs) add(who sla.Actor, note *view.Message) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	o, busy := t.orders[who.ID]
	if !busy {
		if t.orders == nil {
			t.orders = map[string]*order{}
		}
		o = &order{}
		t.orders[who.ID] = o
	}
	o.who, o.again = who, true
	if note != nil {
		o.note = note
	}
	return !busy
}

// due reports whether a person's tab is still to be published; if not, it is
// done with.
func (t *tabs) due(person string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.orders[person].again {
		return true
	}
	delete(t.orders, person)
	return false
}

// take returns a person's order as it is now. What happens from here on makes
// the tab due again.
func (t *tabs) take(person string) order {
	t.mu.Lock()
	defer t.mu.Unlock()
	o := t.orders[person]
	taken := *o
	o.again, o.note = false, nil
	return taken
}

// drop forgets a person's order.
func (t *tabs) drop(person string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.orders, person)
}

// publish has a person's home tab drawn anew, with something to say first. It
// waits for nothing.
func (b *Bot) publish(who sla.Actor, note *view.Message) {
	if who.ID == "" || !b.tabs.add(who, note) {
		return
	}
	b.pool.beside(func() {
		defer func() {
			if b.caught(recover(), typeEvent) {
				b.tabs.drop(who.ID)
			}
		}()
		for b.tabs.due(who.ID) {
			if err := b.publishNext(who.ID); err != nil {
				b.o.Log.Warn("a home tab was not published", "error", err)
			}
		}
	})
}

// publishNext publishes a person's tab as things stand when its turn has come.
func (b *Bot) publishNext(person string) error {
	ctx, cancel := context.WithTimeout(b.life, tabTime)
	defer cancel()
	defer context.AfterFunc(b.staying, func() { time.AfterFunc(lastTabTime, cancel) })()
	err := b.o.Slack.AwaitHome(ctx)
	o := b.tabs.take(person)
	if err != nil {
		return err
	}
	return b.show(ctx, o)
}

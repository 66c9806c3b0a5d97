package bot

import (
	"context"
	"sync"
	"time"

	"leadpact/bot/view"
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

// order is a home tab to be published, or what the next one has to say.
type order struct {
	who   person
	note  *view.Message // what it says first, or nil
	again bool          // something has happened since it was drawn
	busy  bool          // somebody is at it
}

// add notes that a person's tab is to be published; it reports whether nobody is
// at it already.
func (t *tabs) add(who person, note *view.Message) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.orders == nil {
		t.orders = map[string]*order{}
	}
	o, known := t.orders[who.id]
	if !known {
		o = &order{}
		t.orders[who.id] = o
	}
	busy := o.busy
	o.who, o.again, o.busy = who, true, true
	if note != nil {
		o.note = note
	}
	return !busy
}

// due reports whether a person's tab is still to be published; if not, nobody is
// at it any more. What nobody could be told is kept for the next one.
func (t *tabs) due(person string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	o := t.orders[person]
	if o.again {
		return true
	}
	if o.busy = false; o.note == nil {
		delete(t.orders, person)
	}
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

// untold puts back what an order had to say, unless there is something newer.
func (t *tabs) untold(taken order) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if o := t.orders[taken.who.id]; o.note == nil {
		o.note = taken.note
	}
}

// drop forgets a person's order.
func (t *tabs) drop(person string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.orders, person)
}

// publish has a person's home tab drawn anew, with something to say first. It
// waits for nothing.
func (b *Bot) publish(who person, note *view.Message) {
	if who.id == "" || !b.tabs.add(who, note) {
		return
	}
	b.pool.beside(func() {
		defer func() {
			if b.caught(recover(), typeEvent) {
				b.tabs.drop(who.id)
			}
		}()
		for b.tabs.due(who.id) {
			if err := b.publishNext(who.id); err != nil {
				b.o.Log.Warn("a home tab was not published", "error", err)
			}
		}
	})
}

// publishNext publishes a person's tab as things stand when its turn has come. If
// it fails, what there was to say is said by the next one.
func (b *Bot) publishNext(person string) error {
	ctx, cancel := context.WithTimeout(b.life, tabTime)
	defer cancel()
	defer context.AfterFunc(b.staying, func() { time.AfterFunc(lastTabTime, cancel) })()
	err := b.o.Slack.AwaitHome(ctx)
	o := b.tabs.take(person)
	if err == nil {
		err = b.show(ctx, o)
	}
	if err != nil {
		b.tabs.untold(o)
	}
	return err
}

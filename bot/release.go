package bot

import (
	"context"
	"errors"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

// openTime is how long opening a window may take, real time: what a click
// gives to open one with is worth nothing afterwards.
const openTime = 3 * time.Second

// release gives the clicker's lead back to the team: a misclick at once, else a
// window asks for a word for whoever takes it next.
func (b *Bot) release(ctx context.Context, c click) reply {
	l, err := b.o.Store.Get(ctx, c.lead)
	if err == nil {
		err = l.Releasable(c.who, c.cause)
	}
	switch {
	case errors.Is(err, sla.ErrNoChange):
		return b.straighten(c, l)
	case err != nil:
		return b.unread(ctx, c, err)
	case !l.Misclick(b.o.Now()):
		return reply{soon: func(ctx context.Context) { b.askWord(ctx, c, l) }}
	}
	l, err = b.o.Store.Update(ctx, c.lead, func(l *sla.Lead) error {
		return l.Release(c.who, b.o.Now(), "", c.cause)
	})
	if err != nil {
		return b.unchanged(c, err)
	}
	return b.straighten(c, l)
}

// unread answers a click whose lead could not be read: nothing was saved, for
// certain.
func (b *Bot) unread(ctx context.Context, c click, err error) reply {
	if sla.RefusalOf(err) == nil && ctx.Err() != nil {
		err = sla.ErrNotRecorded
	}
	return b.unchanged(c, err)
}

// askWord opens the window that asks for a word.
func (b *Bot) askWord(ctx context.Context, c click, l *sla.Lead) {
	from := view.Origin{Lead: l.ID, Channel: c.channel, Message: c.message, Home: c.home}
	if c.home {
		from.Channel, from.Message = l.Card.Channel, l.Card.Message
	}
	opening, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if err := b.o.Slack.OpenWindow(opening, c.trigger, view.Release(l, from)); err != nil {
		b.o.Log.Warn("a window did not open", "lead", l.ID, "error", err)
		b.tell(ctx, c.ear(), false, view.NotOpened())
	}
}

// releaseWithWord gives the lead back with the word that its owner leaves.
func (b *Bot) releaseWithWord(ctx context.Context, s submission) reply {
	word := s.state.Get(view.BlockWord).Get(view.ActionWord).Get("value").String()
	l, err := b.o.Store.Update(ctx, s.from.Lead, func(l *sla.Lead) error {
		return l.Release(s.who, b.o.Now(), word, s.cause)
	})
	if err != nil {
		return b.unsubmitted(s, err)
	}
	return b.straighten(click{person: s.person, who: s.who, channel: s.from.Channel, message: s.from.Message, home: s.from.Home}, l)
}

// unsubmitted answers a submission that did not lead to a saved change, as
// honestly as a click is answered.
func (b *Bot) unsubmitted(s submission, err error) reply {
	if r := sla.RefusalOf(err); r != nil {
		return b.refused(s, r)
	}
	if errors.Is(err, sla.ErrNotRecorded) {
		b.o.Log.Error("a submission was not recorded: the store did not answer in time", "lead", s.from.Lead)
		return s.problem(view.WindowNotRecorded)
	}
	if unsure := new(sla.Unconfirmed); errors.As(err, &unsure) {
		b.o.Log.Error("a submission is not confirmed: the store has begun to save it and does not answer", "lead", s.from.Lead)
		w := view.Undecided()
		return reply{
			window: &windowReply{id: s.id, answer: view.Instead(w), instead: w},
			then:   func(context.Context) { b.awaitFate(s.from.Lead, unsure, s.fate(b)) },
		}
	}
	b.o.Log.Error("a submission could not be saved", "lead", s.from.Lead, "error", err)
	return s.problem(view.WindowTrouble)
}

// refused says in the window why nothing was done. The home tab from which it
// was opened is out of date, most likely.
func (b *Bot) refused(s submission, r *sla.Refusal) reply {
	answer := s.problem(r.Sentence)
	if s.from.Home {
		answer.then = func(context.Context) { b.publish(s.person, nil) }
	}
	return answer
}

// fate shows in the window what became of the change, once it is known.
func (s submission) fate(b *Bot) func(context.Context, error) {
	return func(ctx context.Context, err error) {
		switch r := sla.RefusalOf(err); {
		case err == nil:
			b.redraw(ctx, s.id, view.Released())
			if s.from.Home {
				b.publish(s.person, nil)
			}
		case r != nil:
			b.redraw(ctx, s.id, view.Told(r.Sentence))
		default:
			b.redraw(ctx, s.id, view.Kept())
		}
	}
}

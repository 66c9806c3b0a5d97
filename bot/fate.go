package bot

import (
	"context"
	"time"

	"leadpact/sla"
)

// fateTime is how long the fate of an unconfirmed change is waited for, real
// time: as long as Slack lets us answer privately, and a little less.
const fateTime = 25 * time.Minute

// awaitFate waits, beside everything else, until it is known what became of a
// change, and has it told.
func (b *Bot) awaitFate(lead string, unsure *sla.Unconfirmed, tell func(context.Context, error)) {
	b.pool.beside(func() {
		defer func() { b.caught(recover(), typeInteractive) }()
		ctx, cancel := context.WithTimeout(b.life, fateTime)
		defer cancel()
		err := unsure.Fate(ctx)
		if ctx.Err() != nil {
			b.o.Log.Error("the fate of a change stayed unknown", "lead", lead)
			return
		}
		tell(ctx, err)
	})
}

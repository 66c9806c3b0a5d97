package main

import (
	"context"
	"fmt"
	"log/slog"

	"leadpact/internal/sandbox"
	"leadpact/sla"
	"leadpact/store"
)

// reopen makes a store ready for a workspace that has just been opened: the
// messages of the one before are gone, so the cards of open leads are taken to
// be deleted and are posted anew. A card in any other channel is somebody
// else's and is left alone.
func reopen(ctx context.Context, address string, log *slog.Logger) (err error) {
	st, err := store.Open(ctx, address, store.Options{Log: log})
	if err != nil {
		return err
	}
	defer func() {
		if shut := st.Close(); err == nil {
			err = shut
		}
	}()
	var gone []string
	err = st.Each(ctx, "", func(l *sla.Lead) error {
		if l.Open() && l.Card.Channel == sandbox.SalesChannel {
			gone = append(gone, l.ID)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("the leads of the sandbox before cannot be read: %w", err)
	}
	for _, id := range gone {
		if _, err := st.Update(ctx, id, (*sla.Lead).LoseCard); err != nil {
			return fmt.Errorf("lead %s of the sandbox before cannot be shown anew: %w", id, err)
		}
	}
	return nil
}

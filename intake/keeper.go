package intake

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"leadpact/sla"
)

// keeper hands deliveries to the store.
type keeper struct {
	store Store
	log   *slog.Logger
}

// patience is how long a source waits for the store. HubSpot hangs up after
// five seconds; an answer that is sent sooner is one that it reads.
const patience = 4 * time.Second

var errReceipts = errors.New("the store answered another number of arrivals than it was given")

// keep saves one delivery. Whatever goes wrong, the source is asked to send it
// again, which is safe because a delivery keeps its id.
func (k *keeper) keep(ctx context.Context, d sla.Delivery) ([]sla.Receipt, *problem) {
	receipts, err := k.store.Receive(ctx, d)
	if err == nil && len(receipts) != len(d.Arrivals) {
		err = errReceipts
	}
	if err != nil {
		k.log.ErrorContext(ctx, "delivery not confirmed as saved; its source was asked to send it again",
			"leads", len(d.Arrivals), "error", err)
		return nil, unsaved()
	}
	return receipts, nil
}

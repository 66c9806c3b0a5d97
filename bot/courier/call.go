package courier

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"leadpact/bot/webapi"
)

// errLeaseEnds says that a call was not begun because the lease might end first.
var errLeaseEnds = errors.New("the lease may end before the call does")

// call makes one call to Slack, which a stop of the program does not interrupt.
// It is not begun after the stop, nor if the lease might not outlive it. Its
// errors are failures of package webapi; one that is not is a call without an
// answer.
func (c *Courier) call(ctx context.Context, do func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if !c.o.Lease.Holds(c.o.CallTime) {
		return errLeaseEnds
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.o.CallTime)
	defer cancel()
	err := do(ctx)
	f := webapi.FailureOf(err)
	c.bar.hear(f, err == nil)
	if err == nil || f != nil {
		return err
	}
	return fmt.Errorf("%w: %w", &webapi.Failure{Method: "call", Code: "no answer", Remedy: webapi.Again}, err)
}

// contained turns a panic into a refusal: what cannot be drawn is parked and
// stands in nobody's way. The panic's value may quote a lead and is not told.
func contained(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			refusal := &webapi.Failure{Method: "message", Code: "cannot be drawn", Remedy: webapi.Park}
			err = fmt.Errorf("%w: panic of type %T\n%s", refusal, p, debug.Stack())
		}
	}()
	return do()
}

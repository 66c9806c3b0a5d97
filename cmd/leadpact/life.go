package main

import (
	"context"
	"slices"
	"time"
)

// stopTime is how long a stop may take in all, real time: less than service
// managers wait before they kill. Some parts have shorter limits of their own.
const stopTime = 25 * time.Second

// closing remembers what ends a part. Its context ends when the stop has to.
func (a *app) closing(end func(context.Context)) { a.closers = append(a.closers, end) }

// background runs a part beside the others until it is its turn to end.
func (a *app) background(ctx context.Context, work func(context.Context)) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	go func() {
		defer close(done)
		work(ctx)
	}()
	a.closing(func(context.Context) {
		cancel()
		<-done
	})
}

// stop ends the parts in reverse: what is under way is carried through. The
// courier ends before the sockets do, so that clicks are answered for as long as
// Slack may still send us some.
func (a *app) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	for _, end := range slices.Backward(a.closers) {
		end(ctx)
	}
}

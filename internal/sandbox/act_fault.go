package sandbox

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// Faulted is what an order to misbehave led to.
type Faulted struct {
	OK      bool    `json:"ok"`
	Sockets int     `json:"sockets,omitempty"` // how many sockets it hit
	Acked   bool    `json:"acked,omitempty"`   // of a redelivery
	AckMS   float64 `json:"ack_ms,omitempty"`
}

// Faults orders the workspace to misbehave, or with Clear to behave again.
func (w *Workspace) Faults(ctx context.Context, f Fault) (Faulted, error) {
	switch {
	case f.Clear:
		w.faults.clear()
		w.link.fault(socketEnabled, true)
		w.changed(change{Changed: "state"})
		return Faulted{OK: true}, nil
	case f.Redeliver:
		e, err := w.carrier.again()
		if err != nil {
			return Faulted{}, err
		}
		slip, ok := w.carrier.await(ctx, e)
		w.Settle(ctx)
		return Faulted{OK: true, Acked: ok, AckMS: slip.ms()}, nil
	case f.Socket != "":
		return w.socketFault(ctx, f)
	}
	if err := f.check(); err != nil {
		return Faulted{}, err
	}
	w.faults.lay(f)
	w.changed(change{Changed: "state"})
	return Faulted{OK: true}, nil
}

func (w *Workspace) socketFault(ctx context.Context, f Fault) (Faulted, error) {
	kinds := []string{socketWarning, socketRefresh, socketDisabled, socketEnabled, socketTooMany, socketDrop}
	if !slices.Contains(kinds, f.Socket) {
		return Faulted{}, badRequest("There is no socket fault %q; there are %s.", f.Socket, strings.Join(kinds, ", "))
	}
	if w.poster != nil {
		return Faulted{}, conflict("This workspace delivers over HTTP: there are no sockets to disturb.")
	}
	n := w.link.fault(f.Socket, f.All)
	w.Settle(ctx)
	return Faulted{OK: true, Sockets: n}, nil
}

func (f Fault) check() error {
	modes := []string{FaultRateLimit, FaultError, FaultDelay, FaultCutAfterBody, FaultCutBefore, FaultGarbage}
	if !slices.Contains(modes, f.Mode) {
		return badRequest("There is no mode %q; there are %s.", f.Mode, strings.Join(modes, ", "))
	}
	if _, ok := methods[f.Method]; !ok && !slices.Contains([]string{"*", "response_url", "upload"}, f.Method) {
		names := slices.Sorted(maps.Keys(methods))
		return badRequest(`There is no method %q; there are *, response_url, upload, %s.`, f.Method, strings.Join(names, ", "))
	}
	if f.DelayMS < 0 || (f.Mode == FaultDelay && f.DelayMS == 0) {
		return badRequest("A delay needs delay_ms above 0.")
	}
	if f.Mode == FaultGarbage && !slices.Contains([]string{"", garbageHTML, garbageEmpty, garbageHalf}, f.Error) {
		return badRequest("Garbage is %s (error).", strings.Join([]string{garbageHTML, garbageEmpty, garbageHalf}, ", "))
	}
	return nil
}

package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
)

// What keeps a program from listening on an address. fs.ErrPermission is another.
var (
	ErrBusy     = errors.New("another program listens there")
	ErrNotLocal = errors.New("it is no address of this machine")
)

// address sees whether leadpact serve could listen where it is told to.
func (e *exam) address(ctx context.Context) Finding {
	at := e.o.Settings.Addr
	err := e.o.Ground.Free(ctx, at)
	switch {
	case err == nil:
		return well("leadpact serve can listen on " + at)
	case errors.Is(err, ErrBusy):
		return e.busy(ctx)
	case errors.Is(err, ErrNotLocal):
		return failed("LEADPACT_ADDR is "+at+", which is no address of this machine",
			"write one that it has (ip addr shows them), or :"+portOf(at)+" for all of them")
	case errors.Is(err, fs.ErrPermission):
		return failed("this user may not listen on "+at,
			"choose a port above 1023 in LEADPACT_ADDR, and have a web server before it take the other one")
	}
	return failed("leadpact serve could not listen on "+at+": "+err.Error(), "write into LEADPACT_ADDR an address of this machine, such as :8080")
}

// busy sees who has the address already.
func (e *exam) busy(ctx context.Context) Finding {
	at := e.o.Settings.Addr
	which := fmt.Sprintf("ss -ltnp 'sport = :%[1]s' (or lsof -nP -iTCP:%[1]s -sTCP:LISTEN) shows which", portOf(at))
	switch {
	case !e.o.Ground.Ours(ctx, at):
		return failed("another program uses "+at, "choose another LEADPACT_ADDR, or stop it: "+which)
	case e.serving || e.unsure:
		return well("leadpact serve listens on " + at)
	}
	return warning("a Leadpact listens on "+at+", but it does not post leads from this store",
		"if it waits for Slack, see what it logs; if it is another one, choose another LEADPACT_ADDR, or stop it: "+which)
}

func portOf(address string) string {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return "8080"
	}
	return port
}

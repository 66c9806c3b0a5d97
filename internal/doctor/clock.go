package doctor

import (
	"context"
	"fmt"
	"time"
)

// How far the clock may be off. Slack's signatures are refused after five
// minutes, by us as by everybody.
const (
	skewWorth = 30 * time.Second
	skewMost  = 5 * time.Minute
)

const setClock = "let the machine set its clock by the network: timedatectl set-ntp true"

func (e *exam) clock(context.Context) Finding {
	if e.skew == nil {
		return skipped("not looked at, because Slack was not reached")
	}
	off, way := e.skew.Round(time.Second), "ahead of"
	if off < 0 {
		off, way = -off, "behind"
	}
	switch {
	case off > skewMost:
		return failed(fmt.Sprintf("this machine's clock is %s %s Slack's: requests that Slack signs would be refused, and due times be wrong", off, way), setClock)
	case off > skewWorth:
		return warning(fmt.Sprintf("this machine's clock is %s %s Slack's", off, way), setClock)
	case off <= 2*time.Second:
		return well("this machine's clock and Slack's agree")
	}
	return well(fmt.Sprintf("this machine's clock is %s %s Slack's, which does no harm", off, way))
}

func (e *exam) zone(context.Context) Finding {
	z := e.o.Settings.Zone
	return well(fmt.Sprintf("%s, where it is %s now", z, e.o.Now().In(z).Format("Mon 15:04")))
}

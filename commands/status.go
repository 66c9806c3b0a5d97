package commands

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// status says what waits, how today goes, and whether Slack keeps up.
func (t *Table) status(ctx context.Context, _ ask) (view.Message, error) {
	now := t.o.Now()
	report := sla.NewReport(now, t.o.Zone)
	if err := t.o.Store.Facts(ctx, report.From(), func(f *sla.Facts) error { report.Add(f); return nil }); err != nil {
		return view.Message{}, err
	}
	report.Close()
	s := view.Status{Report: report, Zone: t.o.Zone}
	oldest, err := t.o.Store.Waiting(ctx, 1)
	if err != nil {
		return view.Message{}, err
	}
	if len(oldest) > 0 {
		s.Oldest = oldest[0]
	}
	untold, since, parked, err := t.o.Store.Backlog(ctx)
	if err != nil {
		return view.Message{}, err
	}
	s.Untold, s.Parked = untold, parked
	if !since.IsZero() {
		s.Lag = max(now.Sub(since), 0)
	}
	return s.Message(), nil
}

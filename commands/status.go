package commands

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// status says what waits, how today goes, and whether Slack keeps up.
func (t *Table) status(ctx context.Context, _ ask) (view.Message, error) {
	report, err := t.Report(ctx)
	if err != nil {
		return view.Message{}, err
	}
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
		s.Lag = max(report.AsOf.Sub(since), 0)
	}
	return s.Message(), nil
}

// Report is how things stand now, and how today goes.
func (t *Table) Report(ctx context.Context) (*sla.Report, error) {
	report := sla.NewReport(t.o.Now(), t.o.Zone)
	if err := t.o.Store.Facts(ctx, report.From(), func(f *sla.Facts) error { report.Add(f); return nil }); err != nil {
		return nil, err
	}
	report.Close()
	return report, nil
}

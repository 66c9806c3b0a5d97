package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/probe.js
var probe string

// tab is one tab of the browser, with a memory of its own.
type tab struct {
	t    *testing.T
	ctx  context.Context
	look look
	log  *complaints
}

// look is how a tab sees the world.
type look struct {
	wide, high int64
	scale      float64
	phone      bool
	dark       bool
	still      bool // prefers reduced motion
	bare       bool // shows no scrollbars
}

// narrow is up to how many pixels the page keeps its list of places in a drawer.
const narrow = 900

var (
	desktop = look{wide: 1280, high: 900, scale: 1}
	phone   = look{wide: 390, high: 844, scale: 1, phone: true}
)

func (l look) inTheDark() look     { l.dark = true; return l }
func (l look) withoutMotion() look { l.still = true; return l }

// emulates gives the tab its size and its tastes.
func (l look) emulates() chromedp.Action {
	scheme, motion := "light", "no-preference"
	if l.dark {
		scheme = "dark"
	}
	if l.still {
		motion = "reduce"
	}
	return chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(l.wide, l.high, l.scale, l.phone),
		emulation.SetTouchEmulationEnabled(l.phone),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
		}),
		emulation.SetFocusEmulationEnabled(true),
		emulation.SetScrollbarsHidden(l.bare),
		emulation.SetTimezoneOverride("Europe/Berlin"),
		emulation.SetLocaleOverride().WithLocale("en-GB"),
	}
}

// aTab opens a tab that complains of nothing, or fails the test.
func aTab(t *testing.T, l look) *tab {
	t.Helper()
	ctx, shut, err := aBrowser(t).window()
	if err != nil {
		t.Fatal(err)
	}
	p := &tab{t: t, ctx: ctx, look: l, log: &complaints{}}
	t.Cleanup(func() {
		p.log.judge(t)
		shut()
	})
	chromedp.ListenTarget(ctx, p.log.hear)
	p.does(network.Enable(), l.emulates(), chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := cdp.AddScriptToEvaluateOnNewDocument(probe + audit).Do(ctx)
		return err
	}))
	return p
}

// does runs steps of the browser driver, which must succeed.
func (p *tab) does(steps ...chromedp.Action) {
	p.t.Helper()
	if err := p.tries(steps...); err != nil {
		p.fails(err)
	}
}

// tries runs steps with a deadline. The first run listens to the tab, which
// must outlive it.
func (p *tab) tries(steps ...chromedp.Action) error {
	if chromedp.FromContext(p.ctx).Target == nil {
		return chromedp.Run(p.ctx, steps...)
	}
	ctx, cancel := context.WithTimeout(p.ctx, longest)
	defer cancel()
	return chromedp.Run(ctx, steps...)
}

// evaluates runs an expression of the page; values are put in as JSON.
func (p *tab) evaluates(into any, expression string, values ...any) error {
	words := make([]any, len(values))
	for i, v := range values {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		words[i] = text
	}
	return p.tries(chromedp.Evaluate(fmt.Sprintf(expression, words...), into))
}

// eventually waits for what must come true on the page.
func (p *tab) eventually(check func() error) {
	p.t.Helper()
	if err := within(longest, check); err != nil {
		p.fails(err)
	}
}

// soon is eventually for what only has to be drawn.
func (p *tab) soon(check func() error) {
	p.t.Helper()
	if err := within(longest/4, check); err != nil {
		p.fails(err)
	}
}

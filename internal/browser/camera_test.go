package browser

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"

	cdp "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// heaviest is how big a picture of the documentation may be, in bytes.
const heaviest = 250_000

// frame is a part of the window in CSS pixels.
type frame struct{ X, Y, Wide, High float64 }

// steady hides what differs from run to run: the cursor, the milliseconds, and
// words that fade away.
const steady = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { caret-color: transparent !important } #ack, #toasts { visibility: hidden !important }");
	document.adoptedStyleSheets = [sheet];
})()`

// crop is what a picture shows of the window: these parts, with so much space
// beside, and above and below.
type crop struct {
	parts        []place
	beside, high float64
}

// around is the crop of parts with some space beside them.
func around(beside, high float64, parts ...place) crop { return crop{parts, beside, high} }

// whole is the whole window.
var whole = crop{}

// takes keeps a picture.
func (p *page) takes(dir, name string, c crop) {
	p.t.Helper()
	p.does(chromedp.MouseEvent("mouseMoved", 1, 1), chromedp.Evaluate(steady, nil))
	p.soon(func() error {
		var moving int
		err := p.evaluates(&moving, "document.getAnimations().filter((a) => a.playState === 'running').length")
		if err == nil && moving > 0 {
			err = errors.New("something moves")
		}
		return err
	})
	shot := cdp.CaptureScreenshot().WithFormat(cdp.CaptureScreenshotFormatPng)
	if len(c.parts) > 0 {
		f := p.frames(c)
		shot = shot.WithClip(&cdp.Viewport{X: f.X, Y: f.Y, Width: f.Wide, Height: f.High, Scale: 1})
	}
	var raw []byte
	p.does(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		raw, err = shot.Do(ctx)
		return err
	}))
	p.keeps(filepath.Join(dir, name+".png"), raw)
}

// frames is the box around the parts, within the window.
func (p *page) frames(c crop) (f frame) {
	p.t.Helper()
	var names [][2]string
	for _, one := range c.parts {
		names = append(names, [2]string{one.selector, one.holding})
	}
	p.eventually(func() error {
		return p.evaluates(&f, "probe.frame(%s, %s, %s)", names, c.beside, c.high)
	})
	return f
}

// keeps writes a picture with as few bytes as it needs.
func (p *page) keeps(path string, raw []byte) {
	p.t.Helper()
	shown, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		p.fails(err)
	}
	var out bytes.Buffer
	smallest := png.Encoder{CompressionLevel: png.BestCompression}
	if err := smallest.Encode(&out, paletted(shown)); err != nil {
		p.fails(err)
	}
	if out.Len() > heaviest {
		p.t.Errorf("%s has %d bytes, more than %d: show less", path, out.Len(), heaviest)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		p.fails(err)
	}
	p.t.Logf("%s: %v, %d bytes", path, shown.Bounds().Size(), out.Len())
}

package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// fails ends the test and shows the page as it stands: as a picture, and in the
// words that a screen reader would have.
func (p *tab) fails(why error) {
	p.t.Helper()
	p.t.Fatalf("%v\npicture: %s\nthe page complained of: %v\nthe page reads:\n%s", why, p.snapshot(), p.log.said(), p.outline())
}

// snapshot keeps a picture beyond the end of the test and returns its path.
func (p *tab) snapshot() string {
	var png []byte
	if err := p.tries(chromedp.CaptureScreenshot(&png)); err != nil {
		return "none: " + err.Error()
	}
	dir := filepath.Join(os.TempDir(), "leadpact-browser-failures")
	path := filepath.Join(dir, strings.ReplaceAll(p.t.Name(), "/", "-")+".png")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "none: " + err.Error()
	}
	if err := os.WriteFile(path, png, 0o600); err != nil {
		return "none: " + err.Error()
	}
	return path
}

// outline is the page's accessibility tree, a line for each element.
func (p *tab) outline() string {
	var nodes []*accessibility.Node
	err := p.tries(chromedp.ActionFunc(func(ctx context.Context) (err error) {
		nodes, err = accessibility.GetFullAXTree().Do(ctx)
		return err
	}))
	if err != nil {
		return err.Error()
	}
	below := map[accessibility.NodeID][]*accessibility.Node{}
	for _, n := range nodes {
		below[n.ParentID] = append(below[n.ParentID], n)
	}
	var out strings.Builder
	readOut(&out, below, below[""], "", "")
	return out.String()
}

// readOut writes elements in the order of the page, without those that say
// nothing of their own.
func readOut(out *strings.Builder, below map[accessibility.NodeID][]*accessibility.Node, nodes []*accessibility.Node, indent, above string) {
	for _, n := range nodes {
		role, name, deeper := text(n.Role), text(n.Name), indent
		if role == "InlineTextBox" || role == "StaticText" && name == above {
			continue
		}
		if !n.Ignored && name != "" {
			fmt.Fprintf(out, "%s%s %q\n", indent, role, name)
			deeper += "  "
		}
		readOut(out, below, below[n.NodeID], deeper, name)
	}
}

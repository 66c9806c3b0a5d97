package browser

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// place is a part of the page, by its id or role, and by what it shows.
type place struct{ selector, holding string }

var (
	anywhere = place{selector: "body"}
	bar      = place{selector: "body > header"}
	stream   = place{selector: "#stream"}
	thread   = place{selector: "#thread"}
	places   = place{selector: "#places"}
	window   = place{selector: "dialog"}
	menu     = place{selector: "[role=menu]"}
)

// commandLine is what the field for commands is called.
const commandLine = "Message or slash command"

// card is the newest message of the channel that shows the words.
func card(words string) place { return place{"#stream article", words} }

// privateWord is the newest message that only its reader sees.
func privateWord(words string) place { return place{"#stream article", "Only visible to you " + words} }

func (w place) String() string {
	if w.holding == "" {
		return w.selector
	}
	return fmt.Sprintf("%s with %q", w.selector, w.holding)
}

// found is an element by its role and accessible name.
type found struct {
	node *accessibility.Node
	name string
}

// finds looks for the one element of the role, in the place, whose accessible
// name is or begins with these words. The browser itself works out both.
func (p *tab) finds(role, name string, in place) (found, error) {
	all, err := p.findsAll(role, in)
	if err != nil {
		return found{}, err
	}
	var exact, partly []found
	var names []string
	for _, f := range all {
		names = append(names, fmt.Sprintf("%q", f.name))
		if f.name == name {
			exact = append(exact, f)
		} else if strings.HasPrefix(f.name, name) {
			partly = append(partly, f)
		}
	}
	if len(exact) == 0 {
		exact = partly
	}
	switch len(exact) {
	case 1:
		return exact[0], nil
	case 0:
		return found{}, fmt.Errorf("no %s %q in %s, only %s", role, name, in, strings.Join(names, ", "))
	}
	return found{}, fmt.Errorf("%d of %s %q in %s", len(exact), role, name, in)
}

// findsAll lists everything of a role that assistive technology is shown.
func (p *tab) findsAll(role string, in place) ([]found, error) {
	var all []found
	err := p.tries(chromedp.ActionFunc(func(ctx context.Context) error {
		selector, _ := json.Marshal(in.selector)
		holding, _ := json.Marshal(in.holding)
		at, problem, err := runtime.Evaluate(fmt.Sprintf("probe.scope(%s, %s)", selector, holding)).Do(ctx)
		if err = errors.Join(err, asError(problem)); err != nil {
			return err
		}
		if at.ObjectID == "" {
			return fmt.Errorf("the page has no %s", in)
		}
		defer func() { _ = runtime.ReleaseObject(at.ObjectID).Do(ctx) }()
		nodes, err := accessibility.QueryAXTree().WithObjectID(at.ObjectID).WithRole(role).Do(ctx)
		for _, n := range nodes {
			if !n.Ignored {
				all = append(all, found{n, text(n.Name)})
			}
		}
		return err
	}))
	return all, err
}

func asError(problem *runtime.ExceptionDetails) error {
	if problem == nil {
		return nil
	}
	return problem
}

// text is an accessible value as words.
func text(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var words string
	_ = json.Unmarshal(v.Value, &words)
	return strings.Join(strings.Fields(words), " ")
}

// spot is where an element stands in the window, and how big it is.
type spot struct {
	X, Y, Wide, High float64
	Trouble          string
}

// reach finds out where an element can be pressed.
func (p *tab) reach(f found) (spot, error) {
	var at spot
	err := p.calls(f, "function() { return probe.point(this) }", &at)
	if err == nil && at.Trouble != "" {
		err = errors.New(f.name + ": " + at.Trouble)
	}
	return at, err
}

// calls runs a function of the page on an element.
func (p *tab) calls(f found, function string, into any) error {
	return p.tries(chromedp.ActionFunc(func(ctx context.Context) error {
		object, err := dom.ResolveNode().WithBackendNodeID(f.node.BackendDOMNodeID).Do(ctx)
		if err != nil {
			return err
		}
		answer, problem, err := runtime.CallFunctionOn(function).WithObjectID(object.ObjectID).
			WithAwaitPromise(true).WithReturnByValue(true).Do(ctx)
		if err = errors.Join(err, asError(problem)); err != nil || into == nil {
			return err
		}
		return json.Unmarshal(answer.Value, into)
	}))
}

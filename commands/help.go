package commands

import (
	"context"

	"leadpact/bot/view"
)

// help lists the table.
func (t *Table) help(_ context.Context, a ask) (view.Message, error) {
	lines := make([]view.HelpLine, len(t.list))
	for i, c := range t.list {
		lines[i] = view.HelpLine{Word: c.word, Usage: c.usage, Help: c.help}
	}
	return view.Help(a.word, lines), nil
}

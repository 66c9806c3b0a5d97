package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"
)

// print says what was recorded, by whom, and what of it goes to the judges.
func (t *tally) print(w io.Writer) {
	for _, program := range slices.Sorted(maps.Keys(t.programs)) {
		fmt.Fprintf(w, "recorded by %s: %d calls\n", program, t.programs[program])
	}
	for _, program := range slices.Sorted(maps.Keys(t.left)) {
		fmt.Fprintf(w, "left out, %s: %d calls: %s\n", program, t.left[program], others[program])
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "method\trecorded\twith a payload\tdistinct, judged\t")
	for _, name := range slices.Sorted(maps.Keys(t.methods)) {
		c := t.methods[name]
		why := ""
		if c.judgeable < c.recorded {
			why = methods[name].why
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%s\n", name, c.recorded, c.judgeable, c.distinct, why)
	}
	_ = table.Flush()
	for _, why := range slices.SortedFunc(maps.Keys(t.faults), cmp.Compare) {
		fmt.Fprintf(w, "FAULT %s (%d times)\n", why, t.faults[why])
	}
}

package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// table collects the figures, for each program in columns of its own.
type table struct {
	programs []program
	at       int // the program that is measured now
	rows     []*row
}

type row struct {
	what, goal string
	cells      []cell // one for each program
}

func newTable(programs []program) *table { return &table{programs: programs} }

// spread adds many durations.
func (t *table) spread(what string, ds []time.Duration, goal string) { t.add(what, cellOf(ds), goal) }

// figure adds one number.
func (t *table) figure(what string, f figure, goal string) { t.add(what, cell{mid: f}, goal) }

func (t *table) add(what string, c cell, goal string) {
	for _, r := range t.rows {
		if r.what == what {
			r.cells[t.at] = c
			return
		}
	}
	r := &row{what: what, goal: goal, cells: make([]cell, len(t.programs))}
	r.cells[t.at] = c
	t.rows = append(t.rows, r)
}

func (t *table) print(w io.Writer) error {
	fmt.Fprintf(w, "Measured %s on %d cores, %s of memory, %s, %s/%s, everything on this one machine.\n\n",
		time.Now().UTC().Format("2006-01-02 15:04 UTC"), runtime.NumCPU(), memory(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, strings.Join(t.head(), "\t"))
	for _, r := range t.rows {
		fmt.Fprintln(tw, strings.Join(r.texts(), "\t"))
	}
	return tw.Flush()
}

func (t *table) head() []string {
	if len(t.programs) == 1 {
		return []string{"what", "p50 or figure", "p99", "goal"}
	}
	head := []string{"what (p50 or figure, p99)"}
	for _, p := range t.programs {
		head = append(head, p.name, "p99")
	}
	return append(head, "ratio", "p99", "goal")
}

func (r *row) texts() []string {
	texts := []string{r.what + r.counts()}
	for _, c := range r.cells {
		texts = append(texts, c.mid.String(), c.high.String())
	}
	if len(r.cells) > 1 {
		ratio := r.cells[0].over(r.cells[1])
		texts = append(texts, ratio.mid.String(), ratio.high.String())
	}
	return append(texts, r.goal)
}

// counts tells of how many durations a row is made: once, if it is as many for
// each program.
func (r *row) counts() string {
	var counts []string
	for _, c := range r.cells {
		text := strconv.Itoa(c.count)
		if c.count > 0 && (len(counts) == 0 || counts[0] != text) {
			counts = append(counts, text)
		}
	}
	if len(counts) == 0 {
		return ""
	}
	return " (" + strings.Join(counts, ", ") + ")"
}

// memory is the machine's, as the kernel tells it.
func memory() string {
	info, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return "an unknown amount"
	}
	var kib int
	if _, err := fmt.Sscanf(string(info), "MemTotal: %d kB", &kib); err != nil {
		return "an unknown amount"
	}
	return fmt.Sprintf("%d GiB", (kib+1<<19)>>20)
}

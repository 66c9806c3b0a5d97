package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// table collects the figures.
type table struct {
	rows [][4]string // what, p50 or figure, p99, goal
}

func newTable() *table { return &table{} }

// spread adds a row for many durations.
func (t *table) spread(what string, ds []time.Duration, goal string) {
	slices.Sort(ds)
	t.rows = append(t.rows, [4]string{fmt.Sprintf("%s (%d)", what, len(ds)), millis(rank(ds, 0.5)), millis(rank(ds, 0.99)), goal})
}

// figure adds a row for one number.
func (t *table) figure(what, value, goal string) {
	t.rows = append(t.rows, [4]string{what, value, "", goal})
}

// rank is the quantile by nearest rank.
func rank(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	i := int(p*float64(len(sorted))+0.999999) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}

func millis(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }

func (t *table) print(w io.Writer) error {
	fmt.Fprintf(w, "Measured %s on %d cores, %s of memory, %s, %s/%s, everything on this one machine.\n\n",
		time.Now().UTC().Format("2006-01-02 15:04 UTC"), runtime.NumCPU(), memory(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "what\tp50 or figure\tp99\tgoal")
	for _, r := range t.rows {
		fmt.Fprintln(tw, strings.Join(r[:], "\t"))
	}
	return tw.Flush()
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

package main

import (
	"strings"
	"testing"
	"time"
)

func ms(ns ...int) []time.Duration {
	ds := make([]time.Duration, len(ns))
	for i, n := range ns {
		ds[i] = time.Duration(n) * time.Millisecond
	}
	return ds
}

// printed are the table's lines below its first, each run of blanks as one.
func printed(t *testing.T, tab *table) []string {
	t.Helper()
	var b strings.Builder
	if err := tab.print(&b); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(b.String(), "\n\n")
	lines := strings.Split(strings.TrimSpace(rest), "\n")
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	return lines
}

func compare(t *testing.T, got, want []string) {
	t.Helper()
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("the table is\n%s\nand should be\n%s", g, w)
	}
}

func TestOneProgramHasNoRatio(t *testing.T) {
	tab := newTable([]program{{name: "leadpact"}})
	tab.spread("click to ack", ms(3, 1, 2), "p50 ≤ 2 ms")
	tab.figure("memory", megabytes(21e6), "≤ 35 MB")
	compare(t, printed(t, tab), []string{
		"what p50 or figure p99 goal",
		"click to ack (3) 2.00 ms 3.00 ms p50 ≤ 2 ms",
		"memory 21 MB ≤ 35 MB",
	})
}

func TestTwoProgramsStandBesideEachOther(t *testing.T) {
	tab := newTable([]program{{name: "leadpact"}, {name: "baseline"}})
	tab.spread("floor", ms(1), "")
	tab.spread("click to ack", ms(1, 2), "")
	tab.spread("one request", ms(1), "")
	tab.figure("leads", perSecond(300), "≥ 200/s")
	tab.at = 1
	tab.figure("leads", perSecond(100), "≥ 200/s")
	tab.spread("click to ack", ms(2, 8), "")
	tab.spread("one request", ms(4, 4), "")
	compare(t, printed(t, tab), []string{
		"what (p50 or figure, p99) leadpact p99 baseline p99 ratio p99 goal",
		"floor (1) 1.00 ms 1.00 ms",
		"click to ack (2) 1.00 ms 2.00 ms 2.00 ms 8.00 ms 0.50× 0.25×",
		"one request (1, 2) 1.00 ms 1.00 ms 4.00 ms 4.00 ms 0.25× 0.25×",
		"leads 300/s 100/s 3.00× ≥ 200/s",
	})
}

func TestRankIsTheNearest(t *testing.T) {
	hundred := make([]time.Duration, 100)
	for i := range hundred {
		hundred[i] = time.Duration(i + 1)
	}
	for _, c := range []struct {
		of   []time.Duration
		p    float64
		want time.Duration
	}{{nil, 0.5, 0}, {hundred[:1], 0.99, 1}, {hundred, 0.5, 50}, {hundred, 0.99, 99}, {hundred, 1, 100}, {hundred, 0, 1}} {
		if got := rank(c.of, c.p); got != c.want {
			t.Errorf("rank %v of %d is %d, want %d", c.p, len(c.of), got, c.want)
		}
	}
}

func TestMemoryIsReadFromTheKernelsLines(t *testing.T) {
	status := "VmPeak:\t  999 kB\nVmHWM:\t  40000 kB\nVmRSS:\t  20000 kB\n"
	if got := field(status, "VmRSS:").String() + ", " + field(status, "VmHWM:").String(); got != "20 MB, 41 MB" {
		t.Error(got)
	}
	if f := field(status, "VmSwap:"); f.measured() {
		t.Errorf("%v was measured, but there is no such line", f)
	}
}

package main

import (
	"fmt"
	"slices"
	"time"
)

// figure is one measured number; the zero figure was not measured.
type figure struct {
	n      float64
	format string
}

func millis(d time.Duration) figure    { return figure{float64(d.Microseconds()) / 1000, "%.2f ms"} }
func perSecond(n float64) figure       { return figure{n, "%.0f/s"} }
func megabytes(bytes float64) figure   { return figure{bytes / 1e6, "%.0f MB"} }
func (f figure) measured() bool        { return f.format != "" }
func (f figure) ratio(b figure) figure { return figure{f.n / b.n, "%.2f×"} }

func (f figure) String() string {
	if !f.measured() {
		return ""
	}
	return fmt.Sprintf(f.format, f.n)
}

// cell is what one program showed: a single figure, or the median and the
// 99th percentile of so many.
type cell struct {
	count     int
	mid, high figure
}

func cellOf(ds []time.Duration) cell {
	slices.Sort(ds)
	return cell{len(ds), millis(rank(ds, 0.5)), millis(rank(ds, 0.99))}
}

// over is this cell in relation to another.
func (c cell) over(b cell) cell {
	var r cell
	if c.mid.measured() && b.mid.n > 0 {
		r.mid = c.mid.ratio(b.mid)
	}
	if c.high.measured() && b.high.n > 0 {
		r.high = c.high.ratio(b.high)
	}
	return r
}

// rank is the quantile by nearest rank.
func rank(sorted []time.Duration, p float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	i := int(p*float64(len(sorted))+0.999999) - 1
	return sorted[min(max(i, 0), len(sorted)-1)]
}

package doctor

// Status says how a check ended.
type Status string

// The ways in which a check ends.
const (
	OK      Status = "ok"
	Remark  Status = "remark"  // well, and yet there is something to say
	Warning Status = "warning" // it works, but not as it should
	Failed  Status = "failed"  // it does not work
	Skipped Status = "skipped" // it was not looked at; Seen says why
)

// Finding is what one check saw.
type Finding struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
	Seen   string `json:"seen"`
	Fix    string `json:"fix"` // what to do, in words; empty if there is nothing to do
}

func well(seen string) Finding           { return Finding{Status: OK, Seen: seen} }
func remark(seen, fix string) Finding    { return Finding{Status: Remark, Seen: seen, Fix: fix} }
func warning(seen, fix string) Finding   { return Finding{Status: Warning, Seen: seen, Fix: fix} }
func failed(seen, fix string) Finding    { return Finding{Status: Failed, Seen: seen, Fix: fix} }
func skipped(why string) Finding         { return Finding{Status: Skipped, Seen: why} }
func (f Finding) named(n string) Finding { f.Name = n; return f }

// Report is what all checks saw, in their order.
type Report struct {
	Findings    []Finding
	Interrupted bool // it was stopped before the last check
	BadSettings bool // a setting is missing or wrong
}

// OK reports whether nothing failed. Warnings are allowed.
func (r Report) OK() bool { return !r.Interrupted && r.count(Failed) == 0 }

func (r Report) count(of ...Status) int {
	n := 0
	for _, f := range r.Findings {
		for _, s := range of {
			if f.Status == s {
				n++
			}
		}
	}
	return n
}

package sandbox

import "slices"

// Hiccups is how the workspace misbehaves at the moment, for a page that tells
// what goes on and when it is over.
type Hiccups struct {
	Laid    []Fault  `json:"laid"`    // faults that are still to come; Times is how often
	Hits    int      `json:"hits"`    // calls that met a fault so far
	Failing []string `json:"failing"` // methods whose last call met a fault and did not go through
}

// hiccups looks at the faults laid and met.
func (t *faultTable) hiccups() Hiccups {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := Hiccups{Laid: []Fault{}, Hits: t.hits, Failing: append([]string{}, t.failing...)}
	for _, f := range t.items {
		out.Laid = append(out.Laid, *f)
	}
	return out
}

// met notes how a call went: mode is the fault that it met, if any. It tells
// whether that is news for whoever watches.
func (t *faultTable) met(name, mode string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := slices.Index(t.failing, name)
	if mode != "" {
		t.hits++
	}
	if mode != "" && mode != FaultDelay { // what is only late goes through
		if at < 0 {
			t.failing = append(t.failing, name)
		}
		return true
	}
	if at >= 0 {
		t.failing = slices.Delete(t.failing, at, at+1)
	}
	return at >= 0 || mode != ""
}

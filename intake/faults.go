package intake

import "fmt"

// fault is one thing that is wrong with a delivery: in which lead of it, in
// which field, and what to do.
type fault struct {
	index   int
	field   string
	message string
}

// mostFaults bounds how many faults an answer lists; the rest is counted.
const mostFaults = 100

// faults gathers everything that is wrong, so that a sender can mend it all at
// once.
type faults struct {
	list []fault
	more int
}

func (f *faults) add(index int, field, format string, args ...any) {
	if len(f.list) == mostFaults {
		f.more++
		return
	}
	f.list = append(f.list, fault{index, field, fmt.Sprintf(format, args...)})
}

func (f *faults) any() bool { return len(f.list) > 0 }

// bodyField is the field that a fault of the request's body as a whole names.
const bodyField = "body"

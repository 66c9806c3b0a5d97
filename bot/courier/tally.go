package courier

import "sync"

// unansweredMost is how many calls for one lead or notice may stay unanswered
// in a row before it is parked, so that it does not hold up the others.
const unansweredMost = 5

// tally counts, for each lead or notice, the calls in a row that got no answer.
// Lanes share it.
type tally struct {
	mu sync.Mutex
	n  map[string]int
}

func (t *tally) add(id string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n == nil {
		t.n = map[string]int{}
	}
	t.n[id]++
	return t.n[id]
}

func (t *tally) clear(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.n, id)
}

package courier

import (
	"sync"
	"time"
)

// unansweredMost is how many calls for one lead or notice may stay unanswered
// in a row before it is parked, so that it does not hold up the others.
const unansweredMost = 5

// restFirst is how long a lead rests after the first call without an answer, so
// that the others go first; every further one doubles it. Real time.
const restFirst = time.Second

// tally counts, for each lead or notice, the calls in a row that got no answer.
// Lanes share it.
type tally struct {
	mu sync.Mutex
	n  map[string]unanswered
}

type unanswered struct {
	calls int
	rests time.Time // until then
}

func (t *tally) add(id string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n == nil {
		t.n = map[string]unanswered{}
	}
	calls := t.n[id].calls + 1
	t.n[id] = unanswered{calls: calls, rests: time.Now().Add(restFirst << (calls - 1))}
	return calls
}

// resting reports whether the others should go first.
func (t *tally) resting(id string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return time.Now().Before(t.n[id].rests)
}

func (t *tally) clear(id string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.n, id)
}

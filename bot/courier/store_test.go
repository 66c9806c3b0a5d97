package courier_test

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"leadpact/sla"
)

var errStore = errors.New("the store is away")

// shelf is a store in memory, as far as the courier sees one.
type shelf struct {
	mu      sync.Mutex
	leads   []*sla.Lead
	notices []sla.Notice
	broken  func(op string) error // what goes wrong with an operation, before it does anything; nil: nothing
	unsure  []func(saved error)   // for the next updates: called with their fate, which is not told otherwise
	seen    []string              // the operations, in order
}

// clone copies a lead so deeply that a change of one never shows in the other.
func clone(l *sla.Lead) *sla.Lead {
	c := *l
	c.History = slices.Clone(l.History)
	if l.Parked != nil {
		p := *l.Parked
		c.Parked = &p
	}
	return &c
}

func (s *shelf) begin(ctx context.Context, op string) error {
	s.seen = append(s.seen, op)
	if ctx.Err() != nil {
		return sla.ErrNotRecorded
	}
	if s.broken != nil {
		return s.broken(op)
	}
	return nil
}

func (s *shelf) breaks(broken func(op string) error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken = broken
}

func (s *shelf) Get(ctx context.Context, id string) (*sla.Lead, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx, "get"); err != nil {
		return nil, err
	}
	for _, l := range s.leads {
		if l.ID == id {
			return clone(l), nil
		}
	}
	return nil, &sla.Refusal{Code: sla.CodeNotFound, Sentence: "There is no such lead."}
}

func (s *shelf) Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx, "update"); err != nil {
		return nil, err
	}
	if len(s.unsure) == 0 {
		return s.change(id, change)
	}
	tell := s.unsure[0]
	s.unsure = s.unsure[1:]
	_, err := s.change(id, change)
	tell(err)
	return nil, &sla.Unconfirmed{Fate: func(ctx context.Context) error {
		wait(ctx, time.Second)
		return cmp.Or(ctx.Err(), err)
	}}
}

func (s *shelf) change(id string, change func(*sla.Lead) error) (*sla.Lead, error) {
	for i, l := range s.leads {
		if l.ID != id {
			continue
		}
		next := clone(l)
		if err := change(next); errors.Is(err, sla.ErrNoChange) {
			return clone(l), nil
		} else if err != nil {
			return nil, err
		}
		s.leads[i] = next
		s.notify(next, len(l.History))
		return clone(next), nil
	}
	return nil, &sla.Refusal{Code: sla.CodeNotFound, Sentence: "There is no such lead."}
}

func (s *shelf) Untold(ctx context.Context, ranks []sla.Rank, limit int) ([]*sla.Lead, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	op := "untold"
	if slices.Equal(ranks, []sla.Rank{sla.RankRedraw}) {
		op = "untold redraws"
	}
	if err := s.begin(ctx, op); err != nil {
		return nil, err
	}
	var out []*sla.Lead
	for _, l := range s.leads {
		if slices.Contains(ranks, l.Rank()) {
			out = append(out, clone(l))
		}
	}
	slices.SortStableFunc(out, func(a, b *sla.Lead) int {
		return cmp.Or(cmp.Compare(a.Rank(), b.Rank()), cmp.Compare(a.ID, b.ID))
	})
	return out[:min(limit, len(out))], nil
}

func (s *shelf) Parked(ctx context.Context, now time.Time, limit int) ([]*sla.Lead, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx, "parked"); err != nil {
		return nil, err
	}
	var out []*sla.Lead
	for _, l := range s.leads {
		if l.Parked != nil && !l.Parked.Until.After(now) {
			out = append(out, clone(l))
		}
	}
	slices.SortStableFunc(out, func(a, b *sla.Lead) int { return a.Parked.Until.Compare(b.Parked.Until) })
	return out[:min(limit, len(out))], nil
}

// notify adds the notices that the events from this one on ask for.
func (s *shelf) notify(l *sla.Lead, from int) {
	for _, n := range l.Notices(from) {
		if !slices.ContainsFunc(s.notices, func(other sla.Notice) bool { return other.Key == n.Key }) {
			s.notices = append(s.notices, n)
		}
	}
}

func (s *shelf) DueNotices(ctx context.Context, now time.Time, limit int) ([]sla.Notice, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx, "due notices"); err != nil {
		return nil, err
	}
	due := func(n sla.Notice) time.Time {
		if n.Parked != nil {
			return n.Parked.Until
		}
		return n.CreatedAt
	}
	var out []sla.Notice
	for _, n := range s.notices {
		if !n.Done() && !due(n).After(now) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b sla.Notice) int { return due(a).Compare(due(b)) })
	return out[:min(limit, len(out))], nil
}

func (s *shelf) SaveNotice(ctx context.Context, n sla.Notice) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx, "save notice"); err != nil {
		return err
	}
	for i := range s.notices {
		if s.notices[i].Key == n.Key {
			s.notices[i] = n
		}
	}
	return nil
}

package sandbox

// shelf is a map that forgets its oldest entries beyond a size: what Slack
// lets expire must not grow for ever here. The owner locks.
type shelf[T any] struct {
	items map[string]T
	order []string
	size  int
}

func newShelf[T any](size int) *shelf[T] {
	return &shelf[T]{items: map[string]T{}, size: size}
}

func (s *shelf[T]) put(key string, item T) {
	if len(s.order) >= s.size {
		half := s.size / 2
		for _, old := range s.order[:half] {
			delete(s.items, old)
		}
		s.order = append([]string(nil), s.order[half:]...)
	}
	s.items[key] = item
	s.order = append(s.order, key)
}

func (s *shelf[T]) get(key string) (T, bool) {
	item, ok := s.items[key]
	return item, ok
}

package invariant_test

import (
	"fmt"
	"testing"

	"leadpact/sla"
)

// told sends ana a private message about the lead, as a notice would.
func (s *scene) told() {
	s.t.Helper()
	s.n++
	s.call(post, map[string]any{"channel": "U1ANA", "text": "hot again", "metadata": metadata(s.lead.ID)}, fmt.Sprintf(`{"ok":true,"ts":"17.%06d"}`, s.n))
}

// noted keeps the notices that the lead's history asks for, changed.
func (s *scene) noted(change func(*sla.Notice)) {
	s.e.Notices = s.lead.Notices(0)
	for i := range s.e.Notices {
		change(&s.e.Notices[i])
	}
}

func TestWhatANoticeIsAndIsNot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tell   func(*scene)
		breaks []int
	}{
		"sent":                  {func(s *scene) { s.told(); s.noted(func(n *sla.Notice) { n.SentAt = s.now }) }, nil},
		"marked and not sent":   {func(s *scene) { s.noted(func(n *sla.Notice) { n.SentAt = s.now }) }, []int{4}},
		"sent twice":            {func(s *scene) { s.told(); s.told(); s.noted(func(n *sla.Notice) { n.SentAt = s.now }) }, []int{4}},
		"sent twice by a kill":  {func(s *scene) { s.told(); s.killed(); s.told(); s.noted(func(n *sla.Notice) { n.SentAt = s.now }) }, nil},
		"sent and not marked":   {func(s *scene) { s.told(); s.noted(func(*sla.Notice) {}) }, []int{4}},
		"neither":               {func(s *scene) { s.noted(func(*sla.Notice) {}) }, []int{4}},
		"refused":               {func(s *scene) { s.noted(func(n *sla.Notice) { n.Park("user_disabled", s.now) }) }, nil},
		"dropped with a reason": {func(s *scene) { s.noted(func(n *sla.Notice) { n.DroppedAt, n.Dropped = s.now, "closed" }) }, nil},
		"dropped without":       {func(s *scene) { s.noted(func(n *sla.Notice) { n.DroppedAt = s.now }) }, []int{4}},
		"dropped after all":     {func(s *scene) { s.told(); s.noted(func(n *sla.Notice) { n.DroppedAt, n.Dropped = s.now, "closed" }) }, []int{4}},
		"dropped after a kill": {func(s *scene) {
			s.told()
			s.killed()
			s.noted(func(n *sla.Notice) { n.DroppedAt, n.Dropped = s.now, "closed" })
		}, nil},
		"never asked for at all": {func(s *scene) { s.e.Notices = []sla.Notice{} }, []int{4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aScene(t)
			s.claimed("U1ANA")
			s.shows()
			s.came("may", "demo request")
			s.redrawn()
			s.writes("came by may")
			s.e.Quiet = true
			c.tell(s)
			s.breaks(c.breaks...)
		})
	}
}

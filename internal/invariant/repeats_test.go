package invariant_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestWhatExplainsACardThatIsPostedTwice(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tell   func(*scene)
		breaks []int
	}{
		"nothing":                    {func(s *scene) { s.post(); s.shows() }, []int{4}},
		"a kill between":             {func(s *scene) { s.post(); s.killed(); s.shows() }, nil},
		"a kill before":              {func(s *scene) { s.killed(); s.killed(); s.post(); s.shows() }, []int{4}},
		"a kill after":               {func(s *scene) { s.post(); s.shows(); s.killed() }, []int{4}},
		"one kill for two":           {func(s *scene) { s.post(); s.killed(); s.post(); s.shows() }, []int{4}},
		"two kills for two":          {func(s *scene) { s.post(); s.killed(); s.post(); s.killed(); s.shows() }, nil},
		"a cut":                      {func(s *scene) { c, _ := s.post(); c.Cut = true; s.shows() }, nil},
		"a cut of another":           {func(s *scene) { s.post(); s.call(update, nil, `{}`).Cut = true; s.shows() }, []int{4}},
		"an answer that is garbage":  {func(s *scene) { c, _ := s.post(); c.Garbled = true; s.shows() }, nil},
		"an answer that came late":   {func(s *scene) { c, _ := s.post(); c.Lost, c.Took = true, 8*time.Second; s.shows() }, nil},
		"a caller that went at once": {func(s *scene) { c, _ := s.post(); c.Lost = true; s.shows() }, []int{4}},
		"a freeze":                   {func(s *scene) { s.post(); s.killed(); s.e.Hits[0].To = s.now.Add(time.Minute); s.shows() }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aScene(t)
			c.tell(s)
			s.breaks(c.breaks...)
		})
	}
}

func TestWhatAsksForACardAnew(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tell   func(*scene)
		breaks []int
	}{
		"hotter while it is nobody's":   {func(s *scene) { s.came("may", "demo request") }, nil},
		"hotter while it is somebody's": {func(s *scene) { s.claimed("U1ANA"); s.came("may", "demo request") }, []int{4}},
		"a note":                        {func(s *scene) { s.came("may", "webinar") }, []int{4}},
		"a release":                     {func(s *scene) { s.claimed("U1ANA"); s.released("U1ANA") }, []int{4}},
		"a return": {func(s *scene) {
			s.does(s.lead.Close(sla.Actor{ID: "U1ANA"}, sla.EndLost, "", s.now, s.cause()))
			s.does(s.lead.Reopen(&sla.Arrival{Cause: s.cause()}, s.now))
		}, nil},
		"a card that is gone": {func(s *scene) {
			s.call(update, map[string]any{"ts": s.lead.Card.Message}, `{"ok":false,"error":"message_not_found"}`)
			s.does(s.lead.LoseCard())
		}, nil},
		"another card that is gone": {func(s *scene) {
			s.call(update, map[string]any{"ts": "1.1"}, `{"ok":false,"error":"message_not_found"}`)
		}, []int{4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aScene(t)
			s.shows()
			c.tell(s)
			s.shows()
			s.breaks(c.breaks...)
		})
	}
}

// TestOneReasonAsksForOneCard lets a lead come back once and be posted twice.
func TestOneReasonAsksForOneCard(t *testing.T) {
	t.Parallel()
	s := aScene(t)
	s.shows()
	s.came("may", "demo request")
	s.shows()
	s.shows()
	s.breaks(4)
}

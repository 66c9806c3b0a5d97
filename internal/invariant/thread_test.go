package invariant_test

import (
	"testing"

	"leadpact/sla"
)

func TestWhatMayStandInAThread(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tell   func(*scene)
		breaks []int
	}{
		"each line once": {func(s *scene) { s.writes("came by may"); s.writes("came by june") }, nil},
		"two that say the same": {func(s *scene) {
			s.came("june", "webinar")
			s.writes("came by may")
			s.writes("came by june")
			s.writes("came by june")
		}, nil},
		"one too many":             {func(s *scene) { s.writes("came by may"); s.line("came by may"); s.writes("came by june") }, []int{4}},
		"one too many by a kill":   {func(s *scene) { s.line("came by may"); s.killed(); s.writes("came by may"); s.writes("came by june") }, nil},
		"one too many by a cut":    {func(s *scene) { s.line("came by may").Cut = true; s.writes("came by may"); s.writes("came by june") }, nil},
		"an old one after a kill":  {func(s *scene) { s.writes("came by may"); s.killed(); s.line("came by june"); s.line("came by may") }, nil},
		"an old one after nothing": {func(s *scene) { s.writes("came by may"); s.writes("came by june"); s.line("came by may") }, []int{4}},
		"the wrong order":          {func(s *scene) { s.writes("came by june"); s.writes("came by may") }, []int{4}},
		"one that nobody asked":    {func(s *scene) { s.writes("came by may"); s.line("good morning") }, []int{4}},
		"a longer name":            {func(s *scene) { s.writes("came by mayday") }, []int{4}},
		"a mark without a line":    {func(s *scene) { s.does(s.lead.Threaded(len(s.lead.History))) }, []int{4}},
		"nothing yet, at work":     {func(*scene) {}, nil},
		"nothing yet, at rest":     {func(s *scene) { s.e.Quiet = true }, []int{4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aScene(t)
			s.came("may", "webinar")
			s.came("june", "webinar")
			s.shows()
			c.tell(s)
			s.breaks(c.breaks...)
		})
	}
}

func TestAReleaseIsWrittenByName(t *testing.T) {
	t.Parallel()
	const handed = "<@U1ANA> handed Mara back. "
	for _, c := range []struct {
		word, text string
		breaks     []int
	}{
		{"", handed, nil},
		{"", "<@U2BEN> handed Mara back.", []int{4}},
		{"In <May> & *June*.", handed + "“In &lt;May&gt; &amp; ∗June∗.”", nil},
		{"In <May> & *June*.", handed + "“In &lt;May…”", nil},
		{"In “May” or June.", handed + "“In “May” or…”", nil},
		{"In <May> & *June*.", handed, []int{4}},
		{"In <May> & *June*.", handed + "“In March.”", []int{4}},
		{"In <May> & *June*.", handed + "“In Mar…”", []int{4}},
		{"In <May> & *June*.", handed + "“…”", []int{4}},
	} {
		s := aScene(t)
		s.shows()
		s.claimed("U1ANA")
		s.does(s.lead.Release(actor("U1ANA"), s.now, c.word, s.cause()))
		s.writes(c.text)
		s.breaks(c.breaks...)
	}
}

func TestAParkedLeadOwesNothingForNow(t *testing.T) {
	t.Parallel()
	s := aScene(t)
	s.e.Quiet = true
	s.breaks(11)
	s.does(s.lead.Park("is_archived", s.now))
	s.breaks()
}

func TestACardShowsWhoHasTheLead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		act    func(*scene)
		breaks []int
	}{
		"drawn again":          {func(s *scene) { s.redrawn() }, nil},
		"marked and not drawn": {func(s *scene) { s.does(s.lead.Redrawn(len(s.lead.History))) }, []int{4}},
		"drawn and not marked": {func(s *scene) { s.draws() }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aScene(t)
			s.shows()
			s.claimed("U1ANA")
			c.act(s)
			s.breaks(c.breaks...)
		})
	}
}

func (s *scene) draws() {
	s.t.Helper()
	text, blocks := drawn(s.lead)
	s.call(update, map[string]any{"channel": channel, "ts": s.lead.Card.Message, "text": text, "blocks": blocks}, `{"ok":true}`)
}

func (s *scene) redrawn() {
	s.t.Helper()
	s.draws()
	s.does(s.lead.Redrawn(len(s.lead.History)))
}

// TestABotAtWorkMayBeAheadOfItsMarks looks at a lead right after its arrival.
func TestABotAtWorkMayBeAheadOfItsMarks(t *testing.T) {
	t.Parallel()
	s := aScene(t)
	s.breaks()
	s.post()
	s.breaks()
	if s.lead.NextTelling() != sla.TellPost {
		t.Error("the post was marked")
	}
}

package invariant_test

import (
	"slices"
	"testing"
	"time"

	"leadpact/internal/invariant"
)

// clicks has somebody click, who is answered a moment later; the cause is the
// click's, whatever comes of it.
func (s *scene) clicks(who, does, cause string) *invariant.Click {
	k := invariant.Click{Lead: s.lead.ID, Who: who, Does: does, Cause: cause, Made: s.now, Sent: s.now, Acked: s.now.Add(time.Second)}
	s.now = s.now.Add(2 * time.Second)
	s.e.Clicks = append(s.e.Clicks, k)
	return &s.e.Clicks[len(s.e.Clicks)-1]
}

// takes is a claim that is recorded, gives a release.
func (s *scene) takes(who string) { s.clicks(who, invariant.Claim, s.nextCause()); s.claimed(who) }

func (s *scene) gives(who string) { s.clicks(who, invariant.Release, s.nextCause()); s.released(who) }

func (s *scene) tells(who, text string, later time.Duration) {
	s.e.Words = append(s.e.Words, invariant.Word{To: who, Text: text, At: s.e.Clicks[len(s.e.Clicks)-1].Made.Add(later)})
}

// shouts publishes somebody's home tab that says something first.
func (s *scene) shouts(who, text string) {
	s.t.Helper()
	s.call("views.publish", map[string]any{"user_id": who, "view": map[string]any{"type": "home", "blocks": []any{
		map[string]any{"type": "section", "text": map[string]any{"type": "mrkdwn", "text": text}},
	}}}, `{"ok":true}`)
}

const notRecorded = "Not recorded: saving took too long."

func TestWhatMayBecomeOfAClickThatWasAcked(t *testing.T) {
	t.Parallel()
	claims := func(s *scene, who string) *invariant.Click { return s.clicks(who, invariant.Claim, "click:lost") }
	releases := func(s *scene, who string) *invariant.Click { return s.clicks(who, invariant.Release, "click:lost") }
	for name, c := range map[string]struct {
		tell   func(*scene)
		breaks []int
	}{
		"recorded":                       {func(s *scene) { s.takes("U1ANA"); s.gives("U1ANA") }, nil},
		"refused for another":            {func(s *scene) { s.takes("U1ANA"); claims(s, "U2BEN") }, nil},
		"refused for an owner since":     {func(s *scene) { s.takes("U1ANA"); claims(s, "U2BEN"); s.gives("U1ANA") }, nil},
		"lost":                           {func(s *scene) { claims(s, "U1ANA") }, []int{2}},
		"lost in a later turn":           {func(s *scene) { s.takes("U1ANA"); s.gives("U1ANA"); claims(s, "U2BEN") }, []int{2}},
		"lost to one who came later":     {func(s *scene) { claims(s, "U1ANA"); s.takes("U2BEN") }, []int{1, 2}},
		"lost, and had it before":        {func(s *scene) { s.takes("U1ANA"); s.gives("U1ANA"); claims(s, "U1ANA"); s.takes("U2BEN") }, []int{1, 2}},
		"a lost release":                 {func(s *scene) { s.takes("U1ANA"); releases(s, "U1ANA") }, []int{2}},
		"a release of another's":         {func(s *scene) { s.takes("U1ANA"); releases(s, "U2BEN") }, nil},
		"a release that asks for a word": {func(s *scene) { s.takes("U1ANA"); releases(s, "U1ANA").Window = "V1" }, nil},
		"a window that was refused":      {func(s *scene) { s.takes("U1ANA"); releases(s, "U1ANA").Told = "too long" }, nil},
		"a window that did not open": {func(s *scene) {
			s.takes("U1ANA")
			releases(s, "U1ANA")
			s.tells("U1ANA", "The window did not open.", 0)
		}, nil},
		"a lost one, told":                {func(s *scene) { claims(s, "U1ANA"); s.tells("U1ANA", notRecorded, time.Second) }, nil},
		"a lost one, another is told":     {func(s *scene) { claims(s, "U1ANA"); s.tells("U2BEN", notRecorded, time.Second) }, []int{2}},
		"a lost one, told before":         {func(s *scene) { claims(s, "U1ANA"); s.tells("U1ANA", notRecorded, -time.Second) }, []int{2}},
		"a lost one, told an hour later":  {func(s *scene) { claims(s, "U1ANA"); s.tells("U1ANA", notRecorded, time.Hour) }, []int{2}},
		"a lost one, told something else": {func(s *scene) { claims(s, "U1ANA"); s.tells("U1ANA", "Mara is yours.", time.Second) }, []int{2}},
		"two lost ones, one told":         {func(s *scene) { claims(s, "U1ANA"); claims(s, "U1ANA"); s.tells("U1ANA", notRecorded, time.Second) }, []int{2}},
		"a lost one, told at home":        {func(s *scene) { claims(s, "U1ANA"); s.shouts("U1ANA", notRecorded) }, nil},
		"a lost one, ben told at home":    {func(s *scene) { claims(s, "U1ANA"); s.shouts("U2BEN", notRecorded) }, []int{2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := aScene(t)
			c.tell(s)
			s.breaksOnly(c.breaks...)
		})
	}
}

// TestAClickWhoseFateWasNotKnownMayBeRecordedLater has a claim saved after its
// ack, which said so.
func TestAClickWhoseFateWasNotKnownMayBeRecordedLater(t *testing.T) {
	t.Parallel()
	s := aScene(t)
	unsure, late := s.clicks("U1ANA", invariant.Claim, "cause:1"), s.now
	s.tells("U1ANA", "Not confirmed yet.", 0)
	s.n++
	s.clicks("U2BEN", invariant.Claim, "click:lost")
	s.does(s.lead.Claim(actor("U1ANA"), late, unsure.Cause))
	s.breaksOnly()
	s.e.Words = nil
	s.breaksOnly()
}

func TestAWindowIsAboutTheLeadThatWasClicked(t *testing.T) {
	t.Parallel()
	for lead, breaks := range map[string][]int{"0m3k9f2xq7ab": nil, "": {2}} {
		s := aScene(t)
		s.takes("U1ANA")
		s.clicks("U1ANA", invariant.Release, "click:opens").Window = "V1"
		carries := map[string]any{}
		if lead != "" {
			carries["lead"] = lead
		}
		s.call("views.open", map[string]any{"view": map[string]any{"private_metadata": asJSON(carries)}}, `{"ok":true,"view":{"id":"V1"}}`)
		s.breaksOnly(breaks...)
	}
}

// breaksOnly checks that of the promises about clicks exactly those are broken.
func (s *scene) breaksOnly(promises ...int) {
	s.t.Helper()
	s.breaks(promises...)
	for _, p := range []int{1, 2} {
		if broken := invariant.Check(s.e); named(broken, p) && !slices.Contains(promises, p) {
			s.t.Error(broken)
		}
	}
}

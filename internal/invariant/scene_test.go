package invariant_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

// scene is a small run, told step by step: one lead, and what the courier does
// with it. A second passes between any two steps.
type scene struct {
	t    *testing.T
	lead *sla.Lead
	now  time.Time
	n    int
	e    invariant.Evidence
}

func aScene(t *testing.T) *scene {
	t.Helper()
	a := &sla.Arrival{Cause: "api:k#0", Details: sla.Details{Name: "Mara Lindt", Email: "mara@kessel.example", Action: "white paper"}}
	s := &scene{t: t, now: monday}
	s.lead = sla.NewLead("0m3k9f2xq7ab", a, s.now, nil)
	s.e.Rate = 100
	return s
}

func (s *scene) does(change error) {
	s.t.Helper()
	if change != nil {
		s.t.Fatal(change)
	}
	s.now = s.now.Add(time.Second)
}

func (s *scene) cause() string { s.n++; return fmt.Sprintf("cause:%d", s.n) }

// nextCause is that of the next change.
func (s *scene) nextCause() string { return fmt.Sprintf("cause:%d", s.n+1) }

func actor(who string) sla.Actor { return sla.Actor{ID: who} }

func asJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func (s *scene) claimed(who string) {
	s.t.Helper()
	s.does(s.lead.Claim(sla.Actor{ID: who}, s.now, s.cause()))
}

func (s *scene) released(who string) {
	s.t.Helper()
	s.does(s.lead.Release(sla.Actor{ID: who}, s.now, "", s.cause()))
}

// came brings the person again, by a campaign and perhaps with a hotter wish.
func (s *scene) came(campaign, action string) {
	s.t.Helper()
	a := &sla.Arrival{Cause: s.cause(), Details: sla.Details{Email: s.lead.Email, Campaign: campaign, Action: action}}
	s.does(s.lead.Note(a, s.now, nil))
}

// call makes a call and returns it, to be changed.
func (s *scene) call(method string, args map[string]any, answer string) *invariant.Call {
	s.t.Helper()
	raw, err := json.Marshal(args)
	s.does(err)
	s.e.Calls = append(s.e.Calls, invariant.Call{At: s.now, Domain: s.now, Took: time.Millisecond, Method: method, Arguments: raw, Answer: json.RawMessage(answer)})
	return &s.e.Calls[len(s.e.Calls)-1]
}

// post posts the card without marking it.
func (s *scene) post() (*invariant.Call, string) {
	s.t.Helper()
	s.n++
	message := fmt.Sprintf("17.%06d", s.n)
	text, blocks := drawn(s.lead)
	return s.call(post, map[string]any{"channel": channel, "text": text, "blocks": blocks, "metadata": metadata(s.lead.ID)},
		fmt.Sprintf(`{"ok":true,"ts":%q}`, message)), message
}

// shows posts the card and marks it.
func (s *scene) shows() {
	s.t.Helper()
	upTo := len(s.lead.History)
	_, message := s.post()
	s.does(s.lead.Posted(sla.Card{Channel: channel, Message: message}, upTo, s.now, s.now, s.cause()))
}

// line writes a line into the thread without marking it.
func (s *scene) line(text string) *invariant.Call {
	s.t.Helper()
	s.n++
	return s.call(post, map[string]any{"channel": channel, "thread_ts": s.lead.Card.Message, "text": text}, fmt.Sprintf(`{"ok":true,"ts":"17.%06d"}`, s.n))
}

// writes writes the next line and marks it.
func (s *scene) writes(text string) {
	s.t.Helper()
	s.line(text)
	s.does(s.lead.Threaded(s.lead.NextThreadEvent() + 1))
}

// killed kills the bot now.
func (s *scene) killed() {
	s.e.Hits = append(s.e.Hits, invariant.Window{From: s.now, To: s.now.Add(time.Millisecond)})
	s.now = s.now.Add(time.Second)
}

// breaks checks which promises are broken: those given, and no others.
func (s *scene) breaks(promises ...int) {
	s.t.Helper()
	s.e.Leads = []*sla.Lead{copied(s.lead)}
	broken := invariant.Check(s.e)
	for _, p := range promises {
		if !named(broken, p) {
			s.t.Errorf("promise %d is not named, but %v", p, broken)
		}
	}
	for _, b := range broken {
		if len(promises) == 0 {
			s.t.Error(b)
		}
	}
}

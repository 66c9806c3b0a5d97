package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot"
	"leadpact/bot/view"
	"leadpact/sla"
)

var errStore = errors.New("the disk is full")

// stage is a bot between a store and a Slack that record what happens, in one
// sequence.
type stage struct {
	t   *testing.T
	bot *bot.Bot
	log bytes.Buffer

	mu    sync.Mutex
	seq   []string
	leads map[string]*sla.Lead

	update func(ctx context.Context, save func() error) error // around each change; nil: it is saved
	get    func(ctx context.Context) error
	await  func(ctx context.Context) error // nil: a message may be changed at once
	speak  func(url string)                // called before a private answer
	open   func(ctx context.Context) error // nil: a window opens
	home   func(ctx context.Context) error // before a home tab may be published; nil: at once
	broken error                           // why no home tab can be published
	nohome bool                            // the app has no home tab
	ask    func(ctx context.Context, who sla.Actor, word, text string) view.Message
	report func(ctx context.Context) error // nil: there is one
	acked  func() error                    // what an ack answers
}

func (s *stage) note(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seq = append(s.seq, fmt.Sprintf(format, args...))
}

// happened is the sequence so far.
func (s *stage) happened() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.seq)
}

// play runs a test in simulated time. The bot is drained at the end, and none
// of its goroutines may be left.
func play(t *testing.T, o bot.Options, scene func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, leads: map[string]*sla.Lead{}}
		o.Store, o.Slack, o.Commands, o.Now = s, slackOf{s}, s, s.now
		o.Log = slog.New(slog.NewTextHandler(&lockedLog{s: s}, nil))
		s.bot = bot.New(o)
		s.bot.SetHome(bot.Home{Team: "T1"})
		scene(s)
		if err := s.bot.Drain(t.Context()); err != nil {
			t.Errorf("the bot did not drain: %v", err)
		}
	})
}

type lockedLog struct{ s *stage }

func (l *lockedLog) Write(b []byte) (int, error) {
	l.s.mu.Lock()
	defer l.s.mu.Unlock()
	return l.s.log.Write(b)
}

// logged is the log so far.
func (s *stage) logged() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

func (s *stage) now() time.Time { return time.Now().UTC() }

// lead puts a lead on the stage whose card stands in C1 at 1.000100.
func (s *stage) lead(id, name string) *sla.Lead {
	s.t.Helper()
	l := sla.NewLead(id, &sla.Arrival{Cause: "d1", ExternalID: id, Details: sla.Details{Name: name, Action: "demo request"}}, s.now(), nil)
	if err := l.Posted(sla.Card{Channel: "C1", Message: "1.000100"}, 1, s.now(), s.now(), "post"); err != nil {
		s.t.Fatal(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leads[id] = l
	return l
}

func (s *stage) owner(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.leads[id].Owner
}

// must ends the test over an error.
func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

var errNone = &sla.Refusal{Code: sla.CodeNotFound, Sentence: "There is no such lead."}

func (s *stage) Get(ctx context.Context, id string) (*sla.Lead, error) {
	if s.get != nil {
		if err := s.get(ctx); err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.leads[id]
	if !ok {
		return nil, errNone
	}
	c := *l
	return &c, nil
}

func (s *stage) Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error) {
	var out *sla.Lead
	save := func() error {
		s.mu.Lock()
		defer s.mu.Unlock()
		l, ok := s.leads[id]
		if !ok {
			return errNone
		}
		next := *l
		next.History = slices.Clone(l.History)
		switch err := change(&next); {
		case errors.Is(err, sla.ErrNoChange):
			out = l
			return nil
		case err != nil:
			return err
		}
		s.leads[id], out = &next, &next
		s.seq = append(s.seq, "saved")
		return nil
	}
	err := error(nil)
	if s.update != nil {
		err = s.update(ctx, save)
	} else {
		err = save()
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (s *stage) Waiting(_ context.Context, limit int) ([]*sla.Lead, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*sla.Lead
	for _, l := range s.leads {
		if !l.WaitsFrom.IsZero() && len(out) < limit {
			out = append(out, l)
		}
	}
	return out, nil
}

func (s *stage) Owned(_ context.Context, owner string, limit int) ([]*sla.Lead, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*sla.Lead
	for _, l := range s.leads {
		if l.Open() && l.Owner == owner && len(out) < limit {
			out = append(out, l)
		}
	}
	return out, nil
}

// slackOf is the stage's Slack.
type slackOf struct{ *stage }

func (s slackOf) Update(ctx context.Context, channel, message string, m view.Message) error {
	s.note("changed %s/%s: %s", channel, message, m.Text)
	return ctx.Err()
}

func (s slackOf) Respond(ctx context.Context, url string, replace bool, m view.Message) error {
	if s.speak != nil {
		s.speak(url)
	}
	if url == "" {
		return errors.New("no way to answer")
	}
	how := "told"
	if replace {
		how = "replaced"
	}
	s.note("%s at %s: %s", how, url, m.Text)
	return ctx.Err()
}

func (s slackOf) AwaitUpdate(ctx context.Context) error {
	if s.await != nil {
		return s.await(ctx)
	}
	return ctx.Err()
}

func (s slackOf) Permalink(channel, message string) string {
	if message == "" {
		return ""
	}
	return "https://slack.test/" + channel + "/" + message
}

func (s *stage) Answer(ctx context.Context, who sla.Actor, word, text string) view.Message {
	if s.ask != nil {
		return s.ask(ctx, who, word, text)
	}
	return view.Say(fmt.Sprintf("%s guest=%v asked %s %s", who.ID, who.Guest, word, text))
}

func (s *stage) Report(ctx context.Context) (*sla.Report, error) {
	if s.report != nil {
		return nil, s.report(ctx)
	}
	return &sla.Report{AsOf: s.now()}, nil
}

// ack records what is acknowledged, and with which answer.
func (s *stage) ack(reply any) error {
	said := ""
	if reply != nil {
		b, err := json.Marshal(reply)
		if err != nil {
			return err
		}
		var m struct {
			Type   string            `json:"response_type"`
			Text   string            `json:"text"`
			Action string            `json:"response_action"`
			Errors map[string]string `json:"errors"`
			View   view.Window       `json:"view"`
		}
		if err := json.Unmarshal(b, &m); err != nil {
			return err
		}
		said = " with " + m.Type + ": " + m.Text
		if m.Action != "" {
			said = fmt.Sprintf(" with %s: %s%s", m.Action, m.Errors[view.BlockWord], textOf(m.View.Blocks))
		}
	}
	s.note("acked%s", said)
	if s.acked != nil {
		return s.acked()
	}
	return nil
}

// hand gives the bot an envelope and waits until all that follows is done.
func (s *stage) hand(env bot.Envelope) {
	s.t.Helper()
	s.bot.Handle(env, s.ack)
	if err := s.bot.Settled(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// want checks what has happened, and forgets it.
func (s *stage) want(want ...string) {
	s.t.Helper()
	got := s.happened()
	if !slices.EqualFunc(got, want, matches) {
		s.t.Errorf("what happened:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.seq = nil
}

// matches compares with a text in which … stands for whatever else is said:
// the words of the messages are tested in bot/view.
func matches(got, want string) bool {
	pieces := strings.Split(want, "…")
	if !strings.HasPrefix(got, pieces[0]) || len(pieces) == 1 && got != want {
		return false
	}
	for _, piece := range pieces {
		_, rest, found := strings.Cut(got, piece)
		if !found {
			return false
		}
		got = rest
	}
	return true
}

package doctor_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"leadpact/internal/doctor"
)

// world is everything that the doctor asks, and what it answers.
type world struct {
	doctor.Options
	bot      doctor.Bot
	botErr   error
	channels map[string]doctor.Channel
	lookErr  error
	ticket   error
	hello    doctor.Hello
	helloErr error
	validate error
	app      string
	posting  error
	deleting error
	store    doctor.Store
	storeErr error
	health   func() (int, string, error)
	door     func() (int, error)
	free     error
	ours     bool

	posted, deleted int
	before          func() // called when the bot is asked for
	amid            func() // called when a test card is posted
}

// noon is when everything happens.
var noon = time.Date(2026, 2, 24, 12, 0, 0, 0, time.UTC)

// aWell returns a world in which nothing is wrong.
func aWell(t *testing.T, changes ...func(*world)) *world {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	w := &world{
		bot: doctor.Bot{
			Name: "leadpact", Workspace: "Kessel", Home: "https://kessel.slack.com", IsBot: true, Date: noon,
			Granted: []string{"chat:write", "commands", "channels:read", "groups:read"},
		},
		channels: map[string]doctor.Channel{
			"#sales-leads": {ID: "C0SALESLEADS", Name: "sales-leads", Member: true},
			"managers":     {ID: "C0MANAGERS01", Name: "managers", Member: true, Private: true},
		},
		hello:  doctor.Hello{App: "A0KESSEL", Sockets: 1},
		app:    "A0KESSEL",
		store:  doctor.Store{Path: "/var/lib/leadpact/leads.db", Exists: true, Schema: 2, Knows: 2, Free: 5 << 30},
		health: func() (int, string, error) { return 200, "ok\n", nil },
		door:   func() (int, error) { return 401, nil },
	}
	w.Options = doctor.Options{
		Settings: doctor.Settings{
			File:         doctor.Finding{Status: doctor.OK, Seen: ".env, and the environment, which wins"},
			SalesChannel: "#sales-leads", ManagersChannel: "managers", Command: "/sla", Zone: zone, Addr: ":8080", PublicURL: "https://leads.kessel.example",
			Intake: true, HubSpot: true,
			Secrets: []doctor.Finding{{Name: "SLACK_BOT_TOKEN_FILE", Status: doctor.OK, Seen: "/etc/leadpact/bot, closed to others"}},
		},
		Scopes: []doctor.Scope{
			{Name: "chat:write", Reason: "post cards"},
			{Name: "commands", Reason: "answer the slash command"},
			{Name: "channels:read", Reason: "find a public channel"},
			{Name: "groups:read", Reason: "find a private channel"},
		},
		Slack: w, Line: w, Cards: cards{w}, Shelf: w, Ground: w, Web: web{w}, Post: true,
		Now: func() time.Time { return noon },
	}
	for _, c := range changes {
		c(w)
	}
	return w
}

func (w *world) Introduce(ctx context.Context) (doctor.Bot, error) {
	if w.before != nil {
		w.before()
	}
	return w.bot, errors.Join(w.botErr, ctx.Err())
}

func (w *world) Channel(_ context.Context, named string) (doctor.Channel, error) {
	c, ok := w.channels[named]
	if !ok && w.lookErr == nil {
		return c, doctor.ErrNoChannel
	}
	return c, w.lookErr
}

func (w *world) Open(context.Context) (string, error) { return "wss://secret-ticket", w.ticket }

func (w *world) Greet(_ context.Context, ticket string) (doctor.Hello, error) {
	if ticket != "wss://secret-ticket" {
		return doctor.Hello{}, errors.New("another ticket")
	}
	return w.hello, w.helloErr
}

func (w *world) Look(context.Context) (doctor.Store, error) { return w.store, w.storeErr }

func (w *world) Free(context.Context, string) error { return w.free }

func (w *world) Ours(context.Context, string) bool { return w.ours }

type cards struct{ w *world }

func (c cards) Validate(context.Context) error { return c.w.validate }

func (c cards) Post(_ context.Context, channel string) (message, app string, err error) {
	if channel == "" {
		return "", "", errors.New("no channel")
	}
	c.w.posted++
	if c.w.amid != nil {
		c.w.amid()
	}
	return "1771934400.000100", c.w.app, c.w.posting
}

func (c cards) Delete(ctx context.Context, _, message string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if message == "1771934400.000100" {
		c.w.deleted++
	}
	return c.w.deleting
}

type web struct{ w *world }

func (s web) Get(context.Context, string) (status int, body string, err error) { return s.w.health() }

func (s web) Post(context.Context, string) (status int, err error) { return s.w.door() }

// examined is a whole examination, as it is printed.
func (w *world) examined(t *testing.T) (doctor.Report, string) {
	t.Helper()
	var out strings.Builder
	p := &doctor.Printer{W: &out}
	r := doctor.Examine(t.Context(), w.Options, p)
	p.End(r)
	return r, out.String()
}

// finds returns the one finding of the name.
func finds(t *testing.T, r doctor.Report, name string) doctor.Finding {
	t.Helper()
	for _, f := range r.Findings {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("there is no finding %q among %+v", name, r.Findings)
	return doctor.Finding{}
}

// refused is Slack's refusal by a word.
func refused(code string) error { return &doctor.Trouble{Method: "auth.test", Code: code} }

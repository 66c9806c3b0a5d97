package doctor

import (
	"context"
	"time"
)

// Options of an examination.
type Options struct {
	Settings Settings
	Scopes   []Scope // the bot scopes that Leadpact needs, all of them
	Slack    Slack
	Line     Line
	Cards    Cards
	Shelf    Shelf
	Ground   Ground
	Web      Web
	Post     bool             // the sample card is posted as a test, and deleted again
	Now      func() time.Time // the machine's clock; time.Now unless told
	Limit    time.Duration    // how long a check may take, real time; 10 s unless told
}

// Settings is what the examination must know of the settings. It holds no secret.
type Settings struct {
	File            Finding   // of the file with settings; nothing else is looked at if it failed
	Findings        []Finding // what is missing or wrong, each under its setting's name
	Strays          []Finding // of names that look like settings and are none
	Secrets         []Finding // of the files that hold secrets
	SlackURL        string    // where the Web API is, unless it is Slack's own
	SalesChannel    string
	ManagersChannel string
	Command         string
	Zone            *time.Location
	Addr            string // to listen on
	OverHTTP        bool   // Slack comes over signed HTTP instead of Socket Mode
	PublicURL       string
	Intake          bool   // there is a token for /v1/leads
	WeakIntake      string // why that token is easily guessed; empty if it is not
	HubSpot         bool   // there is a secret for /hooks/hubspot
}

// Scope is a right of the bot, and what for.
type Scope struct{ Name, Reason string }

// Slack answers who the bot is and what it sees.
type Slack interface {
	// Introduce asks whom the bot's token belongs to. Date is told even if the token is refused.
	Introduce(ctx context.Context) (Bot, error)
	// Channel finds a channel by id or name, also an archived one; [ErrNoChannel] if the bot can see none.
	Channel(ctx context.Context, named string) (Channel, error)
}

// Bot is who a token belongs to.
type Bot struct {
	Name      string    // without @
	Workspace string    // as people call it
	Home      string    // its address
	IsBot     bool      // it is a bot's token, not a person's
	Granted   []string  // the scopes that the token has; nil if Slack did not say
	Date      time.Time // what Slack's clock said
}

// Channel is a channel as the bot sees it.
type Channel struct {
	ID, Name                  string
	Private, Archived, Member bool
}

// Line is Socket Mode.
type Line interface {
	// Open asks for the address of one socket. It is a secret.
	Open(ctx context.Context) (ticket string, err error)
	// Greet opens the socket, waits for Slack's hello, and closes it.
	Greet(ctx context.Context, ticket string) (Hello, error)
}

// Hello is what Slack says when a socket is open.
type Hello struct {
	App     string // the app's id; may be empty
	Sockets int    // how many are open for the app, this one included; 0 if Slack did not say
}

// Cards shows a card to Slack.
type Cards interface {
	// Validate has Slack check the blocks of a sample card, and posts nothing.
	Validate(ctx context.Context) error
	// Post posts the sample card, marked as a test, to the channel with the id; app is whose card it is, where Slack tells.
	Post(ctx context.Context, channel string) (message, app string, err error)
	// Delete takes it away again.
	Delete(ctx context.Context, channel, message string) error
}

// Shelf looks at the store without changing it.
type Shelf interface {
	Look(ctx context.Context) (Store, error)
}

// Store is a store as it lies there.
type Store struct {
	Path    string
	Exists  bool
	Schema  int    // the version of what is in it
	Knows   int    // the newest version that this program knows
	Foreign bool   // another program's file
	Refuses string // why it cannot be used; empty if it can
	Remedy  string // what helps against that
	Locked  bool   // another process does not let go of it
	Serving bool   // a courier is at work on it
	Unseen  string // why it cannot be seen whether one is; empty if it can
	Free    int64  // bytes left on the disk; -1 if that is not known
	Network string // the kind of network file system that it lies on, if it does
}

// Ground is the machine that leadpact serve runs on.
type Ground interface {
	// Free sees whether one can listen on the address; [ErrBusy], [ErrNotLocal] or another error if not.
	Free(ctx context.Context, address string) error
	// Ours reports whether Leadpact answers at an address to listen on.
	Ours(ctx context.Context, address string) bool
}

// Web asks under the public address.
type Web interface {
	// Get fetches a path.
	Get(ctx context.Context, path string) (status int, body string, err error)
	// Post posts a form without a signature.
	Post(ctx context.Context, path string) (status int, err error)
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Limit <= 0 {
		o.Limit = 10 * time.Second
	}
	return o
}

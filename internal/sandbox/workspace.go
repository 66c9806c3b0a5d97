package sandbox

import (
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// The app and the team that every sandbox has.
const (
	teamID     = "T0LEADPACT"
	teamName   = "Leadpact Sandbox"
	teamDomain = "leadpact-sandbox"
	appID      = "A0LEADPACT"
	botID      = "B0LEADPACT"
	botUserID  = "U0LEADPACT"
	botName    = "leadpact"
	strangerID = "T0WEBERCO1"
)

// Workspace is one simulated Slack workspace. Its methods may be used from many
// goroutines at once.
type Workspace struct {
	opts    Options
	link    *link
	poster  *poster // nil unless the app is told by signed requests
	carrier carrier // the one of the two that is in use
	journal *journal
	faults  *faultTable
	hub     *hub
	busy    activity
	granted atomic.Pointer[[]string]
	base    atomic.Pointer[string] // the address under which the bot reaches the workspace
	real    func() time.Time       // real time, for what Slack measures in seconds
	done    chan struct{}
	once    sync.Once

	mu         sync.Mutex
	lastStamp  int64
	people     []*person
	peopleBy   map[string]*person
	channels   []*channel
	directs    []*channel
	channelBy  map[string]*channel
	triggers   *shelf[*trigger]
	responses  *shelf[*responseURL]
	views      map[string]*view
	stacks     map[string][]*view
	homes      map[string]*view
	files      map[string]*file
	uploads    map[string]*file
	collectors map[*collector]struct{}
}

// New opens a workspace with its people and channels in place.
func New(o Options) *Workspace {
	o = o.withDefaults()
	w := &Workspace{
		opts: o, real: time.Now, done: make(chan struct{}),
		journal: &journal{record: newRecorder(o)}, faults: &faultTable{}, hub: newHub(),
		peopleBy: map[string]*person{}, channelBy: map[string]*channel{},
		triggers: newShelf[*trigger](20_000), responses: newShelf[*responseURL](20_000),
		views: map[string]*view{}, stacks: map[string][]*view{}, homes: map[string]*view{},
		files: map[string]*file{}, uploads: map[string]*file{}, collectors: map[*collector]struct{}{},
	}
	w.seedPeople()
	w.seedChannels()
	w.connect(func() { w.changed(change{Changed: "state"}) })
	w.grant(w.opts.Scopes)
	base := "http://127.0.0.1"
	w.base.Store(&base)
	return w
}

// connect makes the way by which the app is told of what happens.
func (w *Workspace) connect(onChange func()) {
	w.link = newLink(w.opts, onChange)
	w.carrier = w.link
	if w.opts.Delivery.Address != "" {
		w.poster = newPoster(w.opts, onChange)
		w.carrier = w.poster
	}
}

// Close ends all sockets and goroutines. Requests in flight are answered or cut.
func (w *Workspace) Close() {
	w.once.Do(func() {
		close(w.done)
		w.link.close()
		if w.poster != nil {
			w.poster.close()
		}
	})
}

// Handler serves the whole workspace: Slack's side, the control API, the intake
// and the page, all behind one guard against foreign hosts and origins.
func (w *Workspace) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/", w.serveAPI)
	mux.HandleFunc("/socket/", w.serveSocket)
	mux.HandleFunc("/response/", w.serveResponseURL)
	mux.HandleFunc("/upload/", w.serveUpload)
	mux.HandleFunc("/files-pri/", w.serveFile)
	w.control(mux)
	intake := w.opts.Intake
	if intake == nil {
		intake = http.HandlerFunc(noIntake)
	}
	mux.Handle("/v1/", intake)
	mux.Handle("/hooks/", intake)
	page := w.opts.Page
	if page == nil {
		page = http.HandlerFunc(noPage)
	}
	mux.Handle("/", page)
	return guard(mux)
}

func noIntake(rw http.ResponseWriter, _ *http.Request) {
	writeError(rw, http.StatusServiceUnavailable,
		"This is the workspace alone: leads are taken in by the process that runs `leadpact serve`.")
}

func noPage(rw http.ResponseWriter, _ *http.Request) {
	writeError(rw, http.StatusNotFound, "There is nothing at this address.")
}

func (w *Workspace) baseURL() string { return *w.base.Load() }

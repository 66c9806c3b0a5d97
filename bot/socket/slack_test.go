package socket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test over real sockets waits for what must come.
const patience = 10 * time.Second

// slack is the far side: it gives out addresses and accepts sockets. greet decides what a new socket is told.
type slack struct {
	t      *testing.T
	base   string
	refuse atomic.Pointer[string] // an error code for Open
	joined chan *peer

	mu    sync.Mutex
	greet func(*peer)
	opens []time.Time
	peers []*peer
}

// peer is one socket as Slack sees it. What the client writes arrives in acks.
type peer struct {
	slack *slack
	ws    *websocket.Conn
	mu    sync.Mutex
	acks  chan string
	gone  chan struct{}
	code  int // of the client's close frame, once gone
	pings atomic.Int64
}

// newSlack serves over loopback, with ws:// addresses.
func newSlack(t *testing.T) *slack {
	t.Helper()
	s := bareSlack(t)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.base = strings.Replace(server.URL, "http", "ws", 1)
	return s
}

// newPipedSlack serves over pipes in memory, so that it may live where time is virtual.
func newPipedSlack(t *testing.T) (*slack, *pipes) {
	t.Helper()
	s := bareSlack(t)
	s.base = "ws://slack.test"
	l := &pipes{conns: make(chan net.Conn), shut: make(chan struct{})}
	server := &http.Server{Handler: s, ReadHeaderTimeout: time.Hour}
	go func() { _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close() })
	return s, l
}

func bareSlack(t *testing.T) *slack {
	t.Helper()
	return &slack{t: t, greet: (*peer).hello, joined: make(chan *peer, 1000)}
}

func (s *slack) open(context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opens = append(s.opens, time.Now())
	if code := s.refuse.Load(); code != nil {
		return "", errors.New(*code)
	}
	return fmt.Sprintf("%s/link?ticket=tckt-%d", s.base, len(s.opens)), nil
}

// greets decides what sockets are told from now on.
func (s *slack) greets(how func(*peer)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.greet = how
}

// tellAll sends every socket so far the same dismissal.
func (s *slack) tellAll(reason string) {
	s.mu.Lock()
	all := slices.Clone(s.peers)
	s.mu.Unlock()
	for _, p := range all {
		p.disconnect(reason)
	}
}

func (s *slack) stillOpen() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.peers {
		if !p.isGone() {
			n++
		}
	}
	return n
}

func (s *slack) opened() []time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.opens)
}

func (s *slack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	p := &peer{slack: s, ws: ws, acks: make(chan string, 1000), gone: make(chan struct{})}
	pong := ws.PingHandler()
	ws.SetPingHandler(func(data string) error { p.pings.Add(1); return pong(data) })
	s.mu.Lock()
	s.peers = append(s.peers, p)
	greet := s.greet
	s.mu.Unlock()
	greet(p)
	s.joined <- p
	p.read()
}

func (p *peer) read() {
	defer close(p.gone)
	defer p.ws.Close()
	for {
		_, data, err := p.ws.ReadMessage()
		if closing, ok := errors.AsType[*websocket.CloseError](err); ok {
			p.code = closing.Code
		}
		if err != nil {
			return
		}
		p.acks <- string(data)
	}
}

func (p *peer) send(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_ = p.ws.WriteMessage(websocket.TextMessage, fmt.Appendf(nil, format, args...)) // a lost socket shows elsewhere
}

func (p *peer) hello() {
	p.send(`{"type":"hello","num_connections":1,"debug_info":{"host":"h"},"connection_info":{"app_id":"A1"}}`)
}

func (p *peer) disconnect(reason string) {
	p.send(`{"type":"disconnect","reason":%q,"debug_info":{"host":"h"}}`, reason)
}

func (p *peer) command(id string) {
	p.send(`{"envelope_id":%q,"type":"slash_commands","accepts_response_payload":true,"payload":{"text":"status"}}`, id)
}

// drop cuts the line without a goodbye.
func (p *peer) drop() { _ = p.ws.NetConn().Close() }

// next waits for a socket that the client opens.
func (s *slack) next() *peer {
	s.t.Helper()
	return receive(s.t, s.joined, "a new socket")
}

func (p *peer) ack() string {
	p.slack.t.Helper()
	return receive(p.slack.t, p.acks, "an ack")
}

func (p *peer) closes() {
	p.slack.t.Helper()
	receive(p.slack.t, p.gone, "the end of a socket")
}

func (p *peer) isGone() bool {
	select {
	case <-p.gone:
		return true
	default:
		return false
	}
}

func receive[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatalf("waited in vain for %s", what)
		panic("unreachable")
	}
}

// pipes is a listener in memory.
type pipes struct {
	conns chan net.Conn
	once  sync.Once
	shut  chan struct{}
}

func (l *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case l.conns <- far:
		return near, nil
	case <-l.shut:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.shut:
		return nil, net.ErrClosed
	}
}

func (l *pipes) Close() error   { l.once.Do(func() { close(l.shut) }); return nil }
func (l *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes"} }

// delivery is what a handler was given.
type delivery struct {
	Envelope
	ack Ack
}

// rig is a client under test with its far side.
type rig struct {
	*slack
	*Client
	got  chan delivery
	log  *lockedBuffer
	stop context.CancelFunc
	ran  chan error
}

// start runs a client over loopback; tune may change it before it runs.
func start(t *testing.T, tune func(*Options, *Client)) *rig {
	t.Helper()
	return run(t, newSlack(t), nil, tune)
}

// startPiped does so within a synctest bubble.
func startPiped(t *testing.T, tune func(*Options, *Client)) *rig {
	t.Helper()
	s, l := newPipedSlack(t)
	return run(t, s, l, tune)
}

func run(t *testing.T, s *slack, l *pipes, tune func(*Options, *Client)) *rig {
	t.Helper()
	r := &rig{slack: s, got: make(chan delivery, 1000), log: &lockedBuffer{}, ran: make(chan error, 1)}
	o := Options{
		Open: s.open, Handle: func(e Envelope, a Ack) { r.got <- delivery{e, a} }, Connections: 1,
		Log: slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if tune != nil {
		tune(&o, nil)
	}
	r.Client = New(o)
	r.dialer.Proxy = nil
	if l != nil {
		r.dialer.NetDialContext = l.dial
	}
	if tune != nil {
		tune(&o, r.Client)
	}
	ctx, stop := context.WithCancel(t.Context())
	r.stop = stop
	go func() { r.ran <- r.Run(ctx) }()
	t.Cleanup(func() { stop(); r.Close() })
	return r
}

// live waits until so many sockets count.
func (r *rig) live(want int) {
	r.t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for r.Health().Live != want {
		select {
		case <-tick.C:
		case <-deadline:
			r.t.Fatalf("health is %+v, want %d live", r.Health(), want)
		}
	}
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func sameJSON(t *testing.T, got, want string) {
	t.Helper()
	var g, w any
	if err := errors.Join(json.Unmarshal([]byte(got), &g), json.Unmarshal([]byte(want), &w)); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(g) != fmt.Sprint(w) {
		t.Fatalf("got %s, want %s", got, want)
	}
}

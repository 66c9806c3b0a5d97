package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// frame is one frame that the app got.
type frame struct {
	Type      string          `json:"type"`
	ID        string          `json:"envelope_id"`
	Payload   json.RawMessage `json:"payload"`
	Accepts   bool            `json:"accepts_response_payload"`
	Attempt   int             `json:"retry_attempt"`
	Reason    string          `json:"reason"`
	RetryWhy  string          `json:"retry_reason"`
	NumConns  int             `json:"num_connections"`
	DebugInfo map[string]any  `json:"debug_info"`
	ConnInfo  map[string]any  `json:"connection_info"`
	app       *app
}

// app is the simplest possible consumer of one socket.
type app struct {
	t      *testing.T
	conn   *websocket.Conn
	mu     sync.Mutex
	frames chan frame
	closed chan struct{}
	err    error
}

// dial opens a socket and waits for hello. Frames wait in app.frames.
func (w *world) dial() *app {
	w.t.Helper()
	a := w.dialRaw("")
	if f := a.next(); f.Type != "hello" {
		w.t.Fatalf("first frame %+v, want hello", f)
	}
	return a
}

func (w *world) dialRaw(query string) *app {
	w.t.Helper()
	out := w.wantOK(w.apiAs(AppToken, "apps.connections.open"))
	conn, _, err := knock(out["url"].(string)+query, "")
	if err != nil {
		w.t.Fatal(err)
	}
	a := &app{t: w.t, conn: conn, frames: make(chan frame, 1000), closed: make(chan struct{})}
	go a.read()
	w.t.Cleanup(func() {
		_ = conn.Close()
		<-a.closed
	})
	return a
}

// knock dials a websocket and returns the status of the answer.
func knock(url, origin string) (*websocket.Conn, int, error) {
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	conn, res, err := websocket.DefaultDialer.Dial(url, header)
	if res == nil {
		return conn, 0, err
	}
	_ = res.Body.Close()
	return conn, res.StatusCode, err
}

func (a *app) read() {
	defer close(a.closed)
	for {
		_, text, err := a.conn.ReadMessage()
		if err != nil {
			a.err = err
			return
		}
		f := frame{app: a}
		if json.Unmarshal(text, &f) == nil {
			a.frames <- f
		}
	}
}

// next is the next frame.
func (a *app) next() frame {
	a.t.Helper()
	select {
	case f := <-a.frames:
		return f
	case <-time.After(patience):
		a.t.Fatal("no frame came")
	case <-a.closed:
		select {
		case f := <-a.frames:
			return f
		default:
			a.t.Fatalf("the socket is closed: %v", a.err)
		}
	}
	return frame{}
}

func (a *app) none(d time.Duration) {
	a.t.Helper()
	select {
	case f := <-a.frames:
		a.t.Fatalf("an unexpected frame: %+v", f)
	case <-time.After(d):
	}
}

// ack answers a frame, with a payload if one is given as JSON.
func (a *app) ack(f frame, payload string) {
	text := `{"envelope_id":"` + f.ID + `"}`
	if payload != "" {
		text = `{"envelope_id":"` + f.ID + `","payload":` + payload + `}`
	}
	a.send(text)
}

func (a *app) send(text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	_ = a.conn.WriteMessage(websocket.TextMessage, []byte(text))
}

// serve acks whatever comes, with what answer says; answer may call the API first.
func (a *app) serve(answer func(frame) string) {
	go func() {
		for {
			select {
			case f := <-a.frames:
				if f.ID != "" {
					payload := ""
					if answer != nil {
						payload = answer(f)
					}
					a.ack(f, payload)
				}
			case <-a.closed:
				return
			}
		}
	}()
}

// waitClosed waits for the end of the socket and returns the close code, 0 if
// there was none.
func (a *app) waitClosed() int {
	a.t.Helper()
	select {
	case <-a.closed:
	case <-time.After(patience + warningGrace):
		a.t.Fatal("the socket stayed open")
	}
	if e, ok := a.err.(*websocket.CloseError); ok { //nolint:errorlint // gorilla returns it bare
		return e.Code
	}
	return 0
}

func (a *app) long(n int) { a.send(`{"envelope_id":"x","payload":"` + strings.Repeat("y", n) + `"}`) }

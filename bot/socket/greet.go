package socket

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/gorilla/websocket"
)

// Hello is what Slack says first on a connection.
type Hello struct {
	App         string // the app's id
	Connections int    // how many the app has, this one included
}

// Dismissal says that Slack did not want the connection, in its own word.
type Dismissal struct{ Reason string }

// Error is Slack's word.
func (d *Dismissal) Error() string { return "Slack ended the connection: " + d.Reason }

// Greet opens one connection, waits for Slack's hello, and says goodbye. An
// envelope that comes meanwhile stays without its ack, so that Slack gives it to
// another connection. No error holds the address, which is a secret.
func Greet(ctx context.Context, ticket string) (Hello, error) {
	ws, err := New(Options{}).dial(ctx, ticket)
	if err != nil {
		return Hello{}, err
	}
	defer func() { _ = ws.Close() }()
	defer context.AfterFunc(ctx, func() { _ = ws.Close() })()
	ws.SetReadLimit(readLimit)
	said, err := awaitHello(ws)
	if ctx.Err() != nil {
		return Hello{}, errors.New("Slack accepted the websocket but said no hello") //nolint:staticcheck // Slack is a name
	}
	if err == nil {
		leave(ws)
	}
	return said, err
}

// awaitHello reads frames until one is the hello.
func awaitHello(ws *websocket.Conn) (Hello, error) {
	for {
		_, frame, err := ws.ReadMessage()
		if err != nil {
			return Hello{}, reading(err, 0)
		}
		var f struct {
			Type           string `json:"type"`
			Reason         string `json:"reason"`
			NumConnections int    `json:"num_connections"`
			ConnectionInfo struct {
				AppID string `json:"app_id"`
			} `json:"connection_info"`
		}
		_ = json.Unmarshal(frame, &f) // a field of an unexpected kind is left empty
		switch f.Type {
		case "hello":
			return Hello{f.ConnectionInfo.AppID, f.NumConnections}, nil
		case "disconnect":
			return Hello{}, &Dismissal{f.Reason}
		}
	}
}

// leave says goodbye and waits a moment for Slack's own.
func leave(ws *websocket.Conn) {
	limit := time.Now().Add(time.Second)
	if ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), limit) != nil {
		return
	}
	_ = ws.SetReadDeadline(limit)
	for {
		if _, _, err := ws.ReadMessage(); err != nil {
			return
		}
	}
}

package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"time"
)

// Why an app did not take a request, in the words of X-Slack-Retry-Reason.
const (
	failTimeout    = "http_timeout"
	failStatus     = "http_error"
	failConnection = "connection_failed"
	failUnknown    = "unknown_error"
)

// post makes one request and reads the app's answer from its response.
func (p *poster) post(e *envelope, r retry) ackSlip {
	kind, body, err := e.body()
	if err != nil {
		return ackSlip{failure: failUnknown, final: true}
	}
	ctx, cancel := context.WithTimeout(p.ctx, p.o.Wait)
	defer cancel()
	req, err := p.request(ctx, kind, body)
	if err != nil {
		return ackSlip{failure: failUnknown, final: true}
	}
	r.mark(req.Header)
	start := time.Now()
	got, err := p.exchange(req)
	slip := ackSlip{took: time.Since(start)}
	switch {
	case err != nil:
		slip.failure = failureOf(err)
	case !taken(e.kind, got.status):
		slip.failure, slip.status = failStatus, got.status
		slip.final = got.header.Get("X-Slack-No-Retry") == "1"
	case e.accepts:
		slip.payload = inAnswer(got.header.Get("Content-Type"), got.text)
	}
	return slip
}

// response is what came back for a request, read to its end.
type response struct {
	status int
	header http.Header
	text   []byte
}

// exchange makes a request and reads all of its answer, within the one deadline.
func (p *poster) exchange(req *http.Request) (response, error) {
	resp, err := p.client.Do(req)
	if err != nil {
		return response{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxBody))
	return response{resp.StatusCode, resp.Header, text}, err
}

// taken tells whether a status means that the app has the envelope: any success
// for an event, 200 alone for what a person did.
func taken(kind string, status int) bool {
	if kind == kindEvent {
		return status >= 200 && status < 300
	}
	return status == http.StatusOK
}

// inAnswer is the payload of an ack: the JSON of the response, or its text.
func inAnswer(contentType string, text []byte) json.RawMessage {
	if len(text) == 0 {
		return nil
	}
	if kind, _, err := mime.ParseMediaType(contentType); err == nil && kind == jsonBody {
		return text
	}
	return encode(string(text))
}

func failureOf(err error) string {
	var dial *net.OpError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return failTimeout
	case errors.As(err, &dial), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, context.Canceled):
		return failConnection
	default:
		return failUnknown
	}
}

// shownFailure is the word with which Slack tells a person that a command
// failed; empty over sockets, where nobody knows more than that no ack came.
func (s ackSlip) shownFailure() string {
	switch {
	case s.failure == "":
		return ""
	case s.failure == failTimeout:
		return "operation_timeout"
	case s.failure != failStatus:
		return "dispatch_failed"
	case s.status >= http.StatusInternalServerError:
		return "http_service_error"
	default:
		return "http_client_error"
	}
}

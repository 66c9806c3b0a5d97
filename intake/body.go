package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// Bounds of a request's body.
const (
	mostBytes     = 4 << 20 // a full array of leads has about 4 KiB for each
	mostDiscarded = 32 << 20
	mostNesting   = 10_000 // what the JSON checker descends into, so that no body exhausts the stack
)

// readBody reads the raw body into buf.
func readBody(w http.ResponseWriter, r *http.Request, buf []byte) ([]byte, *problem) {
	if r.ContentLength > mostBytes {
		readOn(r)
		return buf, tooLarge()
	}
	if n := int(r.ContentLength); n >= cap(buf) {
		buf = make([]byte, 0, n+1)
	}
	body := http.MaxBytesReader(w, io.NopCloser(r.Body), mostBytes)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := body.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case err == nil:
		case errors.Is(err, io.EOF):
			return buf, nil
		default:
			readOn(r)
			return buf, readFailed(err)
		}
	}
}

// readOn throws away what follows, within reason: a source that is cut off while
// it still sends may never read the answer.
func readOn(r *http.Request) { _, _ = io.CopyN(io.Discard, r.Body, mostDiscarded) }

func readFailed(err error) *problem {
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return tooLarge()
	}
	return problemOf(http.StatusBadRequest, bodyField, "The body broke off before its end. Send the whole request again.")
}

func tooLarge() *problem {
	return problemOf(http.StatusRequestEntityTooLarge, bodyField,
		"The body is larger than 4 MiB. Send fewer leads in one request.")
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// parseBody checks the raw body and reads its JSON. What is returned holds a
// copy of the bytes.
func parseBody(raw []byte) (gjson.Result, *problem) {
	raw = bytes.TrimPrefix(raw, byteOrderMark)
	switch {
	case len(bytes.TrimSpace(raw)) == 0:
		return gjson.Result{}, badJSON("The body is empty. Send a lead as a JSON object, or several as an array of objects.")
	case !utf8.Valid(raw):
		return gjson.Result{}, badJSON("The body is not valid UTF-8. Encode it as UTF-8.")
	case tooNested(raw):
		return gjson.Result{}, badJSON("The body nests objects or arrays too deeply. Send flat leads.")
	case !gjson.ValidBytes(raw):
		return gjson.Result{}, badJSON("The body is not valid JSON" + whereBroken(raw) + ". Mend it and send it again.")
	}
	return gjson.ParseBytes(raw), nil
}

func badJSON(message string) *problem { return problemOf(http.StatusBadRequest, bodyField, message) }

// tooNested looks closer only where there are enough brackets to nest that deep.
func tooNested(raw []byte) bool {
	if bytes.Count(raw, []byte{'['})+bytes.Count(raw, []byte{'{'}) <= mostNesting {
		return false
	}
	depth, quoted := 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > mostNesting {
				return true
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return false
}

// whereBroken says at which byte the JSON ceases to be valid.
func whereBroken(raw []byte) string {
	err := json.Unmarshal(raw, new(json.RawMessage))
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return " at byte " + itoa(int(syntax.Offset))
	}
	return ""
}

package sandbox

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
)

// answer is a JSON object on its way out.
type answer map[string]any

func (a answer) bytes() []byte { return encode(a) }

// encode writes JSON as Slack does, without escaping <, > and &.
func encode(v any) []byte {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return []byte(`{"ok":false,"error":"internal_error"}`)
	}
	return bytes.TrimRight(buf.Bytes(), "\n")
}

// fail is an error of the Web API: a code and what comes with it.
type fail struct {
	code  string
	extra answer
}

func failed(code string) *fail { return &fail{code: code} }

// failedWith carries the sentences that Slack puts into response_metadata.
func failedWith(code string, messages []string) *fail {
	return &fail{code: code, extra: answer{"response_metadata": answer{"messages": messages}}}
}

func (f *fail) answer() answer {
	out := answer{"ok": false, "error": f.code}
	maps.Copy(out, f.extra)
	return out
}

// Refusal is why the control API would not do something, in a sentence for the
// person who asked, with the HTTP status that fits.
type Refusal struct {
	Status   int
	Sentence string
}

// Error is the sentence.
func (r *Refusal) Error() string { return r.Sentence }

func badRequest(format string, args ...any) *Refusal {
	return &Refusal{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

func forbidden(format string, args ...any) *Refusal {
	return &Refusal{http.StatusForbidden, fmt.Sprintf(format, args...)}
}

func notFound(format string, args ...any) *Refusal {
	return &Refusal{http.StatusNotFound, fmt.Sprintf(format, args...)}
}

func conflict(format string, args ...any) *Refusal {
	return &Refusal{http.StatusConflict, fmt.Sprintf(format, args...)}
}

func writeJSON(rw http.ResponseWriter, status int, v any) {
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	rw.WriteHeader(status)
	_, _ = rw.Write(encode(v))
}

func writeError(rw http.ResponseWriter, status int, sentence string) {
	writeJSON(rw, status, answer{"error": sentence})
}

package intake

import (
	"net/http"
	"strconv"
	"sync"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// outcomeSkipped answers what a source sends that is not about a new MQL.
const outcomeSkipped sla.Outcome = "skipped"

// answer is a success: what became of each thing that was sent, in order.
type answer struct{ results []sla.Receipt }

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 4096); return &b }}

// largestPooled keeps one huge request from holding memory for ever.
const largestPooled = 256 << 10

func giveBack(b *[]byte) {
	if cap(*b) <= largestPooled {
		*b = (*b)[:0]
		buffers.Put(b)
	}
}

func (a *answer) write(w http.ResponseWriter) {
	buf := buffers.Get().(*[]byte)
	defer giveBack(buf)
	*buf = a.appendTo(*buf)
	send(w, http.StatusOK, *buf)
}

func (a *answer) appendTo(b []byte) []byte {
	b = append(b, `{"results":[`...)
	for i := range a.results {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		if r := &a.results[i]; r.Lead != "" {
			b = append(b, `"lead":`...)
			b = gjson.AppendJSONString(b, r.Lead)
			b = append(b, ',')
		}
		b = append(b, `"outcome":`...)
		b = gjson.AppendJSONString(b, string(a.results[i].Outcome))
		b = append(b, '}')
	}
	return append(b, "]}\n"...)
}

// jsonType is shared by all answers, so that none allocates it.
var jsonType = []string{"application/json"}

func send(w http.ResponseWriter, status int, body []byte) {
	h := w.Header()
	h["Content-Type"] = jsonType
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	w.WriteHeader(status)
	_, _ = w.Write(body) // the caller may be gone; what was saved stays saved
}

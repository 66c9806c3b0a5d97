package intake

import (
	"net/http"
	"strconv"

	"github.com/tidwall/gjson"
)

// problem is every answer that is not a success: a status, a header that the
// status asks for, and what is wrong.
type problem struct {
	status        int
	header, value string
	faults        faults
}

// problemOf returns a problem of the request as a whole.
func problemOf(status int, field, message string) *problem {
	return &problem{status: status, faults: faults{list: []fault{{field: field, message: message}}}}
}

// badRequest returns the problem of a delivery with faults.
func badRequest(f faults) *problem { return &problem{status: http.StatusBadRequest, faults: f} }

func unauthorized(field, challenge, message string) *problem {
	p := problemOf(http.StatusUnauthorized, field, message)
	p.header, p.value = "WWW-Authenticate", challenge
	return p
}

func wrongMethod(path string) *problem {
	p := problemOf(http.StatusMethodNotAllowed, "method", "Send leads with POST "+path+"; no other method is answered here.")
	p.header, p.value = "Allow", http.MethodPost
	return p
}

// retrySeconds is when a source should send again what could not be saved.
const retrySeconds = 5

// unsaved is the answer when the store did not confirm. It says nothing of the
// cause, which is for our log alone.
func unsaved() *problem {
	after := strconv.Itoa(retrySeconds)
	p := problemOf(http.StatusServiceUnavailable, "",
		"It is not certain that this was saved. Send the same request again in "+after+" seconds: what was saved is not counted twice.")
	p.header, p.value = "Retry-After", after
	return p
}

func (p *problem) write(w http.ResponseWriter) {
	if p.header != "" {
		w.Header().Set(p.header, p.value)
	}
	send(w, p.status, p.faults.appendTo(nil))
}

// appendTo writes the faults as the reply's JSON. Field names come from
// outside, so everything is escaped.
func (f *faults) appendTo(b []byte) []byte {
	b = append(b, `{"errors":[`...)
	for i, one := range f.list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"index":`...)
		b = strconv.AppendInt(b, int64(one.index), 10)
		b = append(b, `,"field":`...)
		b = gjson.AppendJSONString(b, one.field)
		b = append(b, `,"message":`...)
		b = gjson.AppendJSONString(b, one.message)
		b = append(b, '}')
	}
	b = append(b, ']')
	if f.more > 0 {
		b = append(b, `,"more":`...)
		b = strconv.AppendInt(b, int64(f.more), 10)
	}
	return append(b, "}\n"...)
}

package intake

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// leadsPath is the path of the JSON door.
const leadsPath = "/v1/leads"

// mostLeads is how many leads one request may bring.
const mostLeads = 1000

// leadsDoor takes leads as JSON from anybody who has the token.
type leadsDoor struct {
	keeper
	now    func() time.Time
	bearer bearer
}

func (d *leadsDoor) enter(w http.ResponseWriter, r *http.Request) (*answer, *problem) {
	if p := d.bearer.check(r); p != nil {
		return nil, p
	}
	delivery := sla.Delivery{At: d.now()}
	if p := d.read(w, r, &delivery); p != nil {
		return nil, p
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	receipts, p := d.keep(ctx, delivery)
	return &answer{receipts}, p
}

// read fills the delivery from the request.
func (d *leadsDoor) read(w http.ResponseWriter, r *http.Request, into *sla.Delivery) *problem {
	key, p := keyOf(r)
	if p != nil {
		return p
	}
	buf := buffers.Get().(*[]byte)
	defer giveBack(buf)
	if *buf, p = readBody(w, r, *buf); p != nil {
		return p
	}
	body, p := parseBody(*buf)
	if p != nil {
		return p
	}
	if key != "" {
		into.ID = "leads:key:" + key
	} else {
		into.ID, into.Hashed = hashID("leads:hash:", *buf), true
	}
	var found faults
	into.Arrivals = readLeads(body, into.At, &found)
	if found.any() {
		return badRequest(found)
	}
	for i := range into.Arrivals {
		into.Arrivals[i].Cause = causeAt(into.ID, i)
	}
	return nil
}

// readLeads reads one lead, or an array of them.
func readLeads(body gjson.Result, now time.Time, found *faults) []sla.Arrival {
	switch {
	case body.IsObject():
		arrivals := make([]sla.Arrival, 1)
		readLead(body, 0, now, found, &arrivals[0])
		return arrivals
	case body.IsArray():
		return readArray(body, now, found)
	default:
		found.add(0, bodyField, "Send a lead as a JSON object, or several as an array of objects.")
		return nil
	}
}

func readArray(body gjson.Result, now time.Time, found *faults) []sla.Arrival {
	arrivals := make([]sla.Arrival, 0, min(strings.Count(body.Raw, "{"), mostLeads))
	n := 0
	body.ForEach(func(_, one gjson.Result) bool {
		if n++; n > mostLeads {
			return false
		}
		if !one.IsObject() {
			found.add(n-1, bodyField, "This place of the array holds no lead. Each lead is a JSON object.")
			return true
		}
		arrivals = append(arrivals, sla.Arrival{})
		// What is kept of a lead must not keep the whole array in memory.
		one.Raw = strings.Clone(one.Raw)
		readLead(one, n-1, now, found, &arrivals[len(arrivals)-1])
		return true
	})
	switch {
	case n == 0:
		found.add(0, bodyField, "The array is empty. Send at least one lead.")
	case n > mostLeads:
		*found = faults{}
		found.add(0, bodyField, "The array holds more than 1,000 leads. Send them in several requests.")
	}
	return arrivals
}

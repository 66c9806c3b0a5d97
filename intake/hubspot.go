package intake

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// hubspotPath is the path of HubSpot's door.
const hubspotPath = "/hooks/hubspot"

// What HubSpot's leads have in common.
const (
	hubspotSource = "hubspot"
	becameMQL     = "became MQL in HubSpot"
	stageMQL      = "marketingqualifiedlead"
)

// hubspotDoor takes HubSpot's webhooks: arrays of events, and the contact that
// a workflow's action sends.
type hubspotDoor struct {
	keeper
	signature hubspotSignature
	now       func() time.Time
	log       *slog.Logger
}

func (d *hubspotDoor) enter(w http.ResponseWriter, r *http.Request) (*answer, *problem) {
	things, p := d.read(w, r)
	if p != nil {
		if p.status == http.StatusUnauthorized {
			d.log.WarnContext(r.Context(), "request to HubSpot's door refused", "reason", p.faults.list[0].message)
		}
		return nil, p
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	a := &answer{results: make([]sla.Receipt, len(things))}
	for i, delivery := range things {
		if delivery == nil {
			a.results[i].Outcome = outcomeSkipped
			continue
		}
		receipts, p := d.keep(ctx, *delivery)
		if p != nil {
			return nil, p
		}
		a.results[i] = receipts[0]
	}
	return a, nil
}

// read returns one delivery for each thing that HubSpot tells; nil stands for
// what is not about a new MQL. Each is a delivery of its own, because an event
// that HubSpot sends again may come in another batch.
func (d *hubspotDoor) read(w http.ResponseWriter, r *http.Request) ([]*sla.Delivery, *problem) {
	if p := d.signature.precheck(r); p != nil {
		return nil, p
	}
	buf := buffers.Get().(*[]byte)
	defer giveBack(buf)
	var p *problem
	if *buf, p = readBody(w, r, *buf); p != nil {
		return nil, p
	}
	if p := d.signature.check(r, *buf); p != nil {
		return nil, p
	}
	body, p := parseBody(*buf)
	switch {
	case p != nil:
		return nil, p
	case body.IsArray() && usesV2(r):
		return nil, unsigned("Events need a signature of version 3: version 2 can be replayed. Subscribe with an app that signs with version 3.")
	case body.IsArray():
		return hubspotEvents(body, d.now())
	case body.IsObject():
		return hubspotContact(body, hashID("hubspot:hash:", *buf), d.now())
	default:
		return nil, badJSON("Send HubSpot's array of events, or a contact as a JSON object.")
	}
}

// isMQL reports whether the text names the stage, by its internal name or its
// label.
func isMQL(stage string) bool {
	return strings.EqualFold(strings.ReplaceAll(strings.TrimSpace(stage), " ", ""), stageMQL)
}

// hubspotRecord is the page of a contact in HubSpot.
func hubspotRecord(portal, contact string) string {
	return "https://app.hubspot.com/contacts/" + portal + "/record/0-1/" + contact
}

// number returns the digits of an id or a time as HubSpot wrote them, with or
// without quotes; "" if they are none.
func number(v gjson.Result) string {
	s := v.Raw
	if v.Type == gjson.String {
		s = strings.TrimSpace(v.Str)
	}
	if len(s) > 20 || strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

package intake

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"leadpact/sla"
)

// Store is what intake needs of the store: it saves the whole delivery, or
// nothing, and answers each arrival.
type Store interface {
	Receive(ctx context.Context, d sla.Delivery) ([]sla.Receipt, error)
}

// Options say where leads go and which doors are open. Only Store is needed.
type Options struct {
	Store Store
	// Now is the domain's clock: deliveries are stamped with it. Nil is the
	// wall clock.
	Now func() time.Time
	// SignedNow is the clock that the age of a signature is judged by; nil is
	// Now. It differs where the domain's clock can be moved by hand.
	SignedNow func() time.Time
	// Token is the bearer token of POST /v1/leads; empty closes that door.
	Token string
	// HubSpotSecret is the client secret of the HubSpot app; empty closes
	// POST /hooks/hubspot.
	HubSpotSecret string
	// PublicURL is the URL under which sources reach us, such as
	// https://leads.example.com: HubSpot signs it. It is never rebuilt from
	// headers, which anybody can write.
	PublicURL string
	// Log gets what went wrong, without personal data; nil discards it.
	Log *slog.Logger
}

// New returns the handler of the doors, POST /v1/leads and POST /hooks/hubspot.
func New(o Options) http.Handler {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.SignedNow == nil {
		o.SignedNow = o.Now
	}
	keep := keeper{store: o.Store, log: o.Log}
	return &doors{
		leads: &leadsDoor{keeper: keep, now: o.Now, bearer: newBearer(o.Token)},
		hubspot: &hubspotDoor{
			keeper: keep, now: o.Now, log: o.Log,
			signature: hubspotSignature{
				secret: []byte(o.HubSpotSecret), publicURL: strings.TrimRight(o.PublicURL, "/"), now: o.SignedNow,
			},
		},
	}
}

// doors routes by the exact path: no answer ever redirects, because sources
// don't follow and don't come back.
type doors struct {
	leads   *leadsDoor
	hubspot *hubspotDoor
}

// ServeHTTP answers one request of a source.
func (d *doors) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var enter func(http.ResponseWriter, *http.Request) (*answer, *problem)
	switch r.URL.Path {
	case leadsPath:
		enter = d.leads.enter
	case hubspotPath:
		enter = d.hubspot.enter
	default:
		problemOf(http.StatusNotFound, "", "There is nothing here. Post leads to "+leadsPath+".").write(w)
		return
	}
	if r.Method != http.MethodPost {
		wrongMethod(r.URL.Path).write(w)
		return
	}
	a, p := enter(w, r)
	if p != nil {
		p.write(w)
		return
	}
	a.write(w)
}

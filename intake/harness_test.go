package intake_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"leadpact/intake"
	"leadpact/sla"
)

// storeFunc is a store of one function.
type storeFunc func(context.Context, sla.Delivery) ([]sla.Receipt, error)

func (f storeFunc) Receive(ctx context.Context, d sla.Delivery) ([]sla.Receipt, error) {
	return f(ctx, d)
}

// now is the instant of these tests, by both clocks.
var now = time.Date(2026, 5, 27, 14, 5, 0, 0, time.UTC)

const (
	token     = "let-me-in"
	secret    = "shared-with-hubspot"
	publicURL = "https://leads.example.com"
)

// house is the two doors with a store that remembers what it was given, and
// says duplicate to what it knows.
type house struct {
	http.Handler
	kept []sla.Delivery
	fail error
}

func newHouse(t *testing.T, change ...func(*intake.Options)) *house {
	t.Helper()
	h := &house{}
	o := intake.Options{
		Store: storeFunc(h.receive), Now: func() time.Time { return now },
		Token: token, HubSpotSecret: secret, PublicURL: publicURL,
	}
	for _, c := range change {
		c(&o)
	}
	h.Handler = intake.New(o)
	return h
}

func (h *house) receive(_ context.Context, d sla.Delivery) ([]sla.Receipt, error) {
	if h.fail != nil {
		return nil, h.fail
	}
	outcome := sla.OutcomeCreated
	for i := range h.kept {
		if h.kept[i].ID == d.ID {
			outcome = sla.OutcomeDuplicate
		}
	}
	if outcome == sla.OutcomeCreated {
		h.kept = append(h.kept, d)
	}
	receipts := make([]sla.Receipt, len(d.Arrivals))
	for i := range receipts {
		receipts[i] = sla.Receipt{Lead: fmt.Sprintf("lead-%d", i), Outcome: outcome}
	}
	return receipts, nil
}

// reply is an answer as a source reads it.
type reply struct {
	Status  int         `json:"-"`
	Header  http.Header `json:"-"`
	Body    string      `json:"-"`
	Results []struct {
		Lead    string `json:"lead"`
		Outcome string `json:"outcome"`
	} `json:"results"`
	Errors []struct {
		Index   *int    `json:"index"`
		Field   *string `json:"field"`
		Message string  `json:"message"`
	} `json:"errors"`
	More int `json:"more"`
}

// outcomes lists the results' outcomes.
func (r *reply) outcomes() string {
	var all []string
	for _, one := range r.Results {
		all = append(all, one.Outcome)
	}
	return strings.Join(all, " ")
}

// blamed lists the faults as index:field.
func (r *reply) blamed() string {
	var all []string
	for _, e := range r.Errors {
		all = append(all, fmt.Sprintf("%d:%s", *e.Index, *e.Field))
	}
	return strings.Join(all, " ")
}

// send sends a request; headers come in pairs.
func send(tb testing.TB, h http.Handler, method, target, body string, headers ...string) *reply {
	tb.Helper()
	r := httptest.NewRequestWithContext(tb.Context(), method, target, strings.NewReader(body))
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return readReply(tb, w)
}

func readReply(tb testing.TB, w *httptest.ResponseRecorder) *reply {
	tb.Helper()
	out := &reply{Status: w.Code, Header: w.Header(), Body: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), out); err != nil {
		tb.Fatalf("the answer is no JSON (%v): %s", err, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json" {
		tb.Errorf("Content-Type is %q", got)
	}
	if out.Status != http.StatusOK && (len(out.Errors) == 0 || out.Errors[0].Message == "" || out.Errors[0].Index == nil || out.Errors[0].Field == nil) {
		tb.Errorf("answer %d says nothing of what is wrong: %s", out.Status, out.Body)
	}
	return out
}

// post sends leads with the token.
func (h *house) post(tb testing.TB, body string, headers ...string) *reply {
	tb.Helper()
	return send(tb, h, http.MethodPost, "/v1/leads", body, append([]string{"Authorization", "Bearer " + token}, headers...)...)
}

// only returns the one arrival of the one delivery that was kept.
func (h *house) only(tb testing.TB) *sla.Arrival {
	tb.Helper()
	if len(h.kept) != 1 || len(h.kept[0].Arrivals) != 1 {
		tb.Fatalf("kept %d deliveries, want one with one arrival", len(h.kept))
	}
	return &h.kept[0].Arrivals[0]
}

package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"leadpact/intake"
	"leadpact/sla"
)

// shelf is a store that keeps nothing and says yes at once.
type shelf struct{ receipts []sla.Receipt }

func (s *shelf) Receive(_ context.Context, d sla.Delivery) ([]sla.Receipt, error) {
	return s.receipts[:len(d.Arrivals)], nil
}

func newShelf() *shelf {
	s := &shelf{receipts: make([]sla.Receipt, 1000)}
	for i := range s.receipts {
		s.receipts[i] = sla.Receipt{Lead: "0m3k9f2xq7ab", Outcome: sla.OutcomeCreated}
	}
	return s
}

// typicalLead is what a form on a web page sends.
func typicalLead(n int) string {
	return fmt.Sprintf(`{"id":"crm-%d","name":"Mara Lindt","email":"mara%d@example.com","company":"Kessel AG","title":"COO","phone":"+49 30 1234567",`+
		`"country":"Germany","source":"website","score":84,"campaign":"spring","action":"demo request","message":"Replace our planner by March.",`+
		`"qualified_at":"2026-05-27T14:03:00Z","employees":250}`, n, n)
}

func typicalArray(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, "%c%s", "[,"[min(i, 1)], typicalLead(i))
	}
	b.WriteByte(']')
	return b.Bytes()
}

func benchmark(b *testing.B, body []byte, leads int) {
	b.Helper()
	h := intake.New(intake.Options{Store: newShelf(), Token: "sandbox"})
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/v1/leads", bytes.NewReader(body))
		r.Header.Set("Authorization", "Bearer sandbox")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatalf("answered %d: %s", w.Code, w.Body)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(leads), "ns/lead")
}

func BenchmarkSingle(b *testing.B) { benchmark(b, []byte(typicalLead(1)), 1) }

func BenchmarkArrayOf100(b *testing.B) { benchmark(b, typicalArray(100), 100) }

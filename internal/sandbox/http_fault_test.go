package sandbox

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"testing"
	"time"
)

func TestAWrongStatusIsNoAck(t *testing.T) {
	for code, shown := range map[int]string{404: "http_client_error", 204: "http_client_error", 302: "http_client_error", 500: "http_service_error"} {
		w, a := listenHTTP(t, status(code, jsonBody, `{"text":"unheard"}`))
		if out := w.typed(); out.OK || out.Error != shown || len(out.Replies) != 0 {
			t.Errorf("%d: %+v", code, out)
		}
		a.next()
		if out := w.presses(); out.OK {
			t.Errorf("%d: %+v", code, out)
		}
		a.next()
		w.quietNow(a) // what a person did is not sent again
	}
}

func TestAFailedSubmitKeepsTheModal(t *testing.T) {
	w, _ := listenHTTP(t, status(500, "", ""))
	out, err := w.Submit(context.Background(), Submit{User: "ana", ViewID: w.modal(modalJSON), Values: map[string]any{"note_text": "hi"}})
	if err != nil || out.OK || out.Errors[broken] == "" || len(w.open("ana")) != 1 {
		t.Errorf("%+v %v", out, err)
	}
}

func TestAnAppThatIsTooSlow(t *testing.T) {
	hold := make(chan struct{})
	w, a := listenHTTP(t, func(http.ResponseWriter, *http.Request) { <-hold }, func(o *Options) { o.Delivery.Wait = 50 * time.Millisecond })
	defer close(hold)
	if out := w.typed(); out.OK || out.Error != "operation_timeout" || out.AckMS < 50 {
		t.Errorf("%+v", out)
	}
	a.next()
	w.quietNow(a)
}

func TestAnAppThatIsAway(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := "http://" + l.Addr().String() + "/"
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	w := open(t, func(o *Options) { o.Delivery.Address = at })
	if out := w.typed(); out.OK || out.Error != "dispatch_failed" {
		t.Errorf("%+v", out)
	}
}

func TestAnAppThatCutsTheConnection(t *testing.T) {
	w, _ := listenHTTP(t, func(rw http.ResponseWriter, _ *http.Request) { cutConnection(rw) })
	if out := w.typed(); out.OK || out.Error != "dispatch_failed" {
		t.Errorf("%+v", out)
	}
}

func TestAnEventIsSentAgain(t *testing.T) {
	var tries atomic.Int64
	w, a := listenHTTP(t, func(rw http.ResponseWriter, r *http.Request) {
		switch tries.Add(1) {
		case 1:
			rw.WriteHeader(http.StatusBadGateway)
		case 2:
			<-r.Context().Done() // too slow
		}
	}, func(o *Options) { o.Delivery.Wait = 200 * time.Millisecond })
	if _, err := w.OpenHome(context.Background(), "ana", ""); err != nil {
		t.Fatal(err)
	}
	first := a.next()
	if h := first.header; h.Get("X-Slack-Retry-Num") != "" || h.Get("X-Slack-Retry-Reason") != "" {
		t.Errorf("%v", h)
	}
	for _, want := range [][2]string{{"1", failStatus}, {"2", failTimeout}} {
		r := a.next()
		if r.body != first.body || r.header.Get("X-Slack-Retry-Num") != want[0] || r.header.Get("X-Slack-Retry-Reason") != want[1] {
			t.Errorf("want %v: %v", want, r.header)
		}
	}
	w.quietNow(a)
}

func TestAnEventIsGivenUp(t *testing.T) {
	w, a := listenHTTP(t, status(500, "", ""))
	if _, err := w.OpenHome(context.Background(), "ana", ""); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		a.next()
	}
	w.quietNow(a)
}

func TestAnAppMayWantNoRetry(t *testing.T) {
	w, a := listenHTTP(t, func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("X-Slack-No-Retry", "1")
		rw.WriteHeader(http.StatusInternalServerError)
	})
	if _, err := w.OpenHome(context.Background(), "ana", ""); err != nil {
		t.Fatal(err)
	}
	a.next()
	w.quietNow(a)
}

func TestOnlyEventsAreRepeatedOnOrder(t *testing.T) {
	w, a := listenHTTP(t, nil)
	repeat := func() (Faulted, error) { return w.Faults(context.Background(), Fault{Redeliver: true}) }
	if _, err := repeat(); err == nil {
		t.Error("something was repeated before anything was sent")
	}
	w.typed()
	a.next()
	if _, err := repeat(); err == nil {
		t.Error("a command was repeated")
	}
	if _, err := w.OpenHome(context.Background(), "ana", ""); err != nil {
		t.Fatal(err)
	}
	first := a.next()
	if out, err := repeat(); err != nil || !out.Acked {
		t.Errorf("%+v %v", out, err)
	}
	r := a.next()
	if r.body != first.body || r.header.Get("X-Slack-Retry-Num") != "1" || r.header.Get("X-Slack-Retry-Reason") != failTimeout {
		t.Errorf("%v", r.header)
	}
}

func TestWaitingEndsWithWhoWaits(t *testing.T) {
	hold := make(chan struct{})
	w, _ := listenHTTP(t, func(http.ResponseWriter, *http.Request) { <-hold })
	defer close(hold)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	e := newEnvelope(kindCommand, true, []byte(`{}`))
	w.carrier.send(e)
	if _, ok := w.carrier.await(ctx, e); ok {
		t.Error("acked")
	}
}

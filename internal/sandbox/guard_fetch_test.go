package sandbox

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestAnotherSitesPictureIsNoCall(t *testing.T) {
	w := New(Options{Page: http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusOK) })})
	defer w.Close()
	for _, c := range []struct {
		path, site, mode string
		want             int
	}{
		{"/api/chat.postMessage?token=xoxb-sandbox&channel=sales-leads&text=hi", "cross-site", "no-cors", http.StatusForbidden},
		{"/api/chat.postMessage?token=xoxb-sandbox&channel=sales-leads&text=hi", "same-site", "no-cors", http.StatusForbidden},
		{"/sandbox/v1/state", "cross-site", "navigate", http.StatusForbidden},
		{"/sandbox/v1/state", "same-origin", "cors", http.StatusOK},
		{"/", "cross-site", "navigate", http.StatusOK},
		{"/", "none", "navigate", http.StatusOK},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8765"+c.path, nil)
		r.Header.Set("Sec-Fetch-Site", c.site)
		r.Header.Set("Sec-Fetch-Mode", c.mode)
		rw := httptest.NewRecorder()
		w.Handler().ServeHTTP(rw, r)
		if rw.Code != c.want {
			t.Errorf("%s from %s, to %s: %d, want %d", c.path, c.site, c.mode, rw.Code, c.want)
		}
	}
	if m, err := w.Messages("sales-leads", ""); err != nil || len(m) != 0 {
		t.Errorf("the channel shows %d messages, %v", len(m), err)
	}
}

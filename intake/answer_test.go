package intake

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"leadpact/sla"
)

// Answers are written by hand; the standard library reads them back.
func TestAnyAnswerIsJSON(t *testing.T) {
	type result struct {
		Lead    string      `json:"lead,omitempty"`
		Outcome sla.Outcome `json:"outcome"`
	}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) result {
			return result{rapid.String().Draw(t, "lead"), sla.Outcome(rapid.String().Draw(t, "outcome"))}
		}), 0, 5).Draw(t, "results")
		a := answer{}
		for _, r := range want {
			a.results = append(a.results, sla.Receipt(r))
		}
		var got struct{ Results []result }
		if err := json.Unmarshal(a.appendTo(nil), &got); err != nil {
			t.Fatalf("%v: %s", err, a.appendTo(nil))
		}
		if diff := cmp.Diff(want, got.Results); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAnyFaultIsJSON(t *testing.T) {
	type wire struct {
		Index   int    `json:"index"`
		Field   string `json:"field"`
		Message string `json:"message"`
	}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) wire {
			return wire{rapid.IntRange(0, 999).Draw(t, "index"), rapid.String().Draw(t, "field"), rapid.String().Draw(t, "message")}
		}), 1, 5).Draw(t, "faults")
		var f faults
		for _, one := range want {
			f.add(one.Index, one.Field, "%s", one.Message)
		}
		w := httptest.NewRecorder()
		badRequest(f).write(w)
		var got struct{ Errors []wire }
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%v: %s", err, w.Body)
		}
		if diff := cmp.Diff(want, got.Errors); diff != "" {
			t.Fatal(diff)
		}
		if w.Code != http.StatusBadRequest || w.Header().Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
			t.Fatalf("status %d, length %s of %d", w.Code, w.Header().Get("Content-Length"), w.Body.Len())
		}
	})
}

func TestAHugeBufferIsNotKept(t *testing.T) {
	huge := make([]byte, 10, largestPooled+1)
	giveBack(&huge)
	if len(huge) != 10 {
		t.Error("a huge buffer went back to the pool")
	}
	usual := make([]byte, 10, 100)
	giveBack(&usual)
	if len(usual) != 0 {
		t.Error("a buffer went back to the pool with words in it")
	}
}

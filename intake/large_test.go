package intake_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"leadpact/intake"
)

func TestASourceThatStillSendsReadsThatItIsTooMuch(t *testing.T) {
	server := httptest.NewServer(intake.New(intake.Options{Token: "t"}))
	defer server.Close()
	for range 10 {
		// Of unknown length, so that only reading tells.
		body := io.MultiReader(strings.NewReader(strings.Repeat("x", 5<<20)))
		req, err := http.NewRequest(http.MethodPost, server.URL+"/v1/leads", body)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer t")
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusRequestEntityTooLarge {
			t.Fatalf("answered %d", resp.StatusCode)
		}
	}
}

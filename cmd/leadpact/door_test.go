package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"sync/atomic"
	"testing"
)

// lead is a lead as a source sends it.
type lead map[string]any

var people atomic.Int64

// somebody is a lead whom nobody has heard of yet, with what is told of them.
func somebody(told ...lead) lead {
	n := people.Add(1)
	l := lead{
		"name": fmt.Sprintf("Mara %d", n), "email": fmt.Sprintf("mara.%d@private.example", n),
		"phone": fmt.Sprintf("+49 30 555 %04d", n), "company": "Kessel AG", "campaign": "May webinar",
	}
	for _, more := range told {
		maps.Copy(l, more)
	}
	return l
}

// hot is what makes a lead hot.
var hot = lead{"action": "demo_request"}

// door is where leads come in.
type door struct {
	t     *testing.T
	url   string // of the program, without a path
	token string
	http  *http.Client
	watch *witness // nil if nobody judges
}

// receipts is what the door answers.
type receipts struct {
	Status  int
	Results []struct{ Lead, Outcome string }
	Errors  []struct{ Field, Message string }
	Header  http.Header
}

// tries delivers leads, or one; the headers come in pairs.
func (d *door) tries(leads any, headers ...string) (receipts, error) {
	r, err := d.posts(leads, headers)
	key := ""
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Idempotency-Key" {
			key = headers[i+1]
		}
	}
	d.watch.delivered(key, r, err)
	return r, err
}

func (d *door) posts(leads any, headers []string) (receipts, error) {
	body, err := json.Marshal(leads)
	if err != nil {
		return receipts{}, err
	}
	req, err := http.NewRequest(http.MethodPost, d.url+"/v1/leads", bytes.NewReader(body))
	if err != nil {
		return receipts{}, err
	}
	req.Header.Set("Authorization", "Bearer "+d.token)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := d.http.Do(req)
	if err != nil {
		return receipts{}, err
	}
	defer func() { _ = resp.Body.Close() }()
	r := receipts{Status: resp.StatusCode, Header: resp.Header}
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(answer, &r)
}

// arrives delivers leads, or one, which must be taken in.
func (d *door) arrives(leads any, headers ...string) receipts {
	d.t.Helper()
	r, err := d.tries(leads, headers...)
	if err != nil {
		d.t.Fatal(err)
	}
	if r.Status != http.StatusOK {
		d.t.Fatalf("the leads were not taken in: %d %v", r.Status, r.Errors)
	}
	return r
}

// aLeadArrives delivers somebody new and returns the lead's id.
func (d *door) aLeadArrives(told ...lead) string {
	d.t.Helper()
	return d.arrives(somebody(told...)).Results[0].Lead
}

// newClient is an HTTP client that leaves nothing behind.
func newClient(t *testing.T) *http.Client {
	t.Helper()
	transport := &http.Transport{MaxIdleConnsPerHost: 32}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport, Timeout: longest}
}

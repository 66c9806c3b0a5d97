package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestTheSandboxAnswersNoForeignHostAndNoForeignPage(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	for _, path := range []string{"/", "/sandbox/v1/state", "/v1/leads", "/hooks/hubspot", "/api/auth.test"} {
		for _, spoil := range []func(*http.Request){
			func(r *http.Request) { r.Host = "evil.example" },
			func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
			func(r *http.Request) { r.Header.Set("Origin", "null") },
		} {
			req, err := http.NewRequest(http.MethodPost, w.workspace.url+path, strings.NewReader("{}"))
			expect(t, err)
			req.Header.Set("Authorization", "Bearer "+sandboxSecret)
			spoil(req)
			resp, err := w.workspace.http.Do(req)
			expect(t, err)
			expect(t, resp.Body.Close())
			equal(t, path, resp.StatusCode, http.StatusForbidden)
		}
	}
}

func TestTheSandboxListensOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"0.0.0.0:0", ":8765", "192.0.2.1:8765", "[::]:0", "leads.example.com:80", "8765"} {
		ends(t, 2, nil, []string{"sandbox", "--addr", addr}, "--addr "+addr, "loopback")
	}
}

func TestTheSandboxListensOnEveryNameOfLoopback(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{"localhost:0", "127.0.0.1:0", "127.0.0.2:0"} {
		r := runs(t, []string{quick}, "sandbox", "--addr", addr)
		r.writes(`The sandbox is open: (http://[^/]+)/`)
		equal(t, "exit code", r.stops(), 0)
	}
}

func TestTheWorkspaceAloneHasNoClockAndNoIntake(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	w.isNotJudged("no bot works in it")
	err := w.asks(http.MethodPost, "advance", map[string]string{"by": "2h"}, nil)
	expect(t, says("advance", err.Error(), "409"))
	d := door{t: t, url: w.workspace.url, token: sandboxSecret, http: w.workspace.http}
	got, err := d.tries(somebody())
	if got.Status != http.StatusServiceUnavailable {
		t.Errorf("the intake answers %d, %v", got.Status, err)
	}
	equal(t, "sockets", w.state().Sockets, 0)
	equal(t, "exit code", w.program.stops(), 0)
}

func TestTheSandboxsStoreIsGoneAfterwardsUnlessItIsNamed(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	w := aSandboxWith(t, []string{quick}, "--store", "")
	w.isNotJudged("its store goes with it")
	w.expectCard(w.aLeadArrives())
	during, err := os.ReadDir(tmp)
	expect(t, err)
	equal(t, "stores while it runs", len(during), 1)
	equal(t, "exit code", w.program.stops(), 0)
	after, err := os.ReadDir(tmp)
	expect(t, err)
	equal(t, "stores afterwards", len(after), 0)

	store := aStore(t)
	w = aSandboxWith(t, []string{quick}, "--store", "sqlite:"+store)
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	equal(t, "exit code", w.program.stops(), 0)
	w = aSandboxWith(t, []string{quick}, "--store", "sqlite:"+store)
	w.isNotJudged("the card was posted in a workspace that is gone")
	expect(t, says("the page", w.isTold("ana", "lead "+mara), "<@U0ANADUARTE> took it"))
}

func TestTheSandboxsPageOpens(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	status, text, err := w.gets("/")
	expect(t, err)
	equal(t, "status", status, http.StatusOK)
	expect(t, says("the page", text, "<!doctype html>", "Leadpact"))
}

func TestHubSpotIsHeardWhenItSigns(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	body := `{"vid":4711,"properties":{"email":{"value":"mara.hub@private.example"},"firstname":{"value":"Mara"},` +
		`"lastname":{"value":"Hub"},"lifecyclestage":{"value":"marketingqualifiedlead"}}}`
	at := strconv.FormatInt(time.Now().UnixMilli(), 10)
	sends := func(secret string) int {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte("POST" + w.door.url + "/hooks/hubspot" + body + at))
		req, err := http.NewRequest(http.MethodPost, w.door.url+"/hooks/hubspot", strings.NewReader(body))
		expect(t, err)
		req.Header.Set("X-HubSpot-Signature-v3", base64.StdEncoding.EncodeToString(mac.Sum(nil)))
		req.Header.Set("X-HubSpot-Request-Timestamp", at)
		resp, err := w.door.http.Do(req)
		expect(t, err)
		expect(t, resp.Body.Close())
		return resp.StatusCode
	}
	equal(t, "a wrong signature", sends("sandbax"), http.StatusUnauthorized)
	equal(t, "a right signature", sends("sandbox"), http.StatusOK)
	expect(t, says("the page", w.isTold("ana", "lead mara.hub@private.example"), "Mara Hub", "Waiting since"))

	w.passes("3h") // the clock that the domain sees has no say in signatures
	equal(t, "a right signature, again", sends("sandbox"), http.StatusOK)
}

package intake_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"leadpact/intake"
)

const hooks = "/hooks/hubspot"

// v3 returns the headers with which HubSpot signs.
func v3(uri, body string, at time.Time) []string {
	millis := strconv.FormatInt(at.UnixMilli(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("POST" + uri + body + millis))
	return []string{
		"X-HubSpot-Signature-v3", base64.StdEncoding.EncodeToString(mac.Sum(nil)),
		"X-HubSpot-Request-Timestamp", millis,
	}
}

// v2 returns the headers of the older signature.
func v2(body string) []string {
	sum := sha256.Sum256([]byte(secret + "POST" + publicURL + hooks + body))
	return []string{"X-HubSpot-Signature", hex.EncodeToString(sum[:]), "X-HubSpot-Signature-Version", "v2"}
}

// hook sends what HubSpot sends, well signed.
func (h *house) hook(tb testing.TB, body string) *reply {
	tb.Helper()
	return send(tb, h, http.MethodPost, hooks, body, v3(publicURL+hooks, body, now)...)
}

func TestWhoMaySpeakForHubSpot(t *testing.T) {
	const events, person = `[]`, `{"email":"mara@example.com"}`
	v1 := sha256.Sum256([]byte(secret + person))
	for name, test := range map[string]struct {
		target, body string
		headers      []string
		status       int
	}{
		"signed":                 {hooks, events, v3(publicURL+hooks, events, now), 200},
		"signed, a contact":      {hooks, person, v3(publicURL+hooks, person, now), 200},
		"with a query":           {hooks + "?a=b%2Fc", events, v3(publicURL+hooks+"?a=b/c", events, now), 200},
		"with a query as it is":  {hooks + "?a=b%2Fc", events, v3(publicURL+hooks+"?a=b%2Fc", events, now), 200},
		"another query":          {hooks + "?a=c", events, v3(publicURL+hooks, events, now), 401},
		"no signature":           {hooks, events, nil, 401},
		"another address":        {hooks, events, v3("https://evil.example"+hooks, events, now), 401},
		"another body":           {hooks, events, v3(publicURL+hooks, "[ ]", now), 401},
		"broken and unsigned":    {hooks, "{", v3(publicURL+hooks, events, now), 401},
		"broken":                 {hooks, "{", v3(publicURL+hooks, "{", now), 400},
		"too large":              {hooks, strings.Repeat(" ", 4<<20+1), v3(publicURL+hooks, "", now), 413},
		"empty":                  {hooks, "", v3(publicURL+hooks, "", now), 400},
		"neither shape":          {hooks, "7", v3(publicURL+hooks, "7", now), 400},
		"old":                    {hooks, events, v3(publicURL+hooks, events, now.Add(-301*time.Second)), 401},
		"from the future":        {hooks, events, v3(publicURL+hooks, events, now.Add(301*time.Second)), 401},
		"no time":                {hooks, events, v3(publicURL+hooks, events, now)[:2], 401},
		"v2, a contact":          {hooks, person, v2(person), 200},
		"v2, another body":       {hooks, person + " ", v2(person), 401},
		"v2, events":             {hooks, events, v2(events), 401},
		"v2 without its version": {hooks, person, v2(person)[:2], 401},
		"v1":                     {hooks, person, []string{"X-HubSpot-Signature", hex.EncodeToString(v1[:]), "X-HubSpot-Signature-Version", "v1"}, 401},
		"v2 beside a wrong v3":   {hooks, person, append(v2(person), v3(publicURL+hooks, "x", now)...), 401},
		"Host and proxies believed": {
			"https://evil.example" + hooks, events,
			append(v3("https://evil.example"+hooks, events, now), "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https"), 401,
		},
	} {
		t.Run(name, func(t *testing.T) {
			var logged strings.Builder
			h := newHouse(t, func(o *intake.Options) { o.Log = slog.New(slog.NewTextHandler(&logged, nil)) })
			got := send(t, h, http.MethodPost, test.target, test.body, test.headers...)
			if got.Status != test.status {
				t.Fatalf("answered %d %s", got.Status, got.Body)
			}
			if test.status != http.StatusUnauthorized {
				return
			}
			if got.Header.Get("WWW-Authenticate") == "" || len(h.kept) != 0 {
				t.Errorf("no challenge, or %d kept", len(h.kept))
			}
			if !strings.Contains(logged.String(), "refused") || strings.Contains(logged.String(), "mara@") {
				t.Errorf("logged %q", logged.String())
			}
		})
	}
}

func TestHubSpotsDoorNamesTheSettingThatOpensIt(t *testing.T) {
	noSecret := newHouse(t, func(o *intake.Options) { o.HubSpotSecret = "" })
	noURL := newHouse(t, func(o *intake.Options) { o.PublicURL = "" })
	for setting, h := range map[string]*house{"HUBSPOT_CLIENT_SECRET": noSecret, "LEADPACT_PUBLIC_URL": noURL} {
		if got := h.hook(t, "[]"); got.Status != http.StatusUnauthorized || !strings.Contains(got.Body, setting) {
			t.Errorf("answered %d %s, want %s named", got.Status, got.Body, setting)
		}
	}
}

func TestASlashAfterThePublicURLDoesNotMatter(t *testing.T) {
	h := newHouse(t, func(o *intake.Options) { o.PublicURL = publicURL + "/" })
	if got := h.hook(t, "[]"); got.Status != http.StatusOK {
		t.Errorf("answered %d %s", got.Status, got.Body)
	}
}

func TestSignaturesAreJudgedByTheirOwnClock(t *testing.T) {
	h := newHouse(t, func(o *intake.Options) {
		o.Now = func() time.Time { return now.Add(90 * time.Minute) }
		o.SignedNow = func() time.Time { return now }
	})
	if got := h.hook(t, `{"email":"mara@example.com"}`); got.Status != http.StatusOK {
		t.Fatalf("answered %d %s", got.Status, got.Body)
	}
	if at := h.kept[0].At; !at.Equal(now.Add(90 * time.Minute)) {
		t.Errorf("stamped %v, not with the domain's clock", at)
	}
}

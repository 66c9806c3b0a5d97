package intake

import (
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// vector is one known answer that HubSpot publishes with its own libraries.
type vector struct {
	ID, Scheme, Secret, Method, URL, Body, Timestamp, Signature string
}

func vectors(t *testing.T) []vector {
	t.Helper()
	raw, err := os.ReadFile("testdata/webhooks.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (v *vector) holds() bool {
	switch v.Scheme {
	case "hubspot-v2":
		return signedV2([]byte(v.Secret), v.Method, v.URL, []byte(v.Body), v.Signature)
	case "hubspot-v3":
		return signedV3([]byte(v.Secret), v.Method, v.URL, []byte(v.Body), v.Timestamp, v.Signature)
	default:
		return false
	}
}

func TestPublishedSignatures(t *testing.T) {
	for _, v := range vectors(t) {
		t.Run(v.ID, func(t *testing.T) {
			if v.Scheme == "hubspot-v1" {
				t.Skip("version 1 signs neither address nor time, so no door takes it")
			}
			if !v.holds() {
				t.Error("a published signature is refused")
			}
			spoiled := []struct {
				what  string
				spoil func(*vector)
			}{
				{"secret", func(v *vector) { v.Secret += "x" }},
				{"method", func(v *vector) { v.Method = "PUT" }},
				{"address", func(v *vector) { v.URL += "/" }},
				{"body", func(v *vector) { v.Body += " " }},
				{"signature", func(v *vector) { v.Signature = strings.ToUpper(v.Signature[:2]) + "0" + v.Signature[3:] }},
				{"no signature", func(v *vector) { v.Signature = "" }},
				{"half a signature", func(v *vector) { v.Signature = v.Signature[:len(v.Signature)/2] }},
				{"other encoding", func(v *vector) { v.Signature = "%" + v.Signature[1:] }},
			}
			if v.Scheme == "hubspot-v3" {
				spoiled = append(spoiled, struct {
					what  string
					spoil func(*vector)
				}{"time", func(v *vector) { v.Timestamp += "0" }})
			}
			for _, s := range spoiled {
				bad := v
				s.spoil(&bad)
				if bad.holds() {
					t.Errorf("it still holds with another %s", s.what)
				}
			}
		})
	}
}

func TestOnlyFreshTimesAreTaken(t *testing.T) {
	now := time.UnixMilli(1_700_000_300_000)
	at := func(d time.Duration) string { return strconv.FormatInt(now.Add(d).UnixMilli(), 10) }
	for millis, want := range map[string]bool{
		at(0): true, at(5 * time.Minute): true, at(-5 * time.Minute): true,
		at(5*time.Minute + time.Millisecond): false, at(-5*time.Minute - time.Millisecond): false,
		"": false, "NaN": false, "-" + at(0): false, "+" + at(0): false, " " + at(0): false, at(0) + ".0": false,
		"1700000300": false, "99999999999999999999": false, "0": false, strings.Repeat("0", 20) + at(0): false,
	} {
		if got := fresh(millis, now); got != want {
			t.Errorf("%q: %v, want %v", millis, got, want)
		}
	}
}

func TestOnlySomePercentCodesAreDecoded(t *testing.T) {
	const from = "https://x.example/%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B%2f%20%26%3D%25"
	if got, want := decodeURI(from), "https://x.example/:/?@!$'()*,;/%20%26%3D%25"; got != want {
		t.Errorf("decoded to %s, want %s", got, want)
	}
}

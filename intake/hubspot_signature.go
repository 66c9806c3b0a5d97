package intake

import (
	"net/http"
	"time"
)

// HubSpot's headers.
const (
	headerV3      = "X-Hubspot-Signature-V3"
	headerTime    = "X-Hubspot-Request-Timestamp"
	headerV2      = "X-Hubspot-Signature"
	headerVersion = "X-Hubspot-Signature-Version"
)

// hubspotSignature proves that a request is HubSpot's.
type hubspotSignature struct {
	secret    []byte
	publicURL string
	now       func() time.Time
}

const hubspotChallenge = `HubSpot-Signature realm="leadpact"`

func unsigned(message string) *problem { return unauthorized(headerV3, hubspotChallenge, message) }

// precheck refuses, before the body is read, what can't be proved.
func (s *hubspotSignature) precheck(r *http.Request) *problem {
	switch {
	case len(s.secret) == 0:
		return unsigned("This door is closed. Set HUBSPOT_CLIENT_SECRET where Leadpact runs to the client secret of your HubSpot app.")
	case s.publicURL == "":
		return unsigned("This door is closed. Set LEADPACT_PUBLIC_URL where Leadpact runs to the address under which HubSpot reaches it: HubSpot signs it.")
	case r.Header.Get(headerV3) != "":
		if !fresh(r.Header.Get(headerTime), s.now()) {
			return unsigned("The signature's time is missing, or more than five minutes from ours. Send the request anew, and check the server's clock.")
		}
	case !usesV2(r):
		return unsigned("The request has no signature of version 3. Switch request signatures on in HubSpot.")
	}
	return nil
}

// usesV2 reports whether the request has the second signature and not the third.
func usesV2(r *http.Request) bool {
	return r.Header.Get(headerV3) == "" && r.Header.Get(headerVersion) == "v2" && r.Header.Get(headerV2) != ""
}

// check proves the raw body.
func (s *hubspotSignature) check(r *http.Request, body []byte) *problem {
	uri := s.publicURL + r.URL.EscapedPath()
	if r.URL.RawQuery != "" {
		uri += "?" + r.URL.RawQuery
	}
	// HubSpot's text decodes a few percent codes first, its own libraries
	// decode none: both sign with the secret.
	if s.signs(r, decodeURI(uri), body) || s.signs(r, uri, body) {
		return nil
	}
	return unsigned("The signature does not fit. Compare HUBSPOT_CLIENT_SECRET with your HubSpot app's, and LEADPACT_PUBLIC_URL with the target URL that is set in HubSpot.")
}

func (s *hubspotSignature) signs(r *http.Request, uri string, body []byte) bool {
	if usesV2(r) {
		return signedV2(s.secret, r.Method, uri, body, r.Header.Get(headerV2))
	}
	return signedV3(s.secret, r.Method, uri, body, r.Header.Get(headerTime), r.Header.Get(headerV3))
}

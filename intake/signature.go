package intake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// tolerance is how far a signature's time may lie from ours, either way: what
// was overheard can't be sent again later.
const tolerance = 5 * time.Minute

// fresh reports whether the signed time, in milliseconds since 1970, is near
// enough to now. Anything but digits is refused.
func fresh(millis string, now time.Time) bool {
	if millis == "" || len(millis) > 15 || strings.Trim(millis, "0123456789") != "" {
		return false
	}
	n, err := strconv.ParseInt(millis, 10, 64)
	return err == nil && now.Sub(time.UnixMilli(n)).Abs() <= tolerance
}

// signedV3 checks HubSpot's third signature, base64 of the HMAC-SHA-256 of
// method, URI, raw body and timestamp.
func signedV3(secret []byte, method, uri string, body []byte, millis, signature string) bool {
	given, err := base64.StdEncoding.Strict().DecodeString(signature)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(method + uri))
	mac.Write(body)
	mac.Write([]byte(millis))
	return hmac.Equal(given, mac.Sum(nil))
}

// signedV2 checks HubSpot's second signature, hex of the SHA-256 of secret,
// method, URI and raw body. It carries no time, so it does not stop replays.
func signedV2(secret []byte, method, uri string, body []byte, signature string) bool {
	given, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	sum := sha256.New()
	sum.Write(secret)
	sum.Write([]byte(method + uri))
	sum.Write(body)
	return hmac.Equal(given, sum.Sum(nil))
}

// decodeURI undoes the few percent codes that HubSpot undoes before it signs.
var decodeURI = strings.NewReplacer(
	"%3A", ":", "%3a", ":", "%2F", "/", "%2f", "/", "%3F", "?", "%3f", "?", "%40", "@",
	"%21", "!", "%24", "$", "%27", "'", "%28", "(", "%29", ")",
	"%2A", "*", "%2a", "*", "%2C", ",", "%2c", ",", "%3B", ";", "%3b", ";",
).Replace

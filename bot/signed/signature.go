package signed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// window is how far a request's time may be from ours, either way: it keeps an
// overheard request from being used again.
const window = 5 * time.Minute

var (
	errNoSecret  = errors.New("no signing secret is set")
	errTimestamp = errors.New("the time is missing, or more than five minutes from ours: check this machine's clock")
	errSignature = errors.New("the signature is missing or wrong")
)

// verify checks Slack's signature: HMAC-SHA256 over "v0:", the time, ":" and
// the raw body, compared in constant time.
func verify(secret string, h http.Header, body []byte, now time.Time) error {
	if secret == "" {
		return errNoSecret
	}
	stamp := h.Get("X-Slack-Request-Timestamp")
	at, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || strings.Trim(stamp, "0123456789") != "" || len(stamp) > 12 {
		return errTimestamp
	}
	if d := now.Sub(time.Unix(at, 0)); d > window || d < -window {
		return errTimestamp
	}
	given, ok := strings.CutPrefix(h.Get("X-Slack-Signature"), "v0=")
	sum, err := hex.DecodeString(given)
	if !ok || err != nil || len(sum) != sha256.Size {
		return errSignature
	}
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write([]byte("v0:" + stamp + ":"))
	_, _ = mac.Write(body)
	if !hmac.Equal(mac.Sum(nil), sum) {
		return errSignature
	}
	return nil
}

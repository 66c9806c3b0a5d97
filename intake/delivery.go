package intake

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// hashID makes a delivery's id of its words.
func hashID(namespace string, raw []byte) string {
	sum := sha256.Sum256(raw)
	return namespace + base64.RawURLEncoding.EncodeToString(sum[:])
}

// causeAt is the cause of the arrival at the place in a delivery.
func causeAt(delivery string, place int) string { return delivery + "#" + itoa(place) }

// Idempotency keys: where they stand, and how long they may be.
const (
	keyHeader = "Idempotency-Key"
	mostKey   = 255
)

// keyOf returns the sender's own id of the request, or "".
func keyOf(r *http.Request) (string, *problem) {
	key := strings.TrimSpace(r.Header.Get(keyHeader))
	if len(key) > mostKey {
		return "", problemOf(http.StatusBadRequest, keyHeader,
			"The key is longer than "+itoa(mostKey)+" characters. Send a shorter one, such as a UUID.")
	}
	for i := range len(key) {
		if key[i] < ' ' || key[i] > '~' {
			return "", problemOf(http.StatusBadRequest, keyHeader,
				"The key holds other than plain ASCII characters. Send one of letters, digits and punctuation, such as a UUID.")
		}
	}
	return key, nil
}

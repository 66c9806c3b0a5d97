package intake

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
)

// bearer checks the token of a request. It keeps and compares hashes, so that
// neither the token's text nor its length can be felt out by timing.
type bearer struct {
	open bool
	hash [sha256.Size]byte
}

func newBearer(token string) bearer {
	token = strings.TrimSpace(token)
	return bearer{open: token != "", hash: sha256.Sum256([]byte(token))}
}

const bearerChallenge = `Bearer realm="leadpact"`

func (b *bearer) check(r *http.Request) *problem {
	const field = "Authorization"
	if !b.open {
		return unauthorized(field, bearerChallenge,
			"This door is closed. Set LEADPACT_INTAKE_TOKEN where Leadpact runs, then send it as: Authorization: Bearer TOKEN.")
	}
	scheme, token, _ := strings.Cut(r.Header.Get(field), " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(scheme, "bearer") || token == "" {
		return unauthorized(field, bearerChallenge,
			"The token is missing. Send the value of LEADPACT_INTAKE_TOKEN as: Authorization: Bearer TOKEN.")
	}
	given := sha256.Sum256([]byte(token))
	if subtle.ConstantTimeCompare(given[:], b.hash[:]) != 1 {
		return unauthorized(field, bearerChallenge+`, error="invalid_token"`,
			"The token is wrong. Compare it with LEADPACT_INTAKE_TOKEN where Leadpact runs.")
	}
	return nil
}

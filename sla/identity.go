package sla

import (
	"slices"
	"strings"
)

// Keys returns what identifies a person to us: each external id and the
// normalised email, once each; blanks identify nobody. Two arrivals that share
// a key are one person. A lead known by its phone alone has no keys.
func Keys(externalIDs []string, email string) []string {
	keys := make([]string, 0, len(externalIDs)+1)
	for _, id := range externalIDs {
		if key := IDKey(id); !blank(id) && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	if !blank(email) {
		keys = append(keys, EmailKey(email))
	}
	return keys
}

// IDKey is the key of an external id.
func IDKey(id string) string { return "id:" + strings.TrimSpace(id) }

// EmailKey is the key of an email address.
func EmailKey(email string) string { return "email:" + NormalEmail(email) }

// CauseKey is the key of a lead that nothing else identifies. The same words
// that came again long after have the key that they had the first time.
func CauseKey(cause string) string {
	first, _, _ := strings.Cut(cause, againMark)
	return "cause:" + first
}

// NormalEmail is the form in which addresses are compared: without surrounding
// space, in lower case. Dots and plus signs stay, since only the mail's own
// host knows whether they matter.
func NormalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Keys returns what the lead is found by: the person's identity, the deliveries
// that their source has named and, where there is nothing else, the cause of its
// arrival.
func (l *Lead) Keys() []string {
	keys := Keys(l.ExternalIDs, l.Email)
	for _, cause := range l.Deliveries {
		keys = append(keys, CauseKey(cause))
	}
	if len(keys) == 0 {
		keys = append(keys, CauseKey(l.History[0].Cause))
	}
	return keys
}

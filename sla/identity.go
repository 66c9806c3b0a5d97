package sla

import "strings"

// Keys returns what identifies a person to us: each external id and the
// normalised email. Two arrivals that share a key are one person. A lead known
// by its phone alone has no keys.
func Keys(externalIDs []string, email string) []string {
	keys := make([]string, 0, len(externalIDs)+1)
	for _, id := range externalIDs {
		keys = append(keys, IDKey(id))
	}
	if email != "" {
		keys = append(keys, EmailKey(email))
	}
	return keys
}

// IDKey is the key of an external id.
func IDKey(id string) string { return "id:" + strings.TrimSpace(id) }

// EmailKey is the key of an email address.
func EmailKey(email string) string { return "email:" + NormalEmail(email) }

// CauseKey is the key of a lead that nothing else identifies.
func CauseKey(cause string) string { return "cause:" + cause }

// NormalEmail is the form in which addresses are compared: without surrounding
// space, in lower case. Dots and plus signs stay, since only the mail's own
// host knows whether they matter.
func NormalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// Keys returns what the lead is found by: the person's identity or, where there
// is none, the cause of its arrival.
func (l *Lead) Keys() []string {
	if keys := Keys(l.ExternalIDs, l.Email); len(keys) > 0 {
		return keys
	}
	return []string{CauseKey(l.History[0].Cause)}
}

package main

import (
	"slices"
	"strings"
)

// leastToken is how short a token may be before it can be guessed, in bytes.
const leastToken = 16

// examples are words that stand where a secret is to be put in.
var examples = []string{"your", "token", "secret", "changeme", "change", "replace", "example", "placeholder", "password", "todo", "insert", "here", "xxx", "me", "my", "the", "with", "a", "leadpact", "intake", "api", "key"}

// weakness says why a secret of one's own choice is easily guessed; empty if it
// is not, or if there is none. It never repeats the secret.
func weakness(secret string) string {
	switch {
	case secret == "":
		return ""
	case wordsAlone(secret):
		return "looks like an example of a token"
	case len(secret) < leastToken:
		return "has fewer than 16 characters"
	}
	for n := 1; n <= len(secret)/4; n++ {
		if strings.Repeat(secret[:n], len(secret)/n+1)[:len(secret)] == secret {
			return "is the same few characters over and over"
		}
	}
	return ""
}

// wordsAlone reports whether a secret is made of nothing but words that stand in
// examples, such as <YOUR-SECRET-TOKEN>.
func wordsAlone(secret string) bool {
	words := strings.FieldsFunc(strings.ToLower(secret), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(examples, w) && strings.Trim(w, "x") != "" })
}

package blockkit

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// runes judges a string by its length in Unicode code points.
func runes(least, most int) rule {
	return func(c *check, at string, v any) {
		if s, ok := text(c, at, v); ok {
			judgeLength(c, at, s, least, most)
		}
	}
}

func text(c *check, at string, v any) (string, bool) {
	s, ok := v.(string)
	if !ok {
		c.fault(at, "must provide a string")
	}
	return s, ok
}

func judgeLength(c *check, at, s string, least, most int) {
	n := utf8.RuneCountInString(s)
	if n > most {
		c.fault(at, "must be less than %d characters", most+1)
	}
	if n < least {
		c.fault(at, "must be more than %d characters", least-1)
	}
}

func boolean(c *check, at string, v any) {
	if _, ok := v.(bool); !ok {
		c.fault(at, "must provide a boolean")
	}
}

// whole judges an integer.
func whole(least, most int64) rule {
	return func(c *check, at string, v any) {
		n, _ := v.(json.Number)
		i, err := n.Int64()
		switch {
		case err != nil:
			c.fault(at, "must provide an integer")
		case i > most:
			c.fault(at, "must be at most %d", most)
		case i < least:
			c.fault(at, "must be at least %d", least)
		}
	}
}

func number(c *check, at string, v any) {
	if _, ok := v.(json.Number); !ok {
		c.fault(at, "must provide a number")
	}
}

// word judges a string that must be one of a few.
func word(words ...string) rule {
	return func(c *check, at string, v any) {
		if s, ok := text(c, at, v); ok && !slices.Contains(words, s) {
			c.fault(at, "must be a valid enum value: %s", list(words))
		}
	}
}

// like judges a string by a predicate and says what it should look like.
func like(valid func(string) bool, what string) rule {
	return func(c *check, at string, v any) {
		if s, ok := text(c, at, v); ok && !valid(s) {
			c.fault(at, "must be %s", what)
		}
	}
}

// items judges an array: how many, and each one.
func items(least, most int, each rule) rule {
	return func(c *check, at string, v any) {
		all, ok := v.([]any)
		if !ok {
			c.fault(at, "must provide an array")
			return
		}
		if len(all) > most {
			c.fault(at, "no more than %d items allowed", most)
		}
		if len(all) < least {
			c.fault(at, "no fewer than %d items allowed", least)
		}
		for i, v := range all {
			each(c, index(at, i), v)
		}
	}
}

// both applies several rules to the same value.
func both(rules ...rule) rule {
	return func(c *check, at string, v any) {
		for _, judge := range rules {
			judge(c, at, v)
		}
	}
}

func anything(*check, string, any) {}

func list(words []string) string { return strings.Join(words, ", ") }

package blockkit

import (
	"maps"
	"slices"
)

// rule judges the value at one place.
type rule func(c *check, at string, v any)

// fields names every key that an object may have.
type fields map[string]rule

// also judges what concerns several keys of an object at once.
type also func(c *check, at string, o map[string]any)

// shape is one kind of object: any key it does not name is refused.
type shape struct {
	need   []string
	fields fields
	also   []also
}

func (s shape) judge(c *check, at string, v any) {
	o, ok := v.(map[string]any)
	if !ok {
		c.fault(at, "must provide an object")
		return
	}
	for _, key := range s.need {
		if _, ok := o[key]; !ok {
			c.fault(at, "missing required field: %s", key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		if judge, ok := s.fields[key]; ok {
			judge(c, at+"/"+key, o[key])
		} else {
			c.fault(at, "invalid additional property: %s", key)
		}
	}
	for _, judge := range s.also {
		judge(c, at, o)
	}
}

// with returns the shape with more fields, leaving the original untouched.
func (s shape) with(more fields) shape {
	all := maps.Clone(more)
	maps.Copy(all, s.fields)
	s.fields = all
	return s
}

// among judges an object by the shape that its type names.
func among(kinds map[string]shape) rule {
	return func(c *check, at string, v any) {
		if kind, ok := typeOf(c, at, v); ok {
			if s, known := kinds[kind]; known {
				s.judge(c, at, v)
			} else {
				c.fault(at+"/type", "unsupported type: %s", kind)
			}
		}
	}
}

func typeOf(c *check, at string, v any) (string, bool) {
	o, ok := v.(map[string]any)
	if !ok {
		c.fault(at, "must provide an object")
		return "", false
	}
	kind, ok := o["type"].(string)
	if !ok {
		c.fault(at, "missing required field: type")
	}
	return kind, ok
}

// exactlyOne demands one of the keys and refuses more.
func exactlyOne(keys ...string) also {
	return func(c *check, at string, o map[string]any) {
		switch n := count(o, keys); {
		case n == 0:
			c.fault(at, "missing required field: %s", keys[0])
		case n > 1:
			c.fault(at, "must provide only one of %s", list(keys))
		}
	}
}

// atLeastOne demands one of the keys.
func atLeastOne(keys ...string) also {
	return func(c *check, at string, o map[string]any) {
		if count(o, keys) == 0 {
			c.fault(at, "must provide one of %s", list(keys))
		}
	}
}

func count(o map[string]any, keys []string) (n int) {
	for _, key := range keys {
		if _, ok := o[key]; ok {
			n++
		}
	}
	return n
}

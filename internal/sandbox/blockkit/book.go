package blockkit

import "sync"

// book holds every shape that is chosen by the name of its type.
type book struct {
	blocks   map[string]shape
	elements map[string]shape
	surfaces map[string]surface // at the top level
	inside   map[string]surface // in a container
}

// catalog builds the book once; it is only read afterwards.
var catalog = sync.OnceValue(func() *book {
	b := &book{
		blocks:   blockShapes(),
		elements: elementShapes(),
		surfaces: surfaces(),
		inside:   map[string]surface{},
	}
	for _, kind := range childKinds() {
		b.inside[kind] = b.surfaces[kind]
	}
	return b
})

// oneOf judges an element that must be of one of the kinds named.
func oneOf(groups ...[]string) rule {
	allowed := map[string]bool{}
	for _, kinds := range groups {
		for _, kind := range kinds {
			allowed[kind] = true
		}
	}
	return func(c *check, at string, v any) {
		kind, ok := typeOf(c, at, v)
		if !ok {
			return
		}
		if !allowed[kind] || !elementOn(kind, c.on) {
			c.fault(at+"/type", "unsupported type: %s", kind)
			return
		}
		c.book.elements[kind].judge(c, at, v)
	}
}

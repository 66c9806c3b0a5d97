package blockkit

import "unicode/utf8"

const maxMarkdown = 12_000

// markdown counts towards a limit that all markdown blocks of a message share.
func markdown() shape {
	return shape{need: []string{"text"}, fields: fields{"text": func(c *check, at string, v any) {
		s, ok := text(c, at, v)
		if !ok {
			return
		}
		if s == "" {
			c.fault(at, "must be more than 0 characters")
		}
		before := c.markdown
		c.markdown += utf8.RuneCountInString(s)
		if before <= maxMarkdown && c.markdown > maxMarkdown {
			c.fault(at, "must be less than %d characters in all markdown blocks together", maxMarkdown+1)
		}
	}}}
}

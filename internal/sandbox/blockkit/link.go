package blockkit

import (
	"net/url"
	"regexp"
	"slices"
)

const maxURL = 3000

var fileID = regexp.MustCompile(`^F[A-Z0-9]{8,}$`)

// link judges the address of a button, an option or an image.
func link(c *check, at string, v any) {
	s, ok := text(c, at, v)
	if !ok {
		return
	}
	judgeLength(c, at, s, 1, maxURL)
	if !isWeb(s, "https", "http") {
		c.fault(at, "must be a valid URL")
	}
}

// secureLink judges an address that Slack fetches into a frame.
func secureLink(c *check, at string, v any) {
	s, ok := text(c, at, v)
	if !ok {
		return
	}
	judgeLength(c, at, s, 1, maxURL)
	if !isWeb(s, "https") {
		c.fault(at, "must be a valid https URL")
	}
}

func isWeb(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && slices.Contains(schemes, u.Scheme)
}

// slackFile is an image that was uploaded to the workspace before.
func slackFile() shape {
	return shape{
		fields: fields{
			"id":  like(fileID.MatchString, "a file id"),
			"url": link,
		},
		also: []also{exactlyOne("id", "url")},
	}
}

func picture() shape {
	return shape{
		need: []string{"alt_text"},
		fields: fields{
			"type":       anything,
			"image_url":  link,
			"slack_file": slackFile().judge,
			"alt_text":   runes(1, 2000),
		},
		also: []also{exactlyOne("image_url", "slack_file")},
	}
}

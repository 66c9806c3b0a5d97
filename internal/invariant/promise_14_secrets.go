package invariant

import (
	"regexp"

	"github.com/tidwall/gjson"
)

// token is what Slack's secrets look like.
var token = regexp.MustCompile(`x(ox[a-z]|app)-[A-Za-z0-9-]{4,}`)

// judgeSecrets judges promise 14, as far as calls tell: metadata, which all of
// the workspace can read, holds a lead's id alone, and no token stands anywhere
// but where a call proves who makes it.
func judgeSecrets(c *court) {
	for i := range c.Calls {
		call := &c.Calls[i]
		args := gjson.ParseBytes(call.Arguments)
		if payload := metadataOf(args).Get("event_payload"); payload.IsObject() {
			c.judgeMetadata(call.Method, payload)
		}
		args.ForEach(func(key, value gjson.Result) bool {
			if key.Str != "token" && token.MatchString(value.String()) {
				c.finds("", "%s was called with a token in %q", call.Method, key.Str)
			}
			return true
		})
	}
}

func (c *court) judgeMetadata(method string, payload gjson.Result) {
	payload.ForEach(func(key, value gjson.Result) bool {
		if key.Str != "lead" {
			c.finds("", "%s was called with %q in its metadata", method, key.Str)
		} else if c.byID[value.String()] == nil {
			c.finds("", "%s was called with metadata that is not the id of a lead", method)
		}
		return true
	})
}

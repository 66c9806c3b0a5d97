package invariant

import (
	"regexp"

	"github.com/tidwall/gjson"
)

// token is what Slack's secrets look like.
var token = regexp.MustCompile(`x(ox[a-z]|app)-[A-Za-z0-9-]{4,}`)

// judgeSecrets judges promise 14, as far as calls tell: metadata, which all of
// the workspace can read, holds a lead's id alone, what windows carry holds ids
// alone, and no token stands anywhere but where a call proves who makes it.
func judgeSecrets(c *court) {
	for i := range c.Calls {
		call := &c.Calls[i]
		args := gjson.ParseBytes(call.Arguments)
		if payload := inner(args, "metadata").Get("event_payload"); payload.IsObject() {
			c.judgeMetadata(call.Method, payload)
		}
		for _, view := range []gjson.Result{inner(args, "view"), inner(args, "payload").Get("view")} {
			c.judgeView(call.Method, view)
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

// carried is what a view may carry beside the id of a lead, and how that looks.
var carried = map[string]*regexp.Regexp{
	"channel": regexp.MustCompile(`^[CDG][0-9A-Z]{6,}$`),
	"message": regexp.MustCompile(`^\d{10}\.\d{6}$`),
	"home":    regexp.MustCompile(`^true$`),
}

// judgeView wants that what a view carries unseen names a lead and where its card
// is, and nothing of a person.
func (c *court) judgeView(method string, view gjson.Result) {
	if id := view.Get("external_id").Str; id != "" && c.byID[id] == nil {
		c.finds("", "%s was called with an external_id that is not the id of a lead", method)
	}
	unseen := view.Get("private_metadata").Str
	if unseen != "" && !gjson.Parse(unseen).IsObject() {
		c.finds("", "%s was called with private_metadata that is none of ours", method)
		return
	}
	gjson.Parse(unseen).ForEach(func(key, value gjson.Result) bool {
		looks := carried[key.Str]
		if fits := looks != nil && looks.MatchString(value.String()); !fits && (key.Str != "lead" || c.byID[value.Str] == nil) {
			c.finds("", "%s was called with %q in its private_metadata, which is none of ours", method, key.Str)
		}
		return true
	})
}

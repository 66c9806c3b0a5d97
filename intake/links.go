package intake

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// Bounds of the links of a lead.
const (
	mostLinks = 10
	mostLink  = 2000
)

// links reads an array of URLs, or one URL alone.
func (f *form) links(field string, v gjson.Result) []string {
	if v.Type == gjson.String {
		return f.link(nil, field, v)
	}
	if !v.IsArray() {
		f.fault(field, "links must be an array of URLs, but it is %s. Send one such as [\"https://example.com\"].", kindOf(v))
		return nil
	}
	var all []string
	n := 0
	v.ForEach(func(_, one gjson.Result) bool {
		if n++; n > mostLinks {
			f.fault(field, "There are more than %d links. Leave some out.", mostLinks)
			return false
		}
		all = f.link(all, field, one)
		return true
	})
	return all
}

func (f *form) link(all []string, field string, v gjson.Result) []string {
	if v.Type == gjson.Null {
		return all
	}
	if v.Type != gjson.String {
		f.fault(field, "Each link must be text, but one is %s. Put it in quotes.", kindOf(v))
		return all
	}
	s := oneLine(v.Str)
	switch {
	case s == "":
		return all
	case len(s) > mostLink && utf8.RuneCountInString(s) > mostLink:
		f.fault(field, "A link is longer than %d characters. Shorten it, or leave it out.", mostLink)
	case !isWebLink(s):
		f.fault(field, "A link is no web address. Each begins with http:// or https://, and names a host but no user.")
	default:
		return append(all, s)
	}
	return all
}

// isWebLink refuses other schemes, which a click could run, and user names,
// with which a link can pretend to lead elsewhere.
func isWebLink(s string) bool {
	if strings.ContainsFunc(s, unicode.IsSpace) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}

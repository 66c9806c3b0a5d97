package intake

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// Bounds of the fields that we have no name for.
const (
	mostExtras   = 50
	mostExtraKey = 200
	mostExtra    = 2000
)

// extra keeps a field that we have no name for: text as it is, anything else
// as its JSON without spaces.
func (f *form) extra(key string, v gjson.Result) {
	name := oneLine(key)
	if name == "" || len(name) > mostExtraKey && utf8.RuneCountInString(name) > mostExtraKey {
		f.fault(shortened(name), "The name of a field must have 1 to %d characters. Rename it, or leave it out.", mostExtraKey)
		return
	}
	value := ""
	if v.Type == gjson.String {
		value = oneLine(v.Str)
	} else {
		value = compact(v)
	}
	if value == "" {
		return
	}
	if len(value) > mostExtra && utf8.RuneCountInString(value) > mostExtra {
		f.fault(name, "The field is longer than %d characters. Shorten it, or leave it out.", mostExtra)
		return
	}
	f.keepExtra(name, value)
}

func (f *form) keepExtra(name, value string) {
	a := f.arrival
	if a.Extra == nil {
		a.Extra = make(map[string]string, 4)
	}
	if _, again := a.Extra[name]; !again && len(a.Extra) == mostExtras {
		f.fault(name, "There are more than %d fields that Leadpact has no name for. Leave some out.", mostExtras)
		return
	}
	a.Extra[name] = value
}

// shortened makes a field's name fit to be named in an answer.
func shortened(name string) string {
	const most = 60
	if utf8.RuneCountInString(name) <= most {
		return name
	}
	return string([]rune(name)[:most]) + "…"
}

func compact(v gjson.Result) string {
	if v.Type != gjson.JSON {
		return v.Raw
	}
	var b bytes.Buffer
	if err := json.Compact(&b, []byte(v.Raw)); err != nil {
		return v.Raw
	}
	return b.String()
}

package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

const maxBody = 4 << 20

// args are the arguments of a call: strings as they are, everything else as the
// JSON text it came as. A form and a JSON body that say the same look the same.
type args map[string]string

func (a args) has(key string) bool { _, ok := a[key]; return ok }

func (a args) flag(key string) bool {
	on, _ := strconv.ParseBool(a[key])
	return on
}

// raw is an argument that is JSON itself; empty and null count as absent.
func (a args) raw(key string) json.RawMessage {
	text := strings.TrimSpace(a[key])
	if text == "" || text == "null" {
		return nil
	}
	return json.RawMessage(text)
}

// readArgs takes the arguments out of the query and the body.
func readArgs(rw http.ResponseWriter, r *http.Request) (args, *fail) {
	out := args{}
	r.Body = http.MaxBytesReader(rw, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		for k, v := range r.URL.Query() {
			out[k] = v[0]
		}
		return out, readJSONArgs(r.Body, out)
	case "multipart/form-data":
		if r.ParseMultipartForm(maxBody) != nil {
			return out, failed("invalid_form_data")
		}
	case "application/x-www-form-urlencoded", "":
		if r.ParseForm() != nil {
			return out, failed("invalid_form_data")
		}
	default:
		return out, failed("invalid_post_type")
	}
	for k, v := range r.Form {
		out[k] = v[0]
	}
	return out, nil
}

func readJSONArgs(body io.Reader, out args) *fail {
	text, err := io.ReadAll(body)
	if err != nil {
		return failed("request_timeout")
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
			return failed("invalid_json")
		}
		return failed("json_not_object")
	}
	for key, value := range fields {
		var s string
		switch {
		case string(value) == "null":
		case json.Unmarshal(value, &s) == nil:
			out[key] = s
		default:
			out[key] = string(value)
		}
	}
	return nil
}

// shapes says which arguments are more than text, so that the journal can show
// a form's fields as what they stand for.
var shapes = map[string]byte{
	"blocks": 'j', "attachments": 'j', "metadata": 'j', "view": 'j', "files": 'j', "payload": 'j',
	"replace_original": 'b', "delete_original": 'b', "reply_broadcast": 'b', "unfurl_links": 'b',
	"unfurl_media": 'b', "link_names": 'b', "mrkdwn": 'b', "as_user": 'b', "return_im": 'b',
	"prevent_creation": 'b', "exclude_archived": 'b', "include_num_members": 'b', "include_locale": 'b',
	"limit": 'n', "length": 'n', "count": 'n', "page": 'n',
}

// journal is the arguments as the journal shows them, without the token.
func (a args) journal() answer {
	out := make(answer, len(a))
	for key, text := range a {
		out[key] = shaped(key, text)
		if key == "token" {
			out[key] = "[redacted]"
		}
	}
	return out
}

func shaped(key, text string) any {
	switch shapes[key] {
	case 'j':
		if json.Valid([]byte(text)) {
			return json.RawMessage(text)
		}
	case 'b':
		if on, err := strconv.ParseBool(text); err == nil {
			return on
		}
	case 'n':
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return n
		}
	}
	return text
}

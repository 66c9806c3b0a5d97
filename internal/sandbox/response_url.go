package sandbox

import (
	"bytes"
	"net/http"
	"path"
)

// serveResponseURL takes the answers that an app gives to one act of a person.
func (w *Workspace) serveResponseURL(rw http.ResponseWriter, r *http.Request) {
	key := path.Base(r.URL.Path)
	a, bad := readArgs(rw, r)
	w.serveCall(rw, r, "response_url", a, func() outcome {
		err := bad
		if err == nil {
			err = w.respond(key, a)
		}
		if err == nil {
			return outcome{status: http.StatusOK, body: []byte(`{"ok":true}`)}
		}
		status := http.StatusBadRequest
		if err.code == "used_url" || err.code == "expired_url" {
			status = http.StatusNotFound
		}
		return outcome{status: status, body: err.answer().bytes()}
	})
}

// respond posts, replaces or deletes as a response_url's caller wishes.
func (w *Workspace) respond(key string, a args) *fail {
	if text := a.raw("payload"); text != nil {
		inner := args{}
		if err := readJSONArgs(bytes.NewReader(text), inner); err != nil {
			return err
		}
		a = inner
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	r, ok := w.responses.get(key)
	switch {
	case !ok, w.opts.Now().After(r.expires):
		return failed("expired_url")
	case r.uses >= responseUses:
		return failed("used_url")
	}
	if a.flag("delete_original") {
		r.uses++
		if r.source != nil && r.channel.byTS[r.source.ts] == r.source {
			w.remove(r.channel, r.source)
		}
		return nil
	}
	delete(a, "metadata") // real clients send an empty one along, and Slack takes no notice
	body, err := w.readContent(a)
	if err != nil {
		return err
	}
	if body.empty() {
		return failed("no_text")
	}
	r.uses++
	if a.flag("replace_original") && r.source != nil && r.channel.byTS[r.source.ts] == r.source {
		w.redraw(r.channel, r.source, body)
		return nil
	}
	w.answerPerson(r, key, body, a)
	return nil
}

// answerPerson posts an answer: for the person alone unless in_channel is said.
func (w *Workspace) answerPerson(r *responseURL, key string, body content, a args) *message {
	m := &message{text: body.text, blocks: body.blocks, attachments: body.attachments, metadata: body.metadata, origin: key}
	if a["response_type"] != "in_channel" {
		m.ephemeralTo = r.user
	}
	if thread, err := r.channel.thread(a["thread_ts"]); err == nil {
		m.thread = thread
	}
	return w.add(r.channel, m)
}

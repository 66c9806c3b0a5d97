package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// control mounts the control API: HTTP on top of the Workspace's own verbs.
func (w *Workspace) control(mux *http.ServeMux) {
	const at = "/sandbox/v1/"
	mux.HandleFunc("GET "+at+"stream", w.serveStream)
	mux.HandleFunc("GET "+at+"calls", w.serveCalls)
	mux.HandleFunc("GET "+at+"file/{id}", w.servePicture)
	for path, read := range map[string]func(*http.Request) (any, error){
		"state": func(*http.Request) (any, error) { return w.State(), nil },
		"messages": func(r *http.Request) (any, error) {
			found, err := w.Messages(r.FormValue("channel"), r.FormValue("as"))
			return answer{"messages": found}, err
		},
		"views": func(r *http.Request) (any, error) {
			found, err := w.Views(r.FormValue("user"))
			return answer{"views": found}, err
		},
		"home": func(r *http.Request) (any, error) {
			found, err := w.Home(r.FormValue("user"))
			return answer{"view": found}, err
		},
	} {
		mux.HandleFunc("GET "+at+path, func(rw http.ResponseWriter, r *http.Request) {
			out, err := read(r)
			reply(rw, out, err)
		})
	}
	mux.HandleFunc("POST "+at+"click", verb(w.Click))
	mux.HandleFunc("POST "+at+"command", verb(w.Command))
	mux.HandleFunc("POST "+at+"say", verb(w.Say))
	mux.HandleFunc("POST "+at+"submit", verb(w.Submit))
	mux.HandleFunc("POST "+at+"faults", verb(w.Faults))
	mux.HandleFunc("POST "+at+"home/open", verb(w.openHome))
	mux.HandleFunc("POST "+at+"close", verb(w.closeView))
	mux.HandleFunc("POST "+at+"advance", verb(w.advance))
	mux.HandleFunc("POST "+at+"channel", verb(w.changeChannel))
	mux.HandleFunc("POST "+at+"scopes", verb(w.changeScopes))
	mux.HandleFunc("POST "+at+"delete", verb(w.deleteByHand))
	mux.HandleFunc("POST "+at+"envelope", verb(w.envelope))
	mux.HandleFunc(at, func(rw http.ResponseWriter, r *http.Request) {
		writeError(rw, http.StatusNotFound, "The control API has no "+r.Method+" "+r.URL.Path+".")
	})
}

type (
	homeOrder     struct{ User, Tab string }
	advanceOrder  struct{ By, To string }
	deleteOrder   struct{ Channel, TS string }
	envelopeOrder struct {
		Type    string          `json:"type"`
		Payload json.RawMessage `json:"payload"`
	}
	closeOrder struct {
		User   string `json:"user"`
		ViewID string `json:"view_id"`
	}
)

func (w *Workspace) openHome(ctx context.Context, o homeOrder) (answer, error) {
	v, err := w.OpenHome(ctx, o.User, o.Tab)
	return answer{"view": v}, err
}

func (w *Workspace) closeView(ctx context.Context, o closeOrder) (answer, error) {
	return answer{"ok": true}, w.CloseView(ctx, o.User, o.ViewID)
}

func (w *Workspace) advance(ctx context.Context, o advanceOrder) (answer, error) {
	now, err := w.Advance(ctx, o.By, o.To)
	return answer{"now": now}, err
}

func (w *Workspace) changeChannel(ctx context.Context, c ChannelChange) (answer, error) {
	err := w.ChangeChannel(c)
	if err == nil {
		w.Settle(ctx)
	}
	return answer{"ok": true}, err
}

func (w *Workspace) deleteByHand(ctx context.Context, o deleteOrder) (answer, error) {
	err := w.Delete(o.Channel, o.TS)
	if err == nil {
		w.Settle(ctx)
	}
	return answer{"ok": true}, err
}

func (w *Workspace) envelope(ctx context.Context, o envelopeOrder) (Clicked, error) {
	return w.Envelope(ctx, o.Type, o.Payload)
}

// verb turns one of the Workspace's verbs into a handler: JSON in, JSON out.
func verb[In, Out any](do func(context.Context, In) (Out, error)) http.HandlerFunc {
	return func(rw http.ResponseWriter, r *http.Request) {
		var in In
		body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxBody))
		if err != nil {
			writeError(rw, http.StatusBadRequest, "The body cannot be read.")
			return
		}
		if err := json.Unmarshal(body, &in); err != nil {
			writeError(rw, http.StatusBadRequest, "The body must be a JSON object: "+err.Error()+".")
			return
		}
		out, err := do(r.Context(), in)
		reply(rw, out, err)
	}
}

func reply(rw http.ResponseWriter, out any, err error) {
	var no *Refusal
	switch {
	case err == nil:
		writeJSON(rw, http.StatusOK, out)
	case errors.As(err, &no):
		writeError(rw, no.Status, no.Sentence)
	default:
		writeError(rw, http.StatusInternalServerError, err.Error())
	}
}

package main

import (
	"context"
	"net/http"
	"time"

	"leadpact/bot/signed"
)

// stillAlive is what a program that runs answers.
const stillAlive = "ok\n"

// healthz answers while the program runs; readyz only while it can do its work.
func (a *app) healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(stillAlive))
}

func (a *app) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if err := a.ready(ctx); err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ready: " + err.Error() + "\n"))
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// routes is what the program answers over HTTP. Paths are taken as they come: a
// mux would redirect some, and sources of leads do not follow redirects.
func (a *app) routes() http.Handler {
	var slack http.Handler
	if a.s.overHTTP() {
		slack = signed.New(signed.Options{Secret: a.s.SigningSecret, Handle: a.handleSigned, Log: a.log})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/healthz":
			a.healthz(w, r)
		case r.URL.Path == "/readyz":
			a.readyz(w, r)
		case r.URL.Path == "/slack" && slack != nil:
			slack.ServeHTTP(w, r)
		default:
			a.intake.ServeHTTP(w, r)
		}
	})
}

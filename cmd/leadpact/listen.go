package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

// listen opens an address.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w: is another program using it?", addr, err)
	}
	return l, nil
}

// requestTime is how long a stop waits for requests under way, real time.
const requestTime = 10 * time.Second

// server answers HTTP until it is shut down.
type server struct {
	http  *http.Server
	ended chan error
}

func serveHTTP(l net.Listener, h http.Handler, log *slog.Logger) *server {
	s := &server{
		http: &http.Server{
			Handler: contained(h, log), ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		},
		ended: make(chan error, 1),
	}
	go func() {
		if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.ended <- err
		}
	}()
	return s
}

// contained turns a panic into an answer of 500. The value may quote what
// somebody sent, so only its kind is logged.
func contained(h http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if p == http.ErrAbortHandler { //nolint:errorlint // it is compared as net/http does
				panic(p) // cutting a connection on purpose
			}
			log.Error("a request made its handler panic", "path", r.URL.Path, "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			w.WriteHeader(http.StatusInternalServerError)
		}()
		h.ServeHTTP(w, r)
	})
}

// shutdown takes no more requests and waits for those under way, up to the
// limit. It also waits some seconds for connections on which nothing was asked
// yet, since it cannot know whether something is on its way.
func (s *server) shutdown(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	defer cancel()
	return errors.Join(s.http.Shutdown(ctx), s.http.Close())
}

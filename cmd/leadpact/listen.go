package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
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

// server answers HTTP until it is shut down.
type server struct {
	http  *http.Server
	ended chan error
}

func serveHTTP(l net.Listener, h http.Handler) *server {
	s := &server{
		http: &http.Server{
			Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
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

// shutdown takes no more requests and waits for those under way, up to the
// limit. It also waits some seconds for connections on which nothing was asked
// yet, since it cannot know whether something is on its way.
func (s *server) shutdown(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	defer cancel()
	return errors.Join(s.http.Shutdown(ctx), s.http.Close())
}

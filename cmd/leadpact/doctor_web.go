package main

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// publicWeb asks under the program's public address, as Slack would.
type publicWeb struct {
	at   string
	http *http.Client
}

func newPublicWeb(at string) *publicWeb {
	return &publicWeb{at, &http.Client{
		Timeout:       8 * time.Second,
		Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Get fetches a path.
func (w *publicWeb) Get(ctx context.Context, path string) (status int, body string, err error) {
	return w.ask(ctx, http.MethodGet, path, "")
}

// Post posts a form that nobody has signed.
func (w *publicWeb) Post(ctx context.Context, path string) (status int, err error) {
	status, _, err = w.ask(ctx, http.MethodPost, path, "command=%2Fdoctor")
	return status, err
}

func (w *publicWeb) ask(ctx context.Context, method, path, form string) (int, string, error) {
	req, err := http.NewRequestWithContext(ctx, method, w.at+path, strings.NewReader(form))
	if err != nil {
		return 0, "", errors.New("it is no address")
	}
	if form != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return 0, "", errors.New(plainly(err))
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4096))
	return resp.StatusCode, string(body), err
}

// plainly says why an address gave no answer, in words for whoever looks after a
// machine. The address itself is said elsewhere.
func plainly(err error) string {
	wrapped, isURL := errors.AsType[*url.Error](err)
	timeout, isNet := errors.AsType[net.Error](err)
	unknown, isName := errors.AsType[*net.DNSError](err)
	bad, isCertificate := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case isName && unknown.IsNotFound:
		return "nobody knows the name " + unknown.Name
	case isCertificate:
		return "its certificate is not valid (" + bad.Err.Error() + ")"
	case isNet && timeout.Timeout():
		return "nothing came back in time"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing listens there"
	case isURL:
		return wrapped.Err.Error()
	}
	return err.Error()
}

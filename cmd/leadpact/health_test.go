package main

import (
	"fmt"
	"io"
	"net/http"
)

// gets is what a program answers at a path.
func (d *door) gets(path string) (status int, body string, err error) {
	resp, err := d.http.Get(d.url + path)
	if err != nil {
		return 0, "", err
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

// readySays checks what /readyz answers.
func (d *door) readySays(status int, parts ...string) error {
	got, text, err := d.gets("/readyz")
	if err != nil {
		return err
	}
	if got != status {
		return fmt.Errorf("/readyz: %d %s", got, text)
	}
	return says("/readyz", text, parts...)
}

// isReady waits until the bot can do its work.
func (d *door) isReady() {
	d.t.Helper()
	eventually(d.t, func() error { return d.readySays(http.StatusOK, "ready") })
}

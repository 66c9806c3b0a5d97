package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"leadpact/internal/sandbox"
)

// token opens the measured program's intake.
const token = "bench-token"

// world is a workspace and a program that serves it.
type world struct {
	dir       string
	p         program
	span      time.Duration // of each steady measurement
	rate      string        // of the channel, in messages a second
	workspace *sandbox.Workspace
	slack     *httptest.Server
	addr      string
	child     *exec.Cmd
	log       *os.File
	started   time.Time
}

func newWorld(ctx context.Context, dir string, m measurement, p program, span time.Duration) (*world, error) {
	w := &world{dir: dir, p: p, span: span, rate: m.rate, workspace: sandbox.New(sandbox.Options{})}
	w.slack = httptest.NewServer(w.workspace.Handler())
	if w.p.store == "" {
		w.p.store = "sqlite:" + filepath.Join(dir, "leadpact.db")
	}
	if err := w.start(ctx); err != nil {
		return nil, errors.Join(err, w.close())
	}
	return w, nil
}

// start starts the program and waits until it is ready.
func (w *world) start(ctx context.Context) error {
	addr, err := freeAddress(ctx)
	if err != nil {
		return err
	}
	w.addr = addr
	if w.log, err = os.Create(filepath.Join(w.dir, "serve.log")); err != nil {
		return err
	}
	w.child = exec.CommandContext(ctx, w.p.command[0], w.p.command[1:]...)
	w.child.Env = []string{
		"SLACK_BOT_TOKEN=" + sandbox.BotToken, "SLACK_APP_TOKEN=" + sandbox.AppToken, "SLACK_API_URL=" + w.slack.URL + "/api/",
		"LEADPACT_SALES_CHANNEL=sales-leads", "LEADPACT_INTAKE_TOKEN=" + token, "LEADPACT_ADDR=" + addr,
		"LEADPACT_STORE=" + w.p.store, "LEADPACT_CHANNEL_RATE=" + w.rate,
	}
	w.child.Stderr = w.log
	w.started = time.Now()
	if err := w.child.Start(); err != nil {
		return err
	}
	return w.awaitReady(ctx)
}

func (w *world) awaitReady(ctx context.Context) error {
	client := &http.Client{Timeout: 2 * time.Second}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+w.addr+"/readyz", nil)
		if err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err == nil {
			_ = resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the program did not become ready; its log ends: %s", w.logTail())
		case <-time.After(time.Millisecond):
		}
	}
}

// stop ends the program gently.
func (w *world) stop() error {
	if w.child == nil || w.child.Process == nil || w.child.ProcessState != nil {
		return nil
	}
	if err := w.child.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return errors.Join(w.child.Wait(), w.log.Close())
}

func (w *world) close() error {
	err := w.stop()
	w.workspace.Close()
	w.slack.Close()
	return err
}

func (w *world) logTail() string {
	content, err := os.ReadFile(w.log.Name())
	if err != nil {
		return err.Error()
	}
	return string(content[max(len(content)-800, 0):])
}

func freeAddress(ctx context.Context) (string, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

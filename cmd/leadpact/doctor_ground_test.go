package main

import (
	"database/sql"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"leadpact/internal/doctor"
	"leadpact/store"
)

func TestDoctorTriesTheAddressToListenOn(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	other := httptest.NewServer(http.NotFoundHandler())
	defer other.Close()
	at := strings.TrimPrefix(other.URL, "http://")
	_, port, err := net.SplitHostPort(at)
	expect(t, err)
	for addr, seen := range map[string]string{
		at: "another program uses " + at, ":" + port: "another program uses :" + port, "192.0.2.1:8080": "no address of this machine",
		"no-such-host.invalid:8080": "could not listen on no-such-host.invalid:8080",
	} {
		v := w.isVisited(w.settings(aStore(t), "LEADPACT_ADDR="+addr))
		equal(t, "exit code", v.code, exitFailed)
		v.finds("address", doctor.Failed, seen, "")
	}
}

// TestDoctorSeesServeByTheDefaultStore: its path is a relative one.
func TestDoctorSeesServeByTheDefaultStore(t *testing.T) {
	t.Chdir(t.TempDir())
	w := aWard(t)
	serve := listens(t, runs(t, w.settings("leadpact.db"), "serve", "--env-file", os.DevNull))
	eventually(t, func() error {
		holder, _, err := store.LookAtLease(t.Context(), "sqlite:leadpact.db", courierLease)
		if err == nil && holder == "" {
			err = errors.New("nobody is the courier")
		}
		return err
	})
	serve.isReady()
	at := strings.TrimPrefix(serve.url, "http://")
	v := w.isVisited(w.settings("leadpact.db", "LEADPACT_ADDR="+at))
	equal(t, "exit code", v.code, exitDone)
	v.finds("store", doctor.OK, "in use by leadpact serve", "")
	v.finds("socket", doctor.OK, "those of leadpact serve", "")
	v.finds("address", doctor.OK, "leadpact serve listens on "+at, "")
	v = w.isVisited(w.settings(aStore(t), "LEADPACT_ADDR="+at))
	v.finds("address", doctor.Warning, "does not post leads from this store", "another LEADPACT_ADDR")
	equal(t, "exit code of serve", serve.stops(), exitDone)
}

func TestDoctorSaysWhenItCannotSeeWhetherServeWorks(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	path := aUsedStore(t)
	db, err := sql.Open("sqlite", "file:"+path)
	expect(t, err)
	_, err = db.ExecContext(t.Context(), "DROP TABLE leases")
	expect(t, errors.Join(err, db.Close()))
	v := w.isVisited(w.settings(path))
	equal(t, "exit code", v.code, exitDone)
	v.finds("store", doctor.Warning, "whether leadpact serve works on it cannot be seen: SQL logic error: no such table: leases", "again")
}

func TestWhereALocalAddressIsReached(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		":8080": "127.0.0.1:8080", "0.0.0.0:80": "127.0.0.1:80", "[::]:80": "127.0.0.1:80", "10.1.2.3:80": "10.1.2.3:80", "localhost:80": "localhost:80", "odd": "odd",
	} {
		equal(t, at, nearby(at), want)
	}
}

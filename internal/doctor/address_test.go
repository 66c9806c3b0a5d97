package doctor_test

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"leadpact/internal/doctor"
)

func TestTheAddressToListenOn(t *testing.T) {
	t.Parallel()
	free := func(err error, more ...func(*world)) func(*world) {
		return func(w *world) {
			w.free = fmt.Errorf("listen: %w", err)
			for _, m := range more {
				m(w)
			}
		}
	}
	ours := func(w *world) { w.ours = true }
	serving := func(w *world) { w.store.Serving = true }
	all(t, []illness{
		{"free", func(*world) {}, "address", doctor.OK, "can listen on :8080", "", nil},
		{"another's", free(doctor.ErrBusy), "address", doctor.Failed, "another program uses :8080", "ss -ltnp 'sport = :8080'", nil},
		{"another's beside serve", free(doctor.ErrBusy, serving), "address", doctor.Failed, "another program uses :8080", "lsof -nP -iTCP:8080", nil},
		{"our own", free(doctor.ErrBusy, ours, serving), "address", doctor.OK, "leadpact serve listens on :8080", "", nil},
		{"our own, perhaps", free(doctor.ErrBusy, ours, func(w *world) { w.store.Unseen = "odd" }), "store", doctor.Warning, "odd", "", nil},
		{"another Leadpact", free(doctor.ErrBusy, ours), "address", doctor.Warning, "does not post leads from this store", "another LEADPACT_ADDR", nil},
		{"another machine's", free(doctor.ErrNotLocal), "address", doctor.Failed, "no address of this machine", ":8080 for all", nil},
		{"a low port", free(fs.ErrPermission), "address", doctor.Failed, "may not listen on :8080", "above 1023", nil},
		{"something else", free(errors.New("odd")), "address", doctor.Failed, "odd", "such as :8080", nil},
		{"no address", func(w *world) {
			w.Settings.Findings = []doctor.Finding{{Name: "LEADPACT_ADDR", Status: doctor.Failed, Seen: "is no address", Fix: "write one"}}
		}, "LEADPACT_ADDR", doctor.Failed, "is no address", "", map[string]string{"address": "because of LEADPACT_ADDR"}},
	})
}

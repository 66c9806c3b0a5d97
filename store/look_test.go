package store_test

import (
	"path/filepath"
	"testing"

	"leadpact/store"
)

func TestAStoreIsLookedAtByItsAddress(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "leads.db")
	for _, address := range []string{"sqlite:" + path, "sqlite://" + path} {
		if s, err := store.Look(t.Context(), address); err != nil || s.Exists || s.Path != path {
			t.Errorf("%s: %+v %v", address, s, err)
		}
	}
	st, err := store.Open(t.Context(), "sqlite:"+path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	if _, err := st.SwapLease(t.Context(), "courier", 0, "me"); err != nil {
		t.Fatal(err)
	}
	if s, err := store.Look(t.Context(), "sqlite:"+path); err != nil || !s.Exists || s.Schema != s.Knows {
		t.Errorf("%+v %v", s, err)
	}
	if holder, counter, err := store.LookAtLease(t.Context(), "sqlite:"+path, "courier"); holder != "me" || counter != 1 || err != nil {
		t.Errorf("%q %d %v", holder, counter, err)
	}
	for _, address := range []string{"", "sqlite:", "oracle:x"} {
		if _, err := store.Look(t.Context(), address); err == nil {
			t.Errorf("%q is looked at", address)
		}
		if _, _, err := store.LookAtLease(t.Context(), address, "courier"); err == nil {
			t.Errorf("%q is looked at", address)
		}
	}
}

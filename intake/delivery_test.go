package intake_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"leadpact/intake"
	"leadpact/sla"
)

func TestTheSameDeliveryTwice(t *testing.T) {
	const lead, other = `{"phone":"1"}`, `{"phone":"2"}`
	for name, test := range map[string]struct {
		first, second string
		keys          [2]string
		want          string
	}{
		"same key, same words":   {lead, lead, [2]string{"k1", "k1"}, "duplicate"},
		"same key, other words":  {lead, other, [2]string{"k1", "k1"}, "duplicate"},
		"other key, same words":  {lead, lead, [2]string{"k1", "k2"}, "created"},
		"no key, same words":     {lead, lead, [2]string{}, "duplicate"},
		"no key, other words":    {lead, other, [2]string{}, "created"},
		"blank keys, same words": {lead, lead, [2]string{" ", ""}, "duplicate"},
		"key, then none":         {lead, lead, [2]string{"k1", ""}, "created"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.post(t, test.first, "Idempotency-Key", test.keys[0])
			if got := h.post(t, test.second, "Idempotency-Key", test.keys[1]); got.outcomes() != test.want {
				t.Errorf("the second was %q, want %q", got.outcomes(), test.want)
			}
			if hashed := strings.TrimSpace(test.keys[0]) == ""; h.kept[0].Hashed != hashed {
				t.Errorf("hashed is %v, want %v", h.kept[0].Hashed, hashed)
			}
			if a := h.kept[0].Arrivals[0]; a.Cause != h.kept[0].ID+"#0" {
				t.Errorf("cause %q of delivery %q", a.Cause, h.kept[0].ID)
			}
		})
	}
}

func TestAKeyCannotPassForAHash(t *testing.T) {
	h := newHouse(t)
	h.post(t, `{"phone":"1"}`)
	if got := h.post(t, `{"phone":"2"}`, "Idempotency-Key", h.kept[0].ID); got.outcomes() != "created" {
		t.Errorf("a key hit the id of a hashed delivery: %s", got.Body)
	}
}

func TestKeysThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		key    string
		status int
	}{
		"255 characters": {strings.Repeat("k", 255), http.StatusOK},
		"256 characters": {strings.Repeat("k", 256), http.StatusBadRequest},
		"not ASCII":      {"schlüssel", http.StatusBadRequest},
	} {
		t.Run(name, func(t *testing.T) {
			got := newHouse(t).post(t, `{"phone":"1"}`, "Idempotency-Key", test.key)
			if got.Status != test.status {
				t.Errorf("answered %d %s", got.Status, got.Body)
			}
			if test.status == http.StatusBadRequest && got.blamed() != "0:Idempotency-Key" {
				t.Errorf("blamed %q", got.blamed())
			}
		})
	}
}

func TestAStoreThatForgetsAnArrivalIsNotBelieved(t *testing.T) {
	forgetful := storeFunc(func(context.Context, sla.Delivery) ([]sla.Receipt, error) { return nil, nil })
	h := newHouse(t, func(o *intake.Options) { o.Store = forgetful })
	if got := h.post(t, `{"phone":"1"}`); got.Status != http.StatusServiceUnavailable {
		t.Errorf("answered %d %s", got.Status, got.Body)
	}
}

func TestAStalledStoreIsNotWaitedForForEver(t *testing.T) {
	h := newHouse(t, func(o *intake.Options) {
		o.Store = storeFunc(func(ctx context.Context, _ sla.Delivery) ([]sla.Receipt, error) {
			if _, bounded := ctx.Deadline(); !bounded {
				t.Error("the store was given no deadline")
			}
			return nil, sla.ErrNotRecorded
		})
	})
	if got := h.post(t, `{"phone":"1"}`); got.Status != http.StatusServiceUnavailable {
		t.Errorf("answered %d %s", got.Status, got.Body)
	}
}

package storetest

import (
	"strconv"
	"testing"
	"time"

	"leadpact/sla"
)

// ownedBy are the ids of what somebody owns.
func ownedBy(t *testing.T, s *subject, owner string, limit int) []string {
	t.Helper()
	leads, err := s.Owned(t.Context(), owner, limit)
	if err != nil {
		t.Fatalf("owned: %v", err)
	}
	return idsOf(leads)
}

// testOwned has Ana take three leads, the last to come first, and let go of them.
func testOwned(t *testing.T, s *subject) {
	var ids []string
	for i := range 5 {
		ids = append(ids, arrive(t, s, "d"+strconv.Itoa(i), monday, someone(i)))
	}
	wantSame(t, "whose the new ones are", ownedBy(t, s, ana.ID, 10), []string{})
	update(t, s, ids[2], claim(ana, monday.Add(time.Minute)))
	update(t, s, ids[1], claim(ana, monday.Add(time.Minute+time.Millisecond)))
	update(t, s, ids[0], claim(ana, monday.Add(2*time.Minute)))
	update(t, s, ids[3], claim(ben, monday))
	wantSame(t, "what Ana owns", ownedBy(t, s, ana.ID, 10), []string{ids[2], ids[1], ids[0]})
	wantSame(t, "the two that Ana owns longest", ownedBy(t, s, ana.ID, 2), []string{ids[2], ids[1]})
	wantSame(t, "what Ben owns", ownedBy(t, s, ben.ID, 10), []string{ids[3]})
	wantSame(t, "what nobody owns", ownedBy(t, s, "", 10), []string{})

	update(t, s, ids[2], func(l *sla.Lead) error { return l.Release(ana, monday.Add(time.Hour), "", "back") })
	ended(t, s, ids[1], sla.EndWon, monday.Add(time.Hour))
	receive(t, s, delivered("again", monday.Add(time.Hour), someone(0))) // a note changes no owner
	wantSame(t, "what Ana still owns", ownedBy(t, s, ana.ID, 10), []string{ids[0]})
	update(t, s, ids[2], claim(ben, monday.Add(2*time.Hour)))
	wantSame(t, "what Ben owns now", ownedBy(t, s, ben.ID, 10), []string{ids[3], ids[2]})
	wantSame(t, "a lead as it is listed", get(t, s, ids[0]), firstOwned(t, s, ana.ID))
}

func firstOwned(t *testing.T, s *subject, owner string) *sla.Lead {
	t.Helper()
	leads, err := s.Owned(t.Context(), owner, 1)
	if err != nil || len(leads) != 1 {
		t.Fatalf("owned: %v, %v", idsOf(leads), err)
	}
	return leads[0]
}

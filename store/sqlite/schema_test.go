package sqlite_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store/sqlite"
)

// TestPlans asks SQLite how it goes about what is asked often, or asked within
// the one writer: through an index, never through all rows.
func TestPlans(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	for query, index := range map[string]string{
		"DELETE FROM once WHERE at < 1":                                                                        "once_at",
		"DELETE FROM notices WHERE done < 1":                                                                   "notices_done",
		"SELECT count(*) FROM leads WHERE rank > 0":                                                            "COVERING INDEX leads_rank",
		"SELECT min(owed) FROM leads WHERE rank > 0":                                                           "COVERING INDEX leads_rank",
		"SELECT doc FROM leads WHERE rank > 0 AND rank IN (1, 2, 4) ORDER BY rank, id LIMIT 1":                 "INDEX leads_rank",
		"SELECT doc FROM leads WHERE park IS NOT NULL AND park <= 1 ORDER BY park LIMIT 1":                     "leads_park",
		"SELECT doc FROM notices WHERE due IS NOT NULL AND due <= 1 ORDER BY due LIMIT 1":                      "notices_due",
		"SELECT doc FROM leads WHERE waits IS NOT NULL ORDER BY waits, id LIMIT 1":                             "leads_waits",
		"SELECT doc FROM leads WHERE closed = 0 AND waits IS NULL AND owner = 'U1' ORDER BY taken, id LIMIT 1": "leads_owner",
		"SELECT facts FROM leads WHERE closed = 0 UNION ALL SELECT facts FROM leads WHERE closed":              "leads_facts",
	} {
		plan, err := e.Plan(t.Context(), query)
		if err != nil || !strings.Contains(plan, index) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s: %v; the plan is\n%swant one with %s and no sorting", query, err, plan, index)
		}
	}
}

// TestUpgrade opens a file of the first schema, with a lead that is owed.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	doc := `{"id":"00000000000a","history":[{"kind":"arrived","recorded_at":"2026-03-02T09:00:00.25Z"}]}`
	path, _ := foreign(t, fmt.Sprintf(`PRAGMA application_id=%d; %s; PRAGMA user_version=1;
		INSERT INTO leads (id, version, rank, closed, facts, doc) VALUES (10, 0, 2, 0, x'00', '%s'), (11, 0, 0, 0, x'00', '%s')`,
		0x4c506163, sqlite.Schema(0), doc, doc))
	e := open(t, path)
	untold, since, parked, err := e.Backlog(t.Context())
	if want := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC); err != nil || untold != 1 || parked != 0 || !since.Equal(want) {
		t.Errorf("the backlog is %d since %v and %d parked (%v)", untold, since, parked, err)
	}
	leads, err := e.Untold(t.Context(), []sla.Rank{sla.RankCard}, 10)
	if err != nil || len(leads) != 1 || leads[0].ID != "00000000000a" {
		t.Errorf("the work is %v (%v)", leads, err)
	}
	arrived(t, e, 1)
	if got, err := e.Query(t.Context(), "PRAGMA user_version"); err != nil || got != int64(sqlite.Schemas) {
		t.Errorf("the schema is %d (%v)", got, err)
	}
}

// TestUpgradeFindsOwners opens a file of the second schema: with a lead that
// waits, three that somebody owns, and a closed one that somebody owned.
func TestUpgradeFindsOwners(t *testing.T) {
	t.Parallel()
	lead := func(id int, state, owner, claimed string) string {
		return fmt.Sprintf(`{"id":"%s","state":"%s","owner":"%s","claimed_at":"%s"}`, sla.FormatID(int64(id)), state, owner, claimed)
	}
	path, _ := foreign(t, fmt.Sprintf(`PRAGMA application_id=%d; %s; %s; PRAGMA user_version=2;
		INSERT INTO leads (id, version, rank, waits, closed, facts, doc) VALUES
			(10, 0, 0, 5, 0, x'00', '{"id":"00000000000a","state":"new"}'),
			(11, 0, 0, NULL, 0, x'00', '%s'), (12, 0, 0, NULL, 0, x'00', '%s'), (13, 0, 0, NULL, 0, x'00', '%s'), (14, 0, 0, NULL, 9, x'00', '%s')`,
		0x4c506163, sqlite.Schema(0), sqlite.Schema(1),
		lead(11, "claimed", "U1", "2026-03-02T09:00:00.250000001Z"), lead(12, "claimed", "U1", "2026-03-02T09:00:00.249Z"),
		lead(13, "claimed", "U2", "2026-03-02T09:00:00Z"), lead(14, "closed", "U1", "2026-03-02T09:00:00Z")))
	e := open(t, path)
	for owner, want := range map[string][]string{"U1": {sla.FormatID(12), sla.FormatID(11)}, "U2": {sla.FormatID(13)}, "U3": nil} {
		leads, err := e.Owned(t.Context(), owner, 10)
		var got []string
		for _, l := range leads {
			got = append(got, l.ID)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s owns %v (%v), want %v", owner, got, err, want)
		}
	}
	wantMS := time.Date(2026, 3, 2, 9, 0, 0, 250e6, time.UTC).UnixMilli()
	if got, err := e.Query(t.Context(), "SELECT taken FROM leads WHERE id = 11"); err != nil || got != wantMS {
		t.Errorf("taken at %d (%v), want %d", got, err, wantMS)
	}
}

// TestTheFormerProcessStillServes brings a file up to date under a process of
// the second schema, which goes on to write rows in its own way.
func TestTheFormerProcessStillServes(t *testing.T) {
	t.Parallel()
	path, _ := foreign(t, fmt.Sprintf(`PRAGMA application_id=%d; PRAGMA journal_mode=wal; %s; %s; PRAGMA user_version=2;
		INSERT INTO leads (id, version, rank, waits, closed, facts, doc) VALUES (10, 0, 0, 5, 0, x'00', '{"id":"00000000000a","state":"new"}')`,
		0x4c506163, sqlite.Schema(0), sqlite.Schema(1)))
	former, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = former.Close() }()
	write, err := former.PrepareContext(t.Context(), "UPDATE leads SET version = version + 1, rank = 0, owed = NULL, park = NULL, waits = ?, closed = ?, facts = x'00', doc = ? WHERE id = ?")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = write.Close() }()
	e := open(t, path)
	for _, step := range []struct {
		waits, closed any
		doc           string
		owned         int
	}{
		{nil, 0, `{"id":"00000000000a","state":"claimed","owner":"U1","claimed_at":"2026-03-02T09:00:00Z"}`, 1},
		{7, 0, `{"id":"00000000000a","state":"new"}`, 0},
		{nil, 9, `{"id":"00000000000a","state":"closed","owner":"U1","claimed_at":"2026-03-02T09:00:00Z"}`, 0},
	} {
		if _, err := write.ExecContext(t.Context(), step.waits, step.closed, step.doc, 10); err != nil {
			t.Fatal(err)
		}
		leads, err := e.Owned(t.Context(), "U1", 10)
		if err != nil || len(leads) != step.owned {
			t.Errorf("after %s: %d owned (%v), want %d", step.doc, len(leads), err, step.owned)
		}
	}
}

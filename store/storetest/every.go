package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"leadpact/sla"
)

var everything = []test{
	{"Each/all, in order of arrival", testEach},
	{"Each/goes on after an id", testEachAfter},
	{"Each/stop where the reader stops", testEachStop},
	{"Each/writes go on meanwhile", testEachWhileWriting},
	{"EachNotice/all, in order of keys", testEachNotice},
}

func everyLead(t *testing.T, s *subject, after string) []*sla.Lead {
	t.Helper()
	var leads []*sla.Lead
	if err := s.Each(t.Context(), after, func(l *sla.Lead) error {
		leads = append(leads, l)
		return nil
	}); err != nil {
		t.Fatalf("each: %v", err)
	}
	return leads
}

// testEach has more leads than any engine reads at once, open and closed.
func testEach(t *testing.T, s *subject) {
	if got := everyLead(t, s, ""); len(got) != 0 {
		t.Errorf("an empty store has %d leads", len(got))
	}
	const n = 1001
	want := []string{}
	for _, r := range receive(t, s, delivered("d1", monday, people(n)...)) {
		want = append(want, r.Lead)
	}
	ended(t, s, want[7], sla.EndWon, monday.Add(time.Hour))
	update(t, s, want[8], claim(ana, monday))
	slices.Sort(want)
	got := everyLead(t, s, "")
	wantSame(t, "the leads", idsOf(got), want)
	for _, l := range got[:10] {
		wantSame(t, "a lead of many", l, get(t, s, l.ID))
	}
}

func testEachAfter(t *testing.T, s *subject) {
	for i := range 5 {
		arrive(t, s, fmt.Sprint("d", i), monday.Add(time.Duration(i)*time.Minute), someone(i))
	}
	all := idsOf(everyLead(t, s, ""))
	for i, id := range all {
		wantSame(t, "the leads after "+id, append([]string{}, idsOf(everyLead(t, s, id))...), append([]string{}, all[i+1:]...))
	}
	err := s.Each(t.Context(), "nonsense", func(*sla.Lead) error { return errOfTest })
	wantRefusal(t, err, sla.CodeNotFound)
}

func testEachStop(t *testing.T, s *subject) {
	receive(t, s, delivered("d1", monday, people(10)...))
	seen := 0
	err := s.Each(t.Context(), "", func(*sla.Lead) error {
		seen++
		if seen == 3 {
			return errOfTest
		}
		return nil
	})
	if !errors.Is(err, errOfTest) || seen != 3 {
		t.Errorf("stopped after %d with %v", seen, err)
	}
}

// testEachWhileWriting changes each lead while it is looked at: a reader, however
// slow, holds up no writer.
func testEachWhileWriting(t *testing.T, s *subject) {
	const n = 500
	receive(t, s, delivered("d1", monday, people(n)...))
	seen := 0
	err := s.Each(t.Context(), "", func(l *sla.Lead) error {
		seen++
		_, err := s.Update(t.Context(), l.ID, claim(ana, monday.Add(time.Hour)))
		return err
	})
	if err != nil || seen != n {
		t.Errorf("%d leads were seen: %v", seen, err)
	}
}

func testEachNotice(t *testing.T, s *subject) {
	want := []sla.Notice{}
	for i := range 450 {
		n := notice(fmt.Sprintf("k%04d", i), monday)
		addNotice(t, s, n)
		if i%3 == 0 {
			n.SentAt = monday.Add(time.Minute)
			if err := s.SaveNotice(t.Context(), n); err != nil {
				t.Fatal(err)
			}
		}
		want = append(want, n)
	}
	for _, from := range []int{0, 1, 449} {
		after := ""
		if from > 0 {
			after = want[from-1].Key
		}
		got := []sla.Notice{}
		if err := s.EachNotice(t.Context(), after, func(n sla.Notice) error {
			got = append(got, n)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		wantSame(t, "the notices", got, want[from:])
	}
	if err := s.EachNotice(t.Context(), "", func(sla.Notice) error { return errOfTest }); !errors.Is(err, errOfTest) {
		t.Errorf("stopped with %v", err)
	}
}

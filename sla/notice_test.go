package sla_test

import (
	"testing"

	"leadpact/sla"
)

func TestTheOwnerIsToldThatTheLeadIsHotAgain(t *testing.T) {
	l := fresh(ola("d#0"))
	must(t, l.Claim(ana, monday, "c1"))
	must(t, l.Note(mara("d#1"), monday.Add(hour), nil))
	want := sla.Notice{Key: "hot_again:" + l.ID + ":d#1", Kind: sla.NoticeHotAgain, To: ana.ID, Lead: l.ID, CreatedAt: monday.Add(hour)}
	wantEqual(t, "the notices", l.Notices(0), []sla.Notice{want})
	wantEqual(t, "from the event itself on", l.Notices(2), []sla.Notice{want})
	if got := l.Notices(3); got != nil {
		t.Errorf("after the event there are notices: %v", got)
	}
}

func TestNobodyIsToldOfALeadThatNobodyOwns(t *testing.T) {
	for name, prepare := range map[string]func(*sla.Lead){
		"new": func(*sla.Lead) {},
		"released": func(l *sla.Lead) {
			must(t, l.Claim(ana, monday, "c1"))
			must(t, l.Release(ana, monday.Add(hour), "", "r1"))
		},
		"reopened": func(l *sla.Lead) {
			must(t, l.Claim(ana, monday, "c1"))
			must(t, l.Close(ana, sla.EndLost, "", monday.Add(hour), "x1"))
			must(t, l.Reopen(ola("d#1"), monday.Add(hour)))
		},
		"noted":      func(l *sla.Lead) { must(t, l.Claim(ana, monday, "c1")); must(t, l.Note(ola("d#1"), monday, nil)) },
		"hot before": func(l *sla.Lead) { must(t, l.Note(mara("d#1"), monday, nil)); must(t, l.Claim(ana, monday, "c1")) },
	} {
		l := fresh(ola("d#0"))
		prepare(l)
		if name != "noted" && name != "hot before" {
			must(t, l.Note(mara("d#2"), monday.Add(2*hour), nil))
		}
		if got := l.Notices(0); got != nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestTheOwnerAtThatTimeIsTold(t *testing.T) {
	l := fresh(ola("d#0"))
	must(t, l.Claim(ana, monday, "c1"))
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	must(t, l.Claim(ben, monday.Add(hour), "c2"))
	must(t, l.Note(mara("d#1"), monday.Add(hour), nil))
	if got := l.Notices(0); len(got) != 1 || got[0].To != ben.ID {
		t.Errorf("the notices are %v", got)
	}
}

func TestNeedless(t *testing.T) {
	l := fresh(ola("d#0"))
	n := &sla.Notice{To: ana.ID}
	says := func(want string) {
		t.Helper()
		if got := n.Needless(l); got != want {
			t.Errorf("needless because %q, want %q", got, want)
		}
	}
	says("the lead is no longer theirs")
	must(t, l.Claim(ana, monday, "c1"))
	says("")
	must(t, l.Release(ana, monday, "", "r1"))
	must(t, l.Claim(ben, monday, "c2"))
	says("the lead is no longer theirs")
	must(t, l.Close(ben, sla.EndLost, "", monday, "x1"))
	says("the lead is closed")
}

func TestDone(t *testing.T) {
	due, sent, dropped := sla.Notice{}, sla.Notice{SentAt: monday}, sla.Notice{DroppedAt: monday.Add(hour)}
	if due.Done() || !due.DoneAt().IsZero() {
		t.Error("a due notice is done")
	}
	if !sent.Done() || !sent.DoneAt().Equal(monday) || !dropped.Done() || !dropped.DoneAt().Equal(monday.Add(hour)) {
		t.Error("a notice that was sent or dropped is not done")
	}
}

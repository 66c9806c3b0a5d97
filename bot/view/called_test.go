package view_test

import (
	"strings"
	"testing"

	"leadpact/bot/view"
	"leadpact/sla"
)

// TestARefusalNamesTheLeadAsItsCardDoes: whoever has just seen the card must
// know which lead a refusal is about.
func TestARefusalNamesTheLeadAsItsCardDoes(t *testing.T) {
	t.Parallel()
	for _, a := range []sla.Arrival{
		mara(),
		{ExternalID: "hubspot:123"},
		{},
		{Details: sla.Details{Phone: "+49 30 1"}},
		{Details: sla.Details{Company: strings.Repeat("Kessel und Söhne ", 20)}},
	} {
		l := arrives(t, a).lead
		refusal := sla.RefusalOf(l.Release(sla.Actor{ID: ana}, morning, "", "r"))
		said := strings.TrimPrefix(view.Refused(refusal).Text, "Nobody has ")
		called, _, _ := strings.Cut(said, " at the moment")
		if called == "" || !strings.Contains(view.Card(l).Text, called) {
			t.Errorf("the refusal calls it %q, the card says\n%s", called, view.Card(l).Text)
		}
	}
}

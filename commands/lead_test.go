package commands_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"leadpact/internal/sandbox/blockkit"
	"leadpact/sla"
)

const leadID = "0m3k9f2xq7ab"

// shelf knows one lead by its id and by its person's keys.
func shelf(l *sla.Lead, others ...*sla.Lead) fake {
	return fake{
		get: func(id string) (*sla.Lead, error) {
			if id != l.ID {
				return nil, &sla.Refusal{Code: sla.CodeNotFound, Sentence: "no such lead"}
			}
			return l, nil
		},
		find: func(key string) ([]*sla.Lead, error) {
			if key != "email:mara@kessel.example" && key != "id:crm:5501" && key != "id:abcdefghjkmn" && key != "id:a@crm" {
				return nil, nil
			}
			return append([]*sla.Lead{l}, others...), nil
		},
	}
}

func TestLeadIsFoundHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	s := shelf(newLead(leadID, nil))
	for _, typed := range []string{
		leadID, "0M3K9F2XQ7AB", "OM3K9F2XQ7AB", "`" + leadID + "`", "  " + leadID + "  ",
		"mara@kessel.example", "Mara@Kessel.Example", "<mailto:mara@kessel.example|mara@kessel.example>", "<mailto:mara@kessel.example>", "<mailto:Mara@kessel.example|Mara>",
		"crm:5501", "abcdefghjkmn", "a@crm",
	} {
		got := ask(t, s, "lead "+typed)
		if !strings.Contains(got, "Mara Lindt") || !strings.Contains(got, leadID) {
			t.Errorf("%q: %s", typed, got)
		}
	}
}

func TestLeadThatNobodyKnows(t *testing.T) {
	t.Parallel()
	s := shelf(newLead(leadID, nil))
	long := strings.Repeat("&", 5000)
	for _, typed := range []string{"ben@kessel.example", "0m3k9f2xq7ac", "nonsense", "CRM:5501", "Mara Lindt", "<!channel>", long, "<mailto:|x>"} {
		got := ask(t, s, "lead "+typed)
		if !strings.Contains(got, "I know no lead") || !strings.Contains(got, "Check the spelling") || strings.Contains(got, "<!") || utf8.RuneCountInString(got) > 1000 {
			t.Errorf("%q: %s", typed, got)
		}
	}
}

func TestLeadWithoutAnyName(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"lead", "lead  ", "lead ``"} {
		if got := ask(t, fake{}, typed); !strings.Contains(got, "Which lead?") || !strings.Contains(got, "/sla lead mara@kessel.example") {
			t.Errorf("%q: %s", typed, got)
		}
	}
}

func TestOfSeveralCyclesTheFirstThatTheStoreNames(t *testing.T) {
	t.Parallel()
	former := newLead(leadID, nil)
	if err := former.Close(ben, sla.EndWon, "", noon, "close"); err != nil {
		t.Fatal(err)
	}
	present := newLead("0m3k9f2xq7ac", former)
	got := ask(t, shelf(present, former), "lead mara@kessel.example")
	if !strings.Contains(got, "*Lead* `0m3k9f2xq7ac`") || !strings.Contains(got, "*Earlier cycle* `"+leadID+"`") || !strings.Contains(got, "existing customer") {
		t.Error(got)
	}
	if got := ask(t, shelf(former), "lead "+leadID); !strings.Contains(got, "Closed: won") {
		t.Errorf("a former cycle is found by its own id: %s", got)
	}
}

func TestLeadLinksToItsCard(t *testing.T) {
	t.Parallel()
	l := newLead(leadID, nil)
	if got := ask(t, shelf(l), "lead "+leadID); strings.Contains(got, "Open the card") {
		t.Errorf("there is no card yet: %s", got)
	}
	if err := l.Posted(sla.Card{Channel: "C0SALES001", Message: "1.2"}, 1, noon, noon, "post"); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, shelf(l), "lead "+leadID); !strings.Contains(got, "<https://kessel.slack.example/C0SALES001/1.2|Open the card>") {
		t.Error(got)
	}
}

func TestTheLargestLeadFitsIntoSlack(t *testing.T) {
	t.Parallel()
	l := newLead(leadID, nil)
	l.Message = strings.Repeat("<Zeile> & 🚀 ", 1000)
	l.Extra = map[string]string{}
	for i := range 50 {
		l.Extra[fmt.Sprintf("%s %d", strings.Repeat("&", 190), i)] = strings.Repeat("<b>", 666)
		l.Links = append(l.Links, "https://kessel.example/?"+strings.Repeat("&a=b", 490))
	}
	at := noon
	for i := range 300 {
		at = at.Add(5 * time.Minute)
		if i%2 == 0 {
			must(t, l.Claim(ben, at, fmt.Sprint(i)))
		} else {
			must(t, l.Release(ben, at, "", fmt.Sprint(i)))
		}
	}
	m := table(shelf(l)).Answer(t.Context(), ben, "/sla", "lead "+leadID)
	raw, err := json.Marshal(m.Blocks)
	must(t, err)
	if faults := blockkit.Message(raw); faults != nil {
		t.Error(faults)
	}
	if n := utf8.RuneCountInString(m.Text); n > 3000 {
		t.Errorf("the text has %d characters", n)
	}
	for _, whole := range []string{string(raw), jsonText(t, m.Text)} {
		if strings.Count(whole, `\u003c`) != strings.Count(whole, `\u003e`) || strings.Count(whole, `\u0026`) > strings.Count(whole, ";") {
			t.Errorf("markup was cut through: %s", whole)
		}
	}
	if !strings.Contains(string(raw), "more fields") || !strings.Contains(string(raw), "earlier events") {
		t.Error("what is left out is not counted")
	}
}

func jsonText(t *testing.T, s string) string {
	t.Helper()
	raw, err := json.Marshal(s)
	must(t, err)
	return string(raw)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

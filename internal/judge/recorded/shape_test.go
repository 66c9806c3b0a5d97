package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func shapeOf(t *testing.T, text string) string {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		t.Fatal(err)
	}
	return shape(body)
}

func section(text string) string {
	raw, _ := json.Marshal(text)
	return `{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":` + string(raw) + `}}]}`
}

func TestPayloadsThatJudgesCannotTellApartShareAShape(t *testing.T) {
	t.Parallel()
	for name, pair := range map[string][2]string{
		"names":    {section("Mara Lindt, Kessel AG"), section("Ben Okafor, Weber Co")},
		"ids":      {`{"channel":"C0SALESLEADS","text":"a","ts":"1795304615.567905"}`, `{"channel":"C0SALESTEAMS","text":"b","ts":"1795304999.100000"}`},
		"metadata": {`{"metadata":{"event_type":"lead","event_payload":{"lead":"6ah1fe542aeg"}}}`, `{"metadata":{"event_type":"lead","event_payload":{"lead":"7bi2gf653bfh"}}}`},
		"order":    {`{"text":"a","channel":"C1"}`, `{"channel":"C2","text":"b"}`},
	} {
		if a, b := shapeOf(t, pair[0]), shapeOf(t, pair[1]); a != b {
			t.Errorf("%s:\n%s\n%s", name, a, b)
		}
	}
}

func TestWhatAJudgeCouldTellApartIsKeptApart(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return section(strings.Repeat("é", n)) }
	table := func(cells string) string {
		return `{"text":"x","blocks":[{"type":"table","rows":[[{"type":"raw_text","text":"` + cells + `"}]]}]}`
	}
	ids := func(a, b string) string {
		return `{"blocks":[{"type":"divider","block_id":"` + a + `"},{"type":"divider","block_id":"` + b + `"}]}`
	}
	for name, pair := range map[string][2]string{
		"at the limit":     {long(3000), long(3001)},
		"empty":            {long(0), long(1)},
		"far too long":     {long(40_001), long(40_002)},
		"another block":    {`{"blocks":[{"type":"divider"}]}`, `{"blocks":[{"type":"header"}]}`},
		"one block more":   {`{"blocks":[{"type":"divider"}]}`, `{"blocks":[{"type":"divider"},{"type":"divider"}]}`},
		"another field":    {`{"text":"a"}`, `{"text":"a","mrkdwn":true}`},
		"another style":    {`{"style":"primary"}`, `{"style":"dangers"}`},
		"a flag":           {`{"replace_original":true}`, `{"replace_original":false}`},
		"another kind":     {`{"text":"1"}`, `{"text":1}`},
		"the same id":      {ids("one", "two"), ids("one", "one")},
		"summed up":        {table("some text"), table("more texts")},
		"no id of a file":  {`{"slack_file":{"id":"F012345678"}}`, `{"slack_file":{"id":"f012345678"}}`},
		"null is no value": {`{"blocks":null}`, `{"blocks":[]}`},
	} {
		if a, b := shapeOf(t, pair[0]), shapeOf(t, pair[1]); a == b {
			t.Errorf("%s: both are %s", name, a)
		}
	}
}

func TestOfOneShapeTheLongestIsKept(t *testing.T) {
	t.Parallel()
	tally := newTally()
	for _, name := range []string{"Ann Lee", "Ann Leeh", "Al Lee"} {
		tally.take("leadpact.test", said("chat.update", section("Told by "+name)))
	}
	if tally.kept() != 1 {
		t.Fatal(tally.shapes)
	}
	for _, k := range tally.shapes {
		if !strings.Contains(string(k.raw), "Ann Leeh") {
			t.Errorf("%s", k.raw)
		}
	}
}

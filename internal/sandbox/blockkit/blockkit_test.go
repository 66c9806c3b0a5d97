package blockkit

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNoBlocksAreFine(t *testing.T) {
	for _, raw := range []string{"", "null", "[]", " null "} {
		if faults := Message(json.RawMessage(raw)); faults != nil {
			t.Errorf("%q: %q", raw, faults)
		}
	}
}

func TestNotBlocks(t *testing.T) {
	cases := map[string]string{
		`{}`:                        "[ERROR] must provide an array [json-pointer:/blocks]",
		`"[]"`:                      "[ERROR] must provide an array [json-pointer:/blocks]",
		`[`:                         "[ERROR] invalid JSON [json-pointer:/blocks]",
		`[] []`:                     "[ERROR] invalid JSON [json-pointer:/blocks]",
		`[null]`:                    "[ERROR] must provide an object [json-pointer:/blocks/0]",
		`[{}]`:                      "[ERROR] missing required field: type [json-pointer:/blocks/0]",
		`[{"type":` + `"section"}]`: "[ERROR] must provide one of text, fields [json-pointer:/blocks/0]",
	}
	for raw, want := range cases {
		if diff := cmp.Diff([]string{want}, Message(json.RawMessage(raw))); diff != "" {
			t.Errorf("%s: %s", raw, diff)
		}
	}
}

func TestNotViews(t *testing.T) {
	for _, raw := range []string{"", "null", "[]", "7", `"x"`, "{"} {
		for name, judge := range map[string]func(json.RawMessage) []string{"modal": Modal, "home": Home} {
			if faults := judge(json.RawMessage(raw)); len(faults) != 1 {
				t.Errorf("%s %q: %q", name, raw, faults)
			}
		}
	}
}

func TestWordsLikeSlacks(t *testing.T) {
	long := `[{"type":"section","text":{"type":"mrkdwn","text":"` + strings.Repeat("é", 3001) + `"}}]`
	want := []string{"[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"}
	if diff := cmp.Diff(want, Message(json.RawMessage(long))); diff != "" {
		t.Error(diff)
	}
}

func TestMessageBlockCount(t *testing.T) {
	if faults := Message(encode(t, dividers(50))); faults != nil {
		t.Errorf("50 blocks: %q", faults)
	}
	want := []string{"[ERROR] no more than 50 items allowed [json-pointer:/blocks]"}
	if diff := cmp.Diff(want, Message(encode(t, dividers(51)))); diff != "" {
		t.Error(diff)
	}
}

// TestMarkdownAddsUp: the limit is of all markdown blocks together.
func TestMarkdownAddsUp(t *testing.T) {
	half := j{"type": "markdown", "text": foxes(6000)}
	if faults := Message(encode(t, []any{half, half})); faults != nil {
		t.Errorf("12,000 together: %q", faults)
	}
	one := j{"type": "markdown", "text": "x"}
	assertOneFault(t, Message(encode(t, []any{half, half, one, one})), "/blocks/2/text")
}

func TestActionIDsMayRepeatInOtherBlocks(t *testing.T) {
	block := inActions(buttonWith("action_id", "claim"))
	if faults := Message(encode(t, []any{block, block})); faults != nil {
		t.Errorf("%q", faults)
	}
}

// TestConcurrent: the tables are shared by all requests and only read.
func TestConcurrent(t *testing.T) {
	blocks := encode(t, []any{chosen(optionWith("value", "v")), j{"type": "divider", "block_id": "x"}})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if faults := Message(blocks); faults != nil {
				t.Errorf("%q", faults)
			}
		})
	}
	wg.Wait()
}

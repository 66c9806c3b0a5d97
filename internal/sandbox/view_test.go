package sandbox

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

const homeJSON = `{"type":"home","blocks":[
 {"type":"section","block_id":"mine","text":{"type":"mrkdwn","text":"Yours"},
  "accessory":{"type":"button","action_id":"open_lead","value":"7","text":{"type":"plain_text","text":"Open"}}}]}`

// trigger is a fresh trigger_id for a person.
func (w *world) trigger(user string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	id, _ := w.newTrigger(w.person(user).id, "")
	return id
}

// modal opens a modal for Ana and returns its id.
func (w *world) modal(view string) string {
	w.t.Helper()
	out := w.wantOK(w.api("views.open", "trigger_id", w.trigger("ana"), "view", view))
	return at(w.t, out, "view", "id").(string)
}

// submit submits while the app answers with ack, and returns what the app got.
func (w *world) submit(a *app, s Submit, ack string) (map[string]any, Submitted) {
	w.t.Helper()
	done := make(chan Submitted, 1)
	go func() {
		out, err := w.Submit(context.Background(), s)
		if err != nil {
			w.t.Error(err)
		}
		done <- out
	}()
	f := a.next()
	a.ack(f, ack)
	out := <-done
	if f.Type != kindInteractive || !f.Accepts {
		w.t.Errorf("%+v", f)
	}
	return parse(w.t, f.Payload), out
}

func (w *world) open(user string) []View {
	w.t.Helper()
	found, err := w.Views(user)
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

func TestViewsOpen(t *testing.T) {
	w := open(t)
	out := w.wantOK(w.api("views.open", "trigger_id", w.trigger("ana"), "view", modalJSON))
	v := at(t, out, "view")
	if at(t, v, "type") != "modal" || at(t, v, "callback_id") != "log" || at(t, v, "private_metadata") != "lead-1" ||
		at(t, v, "root_view_id") != at(t, v, "id") || at(t, v, "previous_view_id") != nil || at(t, v, "hash") == "" ||
		at(t, v, "title", "text") != "Log" || at(t, v, "app_id") != appID || at(t, v, "bot_id") != botID {
		t.Errorf("%v", v)
	}
	if at(t, v, "state", "values", "how", "how_pick", "selected_option", "value") != "phone" {
		t.Errorf("state %v", at(t, v, "state"))
	}
	if n := len(w.open("ana")) + len(w.open("ben")); n != 1 {
		t.Errorf("%d open", n)
	}
	w.modal(modalJSON)
	if n := len(w.open("ana")); n != 1 {
		t.Errorf("%d open after a second views.open", n)
	}
}

func TestTriggersAreSpentAndExpire(t *testing.T) {
	w := open(t)
	now := time.Now()
	w.real = func() time.Time { return now }
	id := w.trigger("ana")
	w.wantError(w.api("views.open", "trigger_id", id, "view", `{"type":"modal"}`), "invalid_arguments")
	w.wantOK(w.api("views.open", "trigger_id", id, "view", modalJSON))
	w.wantError(w.api("views.open", "trigger_id", id, "view", modalJSON), "exchanged_trigger_id")
	w.wantError(w.api("views.open", "trigger_id", "1.2.3", "view", modalJSON), "invalid_trigger_id")
	w.wantError(w.api("views.open", "view", modalJSON), "invalid_arguments")
	id = w.trigger("ana")
	now = now.Add(3*time.Second + time.Millisecond)
	w.wantError(w.api("views.open", "trigger_id", id, "view", modalJSON), "expired_trigger_id")
}

func TestViewRefusals(t *testing.T) {
	w := open(t)
	for _, tc := range []struct{ view, want string }{
		{"", "invalid_arguments"},
		{"[]", "invalid_arguments"},
		{homeJSON, "invalid_arguments"},
		{strings.Replace(modalJSON, `"lead-1"`, `"`+strings.Repeat("x", 3001)+`"`, 1), "invalid_arguments"},
		{`{"type":"modal","x":"` + strings.Repeat("y", maxView) + `"}`, "view_too_large"},
	} {
		out := w.api("views.open", "trigger_id", w.trigger("ana"), "view", tc.view)
		w.wantError(out, tc.want)
	}
	out := w.api("views.open", "trigger_id", w.trigger("ana"), "view", `{"type":"modal"}`)
	if msgs, ok := at(t, out, "response_metadata", "messages").([]any); !ok || len(msgs) == 0 {
		t.Errorf("no fault is named: %v", out)
	}
}

func TestStackOfThree(t *testing.T) {
	w := open(t)
	root := w.modal(modalJSON)
	second := at(t, w.wantOK(w.api("views.push", "trigger_id", w.trigger("ana"), "view", modalJSON)), "view")
	if at(t, second, "root_view_id") != root || at(t, second, "previous_view_id") != root {
		t.Errorf("%v", second)
	}
	w.wantOK(w.api("views.push", "trigger_id", w.trigger("ana"), "view", modalJSON))
	w.wantError(w.api("views.push", "trigger_id", w.trigger("ana"), "view", modalJSON), "push_limit_reached")
	if n := len(w.open("ana")); n != 3 {
		t.Errorf("%d on the stack", n)
	}
}

func TestViewsUpdate(t *testing.T) {
	w := open(t)
	id := w.modal(modalJSON)
	hash := w.open("ana")[0].Hash
	next := strings.Replace(modalJSON, `"Log"`, `"Logged"`, 1)
	w.wantError(w.api("views.update", "view_id", id, "hash", "stale", "view", next), "hash_conflict")
	out := w.wantOK(w.api("views.update", "view_id", id, "hash", hash, "view", next))
	if at(t, out, "view", "id") != id || at(t, out, "view", "hash") == hash || at(t, out, "view", "title", "text") != "Logged" {
		t.Errorf("%v", out)
	}
	w.wantError(w.api("views.update", "view_id", "V0", "view", next), "not_found")
	w.wantError(w.api("views.update", "external_id", "nope", "view", next), "not_found")
	w.wantError(w.api("views.update", "view_id", id, "view", homeJSON), "invalid_arguments")
}

func TestExternalID(t *testing.T) {
	w := open(t)
	named := strings.Replace(modalJSON, `"callback_id"`, `"external_id":"mine","callback_id"`, 1)
	w.modal(named)
	w.wantError(w.api("views.push", "trigger_id", w.trigger("ana"), "view", named), "duplicate_external_id")
	w.wantOK(w.api("views.update", "external_id", "mine", "view", named))
}

func TestHome(t *testing.T) {
	w := open(t)
	if v, err := w.Home("ana"); v != nil || err != nil {
		t.Errorf("%v %v", v, err)
	}
	out := w.wantOK(w.api("views.publish", "user_id", "U0ANADUARTE", "view", homeJSON))
	hash := at(t, out, "view", "hash").(string)
	id := at(t, out, "view", "id")
	w.wantError(w.api("views.publish", "user_id", "U0ANADUARTE", "view", homeJSON, "hash", "stale"), "hash_conflict")
	again := w.wantOK(w.api("views.publish", "user_id", "U0ANADUARTE", "view", homeJSON, "hash", hash))
	if at(t, again, "view", "id") != id {
		t.Error("the home tab changed its id")
	}
	w.wantError(w.api("views.publish", "user_id", "U0NOBODY", "view", homeJSON), "user_not_found")
	w.wantError(w.api("views.publish", "user_id", "U0ANADUARTE", "view", modalJSON), "invalid_arguments")
	if _, err := w.Home("nobody"); err == nil {
		t.Error("nobody has a home")
	}
}

func TestHomeOpened(t *testing.T) {
	w := open(t)
	events := make(chan map[string]any, 4)
	w.dial().serve(func(f frame) string {
		events <- parse(t, f.Payload)
		w.wantOK(w.api("views.publish", "user_id", "U0ANADUARTE", "view", homeJSON))
		return ""
	})
	v, err := w.OpenHome(context.Background(), "ana", "")
	if err != nil || v == nil || v.Type != "home" {
		t.Fatalf("%+v %v", v, err)
	}
	first := <-events
	if at(t, first, "type") != "event_callback" || at(t, first, "event", "type") != "app_home_opened" ||
		at(t, first, "event", "tab") != "home" || at(t, first, "event", "user") != "U0ANADUARTE" || at(t, first, "event", "view") != nil {
		t.Errorf("%v", first)
	}
	if at(t, first, "authorizations", 0, "user_id") != botUserID || at(t, first, "event_id") == "" {
		t.Errorf("%v", first)
	}
	if _, err := w.OpenHome(context.Background(), "ana", "home"); err != nil {
		t.Fatal(err)
	}
	if second := <-events; at(t, second, "event", "view", "type") != "home" {
		t.Errorf("%v", second)
	}
	if _, err := w.OpenHome(context.Background(), "ana", "messages"); err != nil {
		t.Fatal(err)
	}
	if third := <-events; at(t, third, "event", "tab") != "messages" {
		t.Errorf("%v", third)
	}
	for _, c := range [][2]string{{"nobody", ""}, {"ana", "about"}} {
		if _, err := w.OpenHome(context.Background(), c[0], c[1]); err == nil {
			t.Errorf("%v opened", c)
		}
	}
}

func TestClickInHomeAndModal(t *testing.T) {
	w := open(t)
	a := w.dial()
	w.wantOK(w.api("views.publish", "user_id", "U0ANADUARTE", "view", homeJSON))
	p, _ := w.clicked(a, Click{User: "ana", ActionID: "open_lead"})
	if at(t, p, "container", "type") != "view" || at(t, p, "view", "type") != "home" || at(t, p, "actions", 0, "value") != "7" {
		t.Errorf("%v", p)
	}
	for _, key := range []string{"channel", "message", "response_url"} {
		if _, ok := p[key]; ok {
			t.Errorf("a click in a view carries %s", key)
		}
	}
	id := w.modal(strings.Replace(modalJSON, `"blocks":[`, `"blocks":[`+strings.TrimSuffix(strings.TrimPrefix(claimBlocks, "["), "]")+`,`, 1))
	p, _ = w.clicked(a, Click{User: "ana", ActionID: "stage", Value: "won"})
	if at(t, p, "view", "id") != id || at(t, p, "view", "state", "values", "acts", "stage", "selected_option", "value") != "won" {
		t.Errorf("%v", p["view"])
	}
	p, _ = w.clicked(a, Click{User: "ana", ViewID: id, ActionID: "claim"})
	if at(t, p, "view", "callback_id") != "log" {
		t.Errorf("%v", p["view"])
	}
	if _, err := w.Click(context.Background(), Click{User: "ben", ViewID: id, ActionID: "claim"}); err == nil {
		t.Error("Ben clicked in Ana's modal")
	}
}

func TestSubmit(t *testing.T) {
	w := open(t)
	a := w.dial()
	id := w.modal(modalJSON)
	p, out := w.submit(a, Submit{User: "ana", ViewID: id, Values: map[string]any{
		"Note": "spoke", "how_pick": "Mail", "when_date": "2026-03-02",
	}}, "")
	values := at(t, p, "view", "state", "values")
	if at(t, values, "note", "note_text", "value") != "spoke" || at(t, values, "how", "how_pick", "selected_option", "value") != "mail" ||
		at(t, values, "when", "when_date", "selected_date") != "2026-03-02" {
		t.Errorf("%v", values)
	}
	if p["type"] != "view_submission" || at(t, p, "view", "callback_id") != "log" || at(t, p, "view", "private_metadata") != "lead-1" || p["trigger_id"] == "" {
		t.Errorf("%v", p)
	}
	if !out.OK || len(out.Errors) != 0 || out.AckMS <= 0 || len(w.open("ana")) != 0 {
		t.Errorf("%+v", out)
	}
}

func TestSlackChecksInputsItself(t *testing.T) {
	w := open(t)
	id := w.modal(modalJSON)
	for want, values := range map[string]map[string]any{
		"note": {"note_text": "", "when_date": ""},
		"when": {"note_text": "x", "when_date": "tomorrow"},
	} {
		out, err := w.Submit(context.Background(), Submit{User: "ana", ViewID: id, Values: values})
		if err != nil || out.Errors[want] == "" || len(out.Errors) != 1 {
			t.Errorf("%v gave %+v %v", values, out, err)
		}
	}
	out, _ := w.Submit(context.Background(), Submit{User: "ana", ViewID: id, Values: map[string]any{"note_text": strings.Repeat("x", 21), "when_date": ""}})
	if out.Errors["note"] == "" {
		t.Errorf("%+v", out)
	}
	if n := w.State().PendingEnvelopes; n != 0 {
		t.Errorf("%d envelopes reached the bot", n)
	}
}

func TestSubmitAnswers(t *testing.T) {
	w := open(t)
	a := w.dial()
	fill := map[string]any{"note_text": "x"}
	other := strings.Replace(modalJSON, `"Log"`, `"Next"`, 1)
	for _, tc := range []struct {
		name, ack, errorAt string
		open               int
		view               bool
	}{
		{"nothing closes", ``, "", 0, false},
		{"an empty object closes", `{}`, "", 0, false},
		{"null closes", `null`, "", 0, false},
		{"clear", `{"response_action":"clear"}`, "", 0, false},
		{"errors", `{"response_action":"errors","errors":{"note":"too short"}}`, "note", 1, false},
		{"errors of no block", `{"response_action":"errors","errors":{"nope":"x"}}`, broken, 1, false},
		{"no errors", `{"response_action":"errors"}`, broken, 1, false},
		{"update", `{"response_action":"update","view":` + other + `}`, "", 1, true},
		{"push", `{"response_action":"push","view":` + other + `}`, "", 2, true},
		{"a bad view", `{"response_action":"push","view":{"type":"modal"}}`, broken, 1, false},
		{"an unknown action", `{"response_action":"dance"}`, broken, 1, false},
		{"no object", `[1]`, broken, 1, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w.t, a.t = t, t
			id := w.modal(modalJSON)
			_, out := w.submit(a, Submit{User: "ana", ViewID: id, Values: fill}, tc.ack)
			if n := len(w.open("ana")); n != tc.open {
				t.Errorf("%d open, want %d", n, tc.open)
			}
			if (tc.errorAt != "") != (len(out.Errors) > 0) || (tc.errorAt != "" && out.Errors[tc.errorAt] == "") {
				t.Errorf("errors %v, want one at %q", out.Errors, tc.errorAt)
			}
			if (out.ViewID != "") != tc.view {
				t.Errorf("view %q", out.ViewID)
			}
		})
	}
}

func TestPushBeyondTheStack(t *testing.T) {
	w := open(t)
	a := w.dial()
	w.modal(modalJSON)
	for range 2 {
		w.wantOK(w.api("views.push", "trigger_id", w.trigger("ana"), "view", modalJSON))
	}
	top := w.open("ana")[2].ID
	_, out := w.submit(a, Submit{User: "ana", ViewID: top, Values: map[string]any{"note_text": "x"}}, `{"response_action":"push","view":`+modalJSON+`}`)
	if out.Errors[broken] == "" {
		t.Errorf("%+v", out)
	}
	if _, out = w.submit(a, Submit{User: "ana", ViewID: top}, ""); len(w.open("ana")) != 2 {
		t.Errorf("%d open, %+v", len(w.open("ana")), out)
	}
}

func TestSubmitRefusals(t *testing.T) {
	w := open(t)
	id := w.modal(modalJSON)
	for _, s := range []Submit{
		{User: "nobody", ViewID: id},
		{User: "ben", ViewID: id},
		{User: "ana", ViewID: "V0"},
		{User: "ana", ViewID: id, Values: map[string]any{"Nope": "x"}},
		{User: "ana", ViewID: id, Values: map[string]any{"how_pick": "pigeon"}},
	} {
		if _, err := w.Submit(context.Background(), s); err == nil {
			t.Errorf("%+v was submitted", s)
		}
	}
	plain := `{"type":"modal","title":{"type":"plain_text","text":"T"},"blocks":[{"type":"divider"}]}`
	id = w.modal(plain)
	if _, err := w.Submit(context.Background(), Submit{User: "ana", ViewID: id}); err == nil {
		t.Error("submitted a modal without a submit button")
	}
}

func TestUnackedSubmitStaysOpen(t *testing.T) {
	w := open(t)
	id := w.modal(modalJSON)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out, err := w.Submit(ctx, Submit{User: "ana", ViewID: id, Values: map[string]any{"note_text": "x"}})
	if err != nil || out.OK || out.Errors[broken] == "" || len(w.open("ana")) != 1 {
		t.Errorf("%+v %v", out, err)
	}
}

func TestCloseView(t *testing.T) {
	w := open(t)
	a := w.dial()
	ctx := context.Background()
	if err := w.CloseView(ctx, "ana", w.modal(modalJSON)); err != nil || len(w.open("ana")) != 0 {
		t.Errorf("%v", err)
	}
	noisy := strings.Replace(modalJSON, `"callback_id"`, `"notify_on_close":true,"clear_on_close":true,"callback_id"`, 1)
	w.modal(modalJSON)
	top := at(t, w.wantOK(w.api("views.push", "trigger_id", w.trigger("ana"), "view", noisy)), "view", "id").(string)
	done := make(chan error, 1)
	go func() { done <- w.CloseView(ctx, "ana", top) }()
	f := a.next()
	a.ack(f, "")
	if err := <-done; err != nil {
		t.Error(err)
	}
	if p := parse(t, f.Payload); p["type"] != "view_closed" || p["is_cleared"] != true || f.Accepts {
		t.Errorf("%v", p)
	}
	if n := len(w.open("ana")); n != 0 {
		t.Errorf("%d left", n)
	}
	if w.CloseView(ctx, "ana", top) == nil || w.CloseView(ctx, "nobody", top) == nil {
		t.Error("closed what is not open")
	}
}

// Every kind of input takes its value in its own shape.
func TestInputKinds(t *testing.T) {
	w := open(t)
	const options = `"options":[{"text":{"type":"plain_text","text":"A"},"value":"a"},{"text":{"type":"plain_text","text":"B"},"value":"b"}]`
	const grouped = `"option_groups":[{"label":{"type":"plain_text","text":"G"},` + options + `}]`
	for _, tc := range []struct {
		element string
		value   any
		want    string
	}{
		{`"type":"plain_text_input"`, "x", `{"type":"plain_text_input","value":"x"}`},
		{`"type":"plain_text_input"`, nil, `{"type":"plain_text_input","value":null}`},
		{`"type":"number_input","is_decimal_allowed":true`, 3.5, `{"type":"number_input","value":"3.5"}`},
		{`"type":"number_input","is_decimal_allowed":false`, 12.0, `{"type":"number_input","value":"12"}`},
		{`"type":"static_select",` + grouped, "b", `{"selected_option":{"text":{"text":"B","type":"plain_text"},"value":"b"},"type":"static_select"}`},
		{`"type":"static_select",` + options, "", `{"selected_option":null,"type":"static_select"}`},
		{`"type":"radio_buttons",` + options, "A", `{"selected_option":{"text":{"text":"A","type":"plain_text"},"value":"a"},"type":"radio_buttons"}`},
		{`"type":"checkboxes",` + options, []any{"b"}, `{"selected_options":[{"text":{"text":"B","type":"plain_text"},"value":"b"}],"type":"checkboxes"}`},
		{`"type":"checkboxes",` + options, nil, `{"selected_options":[],"type":"checkboxes"}`},
		{`"type":"multi_static_select",` + options, "a", `{"selected_options":[{"text":{"text":"A","type":"plain_text"},"value":"a"}],"type":"multi_static_select"}`},
		{`"type":"external_select"`, "far", `{"selected_option":{"text":{"text":"far","type":"plain_text"},"value":"far"},"type":"external_select"}`},
		{`"type":"users_select"`, "@ben", `{"selected_user":"U0BENOKAFOR","type":"users_select"}`},
		{`"type":"users_select"`, "", `{"selected_user":null,"type":"users_select"}`},
		{`"type":"multi_users_select"`, []string{"ana", "U0BENOKAFOR"}, `{"selected_users":["U0ANADUARTE","U0BENOKAFOR"],"type":"multi_users_select"}`},
		{`"type":"channels_select"`, "#sales-leads", `{"selected_channel":"C0SALESLEADS","type":"channels_select"}`},
		{`"type":"conversations_select"`, "Cother", `{"selected_conversation":"Cother","type":"conversations_select"}`},
		{`"type":"datepicker"`, "2026-03-02", `{"selected_date":"2026-03-02","type":"datepicker"}`},
		{`"type":"timepicker"`, "09:30", `{"selected_time":"09:30","type":"timepicker"}`},
		{`"type":"datetimepicker"`, 1700000000, `{"selected_date_time":1700000000,"type":"datetimepicker"}`},
	} {
		raw := fmt.Sprintf(`[{"type":"input","block_id":"b","label":{"type":"plain_text","text":"L"},"element":{"action_id":"a",%s}}]`, tc.element)
		all := spots([]byte(raw))
		if len(all) != 1 {
			t.Fatalf("%s: %d spots", tc.element, len(all))
		}
		got, err := w.fill(all[0], tc.value)
		if err != nil || string(got.bytes()) != tc.want {
			t.Errorf("%s ← %v: %s %v, want %s", tc.element, tc.value, got.bytes(), err, tc.want)
		}
	}
}

func TestWrongInputs(t *testing.T) {
	for _, tc := range []struct {
		element, text string
		wrong         bool
	}{
		{`"type":"plain_text_input","min_length":3`, "ab", true},
		{`"type":"plain_text_input","min_length":3`, "abc", false},
		{`"type":"plain_text_input","max_length":3`, "ééé", false},
		{`"type":"plain_text_input","max_length":3`, "éééé", true},
		{`"type":"plain_text_input"`, strings.Repeat("x", 3001), true},
		{`"type":"number_input","is_decimal_allowed":false`, "1.5", true},
		{`"type":"number_input","is_decimal_allowed":true`, "1.5", false},
		{`"type":"number_input","is_decimal_allowed":true,"min_value":"2"`, "1.5", true},
		{`"type":"number_input","is_decimal_allowed":true,"max_value":"1"`, "1.5", true},
		{`"type":"number_input","is_decimal_allowed":true`, "one", true},
		{`"type":"email_text_input"`, "a@b.example", false},
		{`"type":"email_text_input"`, "Ana <a@b.example>", true},
		{`"type":"url_text_input"`, "https://a.example/x", false},
		{`"type":"url_text_input"`, "a.example", true},
		{`"type":"datepicker"`, "2026-02-30", true},
		{`"type":"timepicker"`, "25:00", true},
		{`"type":"timepicker"`, "23:59", false},
		{`"type":"rich_text_input"`, "x", false},
	} {
		all := spots([]byte(fmt.Sprintf(`[{"type":"input","block_id":"b","element":{"action_id":"a",%s}}]`, tc.element)))
		if got := all[0].wrong(all[0].text("type"), tc.text); (got != "") != tc.wrong {
			t.Errorf("%s ← %q: %q, want wrong=%v", tc.element, tc.text, got, tc.wrong)
		}
	}
}

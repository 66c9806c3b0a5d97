package sandbox

import (
	"context"
	"errors"
	"io"
	"log"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// slackgo is a client that shares no code with the workspace: what it reads is
// what a real app would read.
func (w *world) slackgo() *slack.Client {
	return slack.New(BotToken, slack.OptionAPIURL(w.server.URL+"/api/"), slack.OptionAppLevelToken(AppToken), slack.OptionHTTPClient(w.client))
}

func button() slack.Block {
	return slack.NewActionBlock("acts", slack.NewButtonBlockElement("claim", "lead-1", slack.NewTextBlockObject("plain_text", "Claim", false, false)))
}

func TestSlackGoWebAPI(t *testing.T) {
	w := open(t)
	c := w.slackgo()
	ctx := context.Background()
	auth, err := c.AuthTestContext(ctx)
	if err != nil || auth.BotID != botID || auth.UserID != botUserID {
		t.Fatalf("%+v %v", auth, err)
	}
	ch, ts, err := c.PostMessageContext(ctx, "C0SALESLEADS", slack.MsgOptionText("card", false), slack.MsgOptionBlocks(button()),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "lead", EventPayload: map[string]any{"id": "1"}}))
	if err != nil || ch != "C0SALESLEADS" {
		t.Fatal(ch, err)
	}
	if _, _, _, err := c.UpdateMessageContext(ctx, ch, ts, slack.MsgOptionText("bare", false), slack.MsgOptionBlocks()); err != nil {
		t.Fatal(err)
	}
	if got := w.read("sales-leads", "")[0]; got.Text != "bare" || string(got.Blocks) != "[]" || got.Metadata == nil {
		t.Errorf("%+v", got)
	}
	if _, err := c.PostEphemeralContext(ctx, ch, "U0ANADUARTE", slack.MsgOptionText("psst", false)); err != nil {
		t.Error(err)
	}
	if link, err := c.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: ch, Ts: ts}); err != nil || !strings.Contains(link, ch) {
		t.Error(link, err)
	}
	if dm, _, _, err := c.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{"U0BENOKAFOR"}, ReturnIM: true}); err != nil || dm.ID == "" {
		t.Error(dm, err)
	}
	info, err := c.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: ch})
	if err != nil || !info.IsMember || info.Name != "sales-leads" {
		t.Error(info, err)
	}
	list, _, err := c.GetConversationsContext(ctx, &slack.GetConversationsParameters{Types: []string{"public_channel", "private_channel"}})
	if err != nil || len(list) != 4 {
		t.Error(list, err)
	}
	user, err := c.GetUserInfoContext(ctx, "U0GUSWEBER1")
	if err != nil || !user.IsStranger || user.TZ != "Europe/Berlin" || user.Profile.RealName != "Gus Weber" {
		t.Errorf("%+v %v", user, err)
	}
	if all, err := c.GetUsersContext(ctx); err != nil || len(all) != 8 {
		t.Error(all, err)
	}
	if _, _, err := c.DeleteMessageContext(ctx, ch, ts); err != nil {
		t.Error(err)
	}
}

func TestSlackGoFilesAndHome(t *testing.T) {
	w := open(t)
	c := w.slackgo()
	ctx := context.Background()
	sum, err := c.UploadFileContext(ctx, slack.UploadFileParameters{
		Reader: strings.NewReader("PNG"), FileSize: 3, Filename: "chart.png", Title: "Chart", Channel: "C0SALESLEADS", AltTxt: "a chart",
	})
	if err != nil || sum.ID == "" {
		t.Fatal(sum, err)
	}
	if got := w.read("sales-leads", ""); len(got) != 1 || got[0].Files[0].ID != sum.ID || got[0].Files[0].Title != "Chart" {
		t.Errorf("%+v", got)
	}
	view := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{button()}}}
	res, err := c.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: "U0ANADUARTE", View: view})
	if err != nil || res.Hash == "" {
		t.Fatal(res, err)
	}
	stale := "stale"
	if _, err = c.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: "U0ANADUARTE", View: view, Hash: &stale}); err == nil || err.Error() != "hash_conflict" {
		t.Error(err)
	}
}

func TestSlackGoErrors(t *testing.T) {
	w := open(t)
	c := w.slackgo()
	ctx := context.Background()
	_, _, err := c.PostMessageContext(ctx, "C0GENERAL001", slack.MsgOptionText("x", false))
	if err == nil || err.Error() != "not_in_channel" {
		t.Error(err)
	}
	_, _, err = c.PostMessageContext(ctx, "C0SALESLEADS", slack.MsgOptionText("x", false), slack.MsgOptionBlocks(slack.NewActionBlock("a")))
	var no slack.SlackErrorResponse
	if !errors.As(err, &no) || no.Err != "invalid_blocks" || len(no.ResponseMetadata.Messages) == 0 {
		t.Errorf("%#v", err)
	}
	_, _, _, err = c.GetFileInfoContext(ctx, "F0", 0, 0)
	if !errors.As(err, &no) || no.Needed != "files:read" || no.Provided == "" {
		t.Errorf("%#v", err)
	}
	w.fault(Fault{Method: "auth.test", Mode: FaultRateLimit, RetryAfter: 3})
	_, err = c.AuthTestContext(ctx)
	var slow *slack.RateLimitedError
	if !errors.As(err, &slow) || slow.RetryAfter != 3*time.Second {
		t.Errorf("%#v", err)
	}
}

// socket runs slack-go's own socket client until the test ends.
func (w *world) socket(c *slack.Client, handle func(*socketmode.Client, socketmode.Event)) {
	sm := socketmode.New(c, socketmode.OptionLog(log.New(io.Discard, "", 0)))
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { _ = sm.RunContext(ctx); close(done) }()
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		for {
			select {
			case e := <-sm.Events:
				handle(sm, e)
			case <-done:
				return
			}
		}
	}()
	w.t.Cleanup(func() {
		cancel()
		<-done
		<-drained
	})
	eventually(w.t, "hello", func() bool { return w.State().Sockets > 0 })
}

func TestSlackGoSocket(t *testing.T) {
	w := open(t)
	c := w.slackgo()
	view := slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: "log", Title: slack.NewTextBlockObject("plain_text", "Log", false, false),
		Submit: slack.NewTextBlockObject("plain_text", "Save", false, false),
		Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewInputBlock("note", slack.NewTextBlockObject("plain_text", "Note", false, false), nil,
			slack.NewPlainTextInputBlockElement(nil, "note_text"))}},
	}
	homes := make(chan string, 1)
	w.socket(c, func(sm *socketmode.Client, e socketmode.Event) {
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			_ = sm.Ack(*e.Request, map[string]any{"text": "you said " + data.Text})
		case slack.InteractionCallback:
			if data.Type == slack.InteractionTypeViewSubmission {
				_ = sm.Ack(*e.Request, slack.NewErrorsViewSubmissionResponse(map[string]string{
					"note": "not " + data.View.State.Values["note"]["note_text"].Value,
				}))
				return
			}
			_ = sm.Ack(*e.Request)
			if _, err := c.OpenView(data.TriggerID, view); err != nil {
				t.Error(err)
			}
			if a := data.ActionCallback.BlockActions; len(a) != 1 || a[0].Value != "lead-1" || data.Message.Timestamp == "" {
				t.Errorf("%+v", data)
			}
			if _, _, err := c.PostMessage("", slack.MsgOptionReplaceOriginal(data.ResponseURL), slack.MsgOptionText("taken", false)); err != nil {
				t.Error(err)
			}
		case slackevents.EventsAPIEvent:
			_ = sm.Ack(*e.Request)
			if inner, ok := data.InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); ok {
				homes <- inner.User
			}
		}
	})
	ctx := context.Background()
	cmd, err := w.Command(ctx, Command{User: "ana", Channel: "sales-leads", Text: "hello"})
	if err != nil || len(cmd.Replies) != 1 || cmd.Replies[0].Text != "you said hello" {
		t.Errorf("%+v %v", cmd, err)
	}
	_, ts, err := c.PostMessage("C0SALESLEADS", slack.MsgOptionText("card", false), slack.MsgOptionBlocks(button()))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := w.Click(ctx, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"}); err != nil || !got.OK {
		t.Errorf("%+v %v", got, err)
	}
	eventually(t, "the modal is open", func() bool { return len(w.open("ana")) == 1 })
	eventually(t, "the card says so", func() bool { return w.read("sales-leads", "")[0].Text == "taken" })
	sub, err := w.Submit(ctx, Submit{User: "ana", ViewID: w.open("ana")[0].ID, Values: map[string]any{"Note": "enough"}})
	if err != nil || sub.Errors["note"] != "not enough" {
		t.Errorf("%+v %v", sub, err)
	}
	if _, err := w.OpenHome(ctx, "ben", ""); err != nil {
		t.Error(err)
	}
	if who := <-homes; who != "U0BENOKAFOR" {
		t.Errorf("home of %s", who)
	}
}

// slack-go comes back after every way of losing its socket.
func TestSlackGoReconnects(t *testing.T) {
	w := open(t)
	w.socket(w.slackgo(), func(sm *socketmode.Client, e socketmode.Event) {
		if e.Request != nil && e.Request.EnvelopeID != "" {
			_ = sm.Ack(*e.Request)
		}
	})
	for _, kind := range []string{socketRefresh, socketDrop} {
		eventually(t, "a socket in good standing", func() bool { return w.link.fault(kind, false) == 1 })
		out, err := w.Envelope(context.Background(), kindInteractive, []byte(`{"type":"block_actions"}`))
		if err != nil || !out.OK {
			t.Errorf("after %s: %+v %v", kind, out, err)
		}
	}
}

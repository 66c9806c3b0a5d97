package main

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"leadpact/internal/sandbox"
)

// aWorkspaceFor opens a workspace that delivers to a bot by signed requests,
// and starts the bot at that address.
func aWorkspaceFor(t *testing.T, env, bot []string) (*world, *serves) {
	t.Helper()
	at := aFreeAddress(t)
	r := runs(t, env, "sandbox", "--workspace-only", "--addr", "127.0.0.1:0", "--deliver", "http://"+at+"/slack")
	w := &world{workspace: &workspace{t: t, url: r.writes(opened), http: newClient(t), seen: &witness{}}}
	w.opensAs(r)
	s := w.isServed(aStore(t), with(bot, "SLACK_APP_TOKEN=", "LEADPACT_ADDR="+at, "LEADPACT_PUBLIC_URL=http://"+at)...)
	w.door = s.door
	return w, s
}

// hasVerified waits until the bot has answered the workspace's challenge.
func (w *world) hasVerified() {
	w.workspace.t.Helper()
	eventually(w.workspace.t, func() error {
		if !w.state().Verified {
			return errors.New("the address is not verified")
		}
		return nil
	})
}

func TestABotWithARequestURLLivesOnAWorkspaceThatDeliversThere(t *testing.T) {
	t.Parallel()
	w, s := aWorkspaceFor(t, nil, []string{"SLACK_SIGNING_SECRET=" + sandbox.SigningSecret})
	s.isReady()
	w.hasVerified()
	mara := w.aLeadArrives(lead{"name": "Mara Lindt"})
	card := w.expectCard(mara, "Waiting since")
	w.clicks("ana", card, "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.clicks("ben", card, "claim")
	w.seesPrivately("ben", "<@U0ANADUARTE> took Mara just before you")
	expect(t, says("the status", w.isTold("ana", "status"), "Claimed today: 1"))
	equal(t, "claims in the history", len(w.claims(mara)), 1)
	equal(t, "sockets", w.state().Sockets, 0)
	equal(t, "sockets asked for", len(w.calls("apps.connections.open")), 0)
	equal(t, "exit code", s.stops(), exitDone)
}

func TestABotBelievesNoWorkspaceWithAnotherSecret(t *testing.T) {
	t.Parallel()
	w, s := aWorkspaceFor(t, []string{"SLACK_SIGNING_SECRET=of-somebody-else"}, []string{"SLACK_SIGNING_SECRET=" + sandbox.SigningSecret})
	w.isNotJudged("the bot must answer no click here")
	s.isReady()
	mara := w.aLeadArrives()
	got, err := w.click("ana", w.expectCard(mara), "claim")
	expect(t, err)
	if got.OK {
		t.Error("the click was taken")
	}
	var told sandbox.Commanded
	w.must(http.MethodPost, "command", sandbox.Command{User: "ana", Channel: salesLeads, Text: "status"}, &told)
	equal(t, "what the person reads", told.Error, "http_client_error")
	w.expectCard(mara, "Waiting since")
	if w.state().Verified {
		t.Error("the address is verified")
	}
	if out := w.program.all(); !strings.Contains(out, "challenge") || strings.Contains(out, "of-somebody-else") {
		t.Errorf("the workspace says\n%s", out)
	}
}

func TestDeliverTakesAnAddressOfThisMachineAndAWorkspaceAlone(t *testing.T) {
	t.Parallel()
	for _, at := range []string{"http://192.0.2.1/slack", "https://127.0.0.1/slack", "127.0.0.1:3000", "http://leads.example.com/slack", "http:///slack"} {
		ends(t, exitInput, nil, []string{"sandbox", "--workspace-only", "--deliver", at}, "--deliver "+at)
	}
	ends(t, exitInput, nil, []string{"sandbox", "--deliver", "http://127.0.0.1:3000/slack"}, "--workspace-only")
}

package main

import (
	"net/http"
	"strings"
	"testing"
)

func TestWhileSlackIsAwayLeadsAreTakenInAndPostedOnceItIsBack(t *testing.T) {
	t.Parallel()
	w := aPlace(t)
	bot := w.isServedHere(aStore(t))
	leads := []string{bot.aLeadArrives(), bot.aLeadArrives()}
	status, text, err := bot.gets("/healthz")
	expect(t, err)
	equal(t, "/healthz", status, http.StatusOK)
	equal(t, "/healthz", text, "ok\n")
	eventually(t, func() error {
		return bot.readySays(http.StatusServiceUnavailable, "not ready", "Slack has not been reached yet", "auth.test")
	})

	w.isOpened()
	w.settles(leads, 1)
	bot.isReady()
	w.clicks("ana", w.expectCard(leads[0]), "claim")
	w.expectCard(leads[0], "<@U0ANADUARTE> took it")
	equal(t, "exit code", bot.stops(), 0)
}

func TestSlackGoingAwayIsSaidAndNothingIsLost(t *testing.T) {
	t.Parallel()
	w := aPlace(t)
	w.isOpened()
	bot := w.isServedHere(aStore(t))
	bot.isReady()
	w.program.stops()
	eventually(t, func() error { return bot.readySays(http.StatusServiceUnavailable, "not ready") })
	mara := bot.aLeadArrives()
	w.isOpened()
	w.expectCard(mara, "Waiting since")
	bot.isReady()
}

func TestTheProgramEndsPromptlyWhileSlackIsAway(t *testing.T) {
	t.Parallel()
	w := aPlace(t)
	w.mayOwe("Slack is away until the end")
	bot := w.isServedHere(aStore(t))
	bot.aLeadArrives()
	equal(t, "exit code", bot.stops(), 0)
}

func TestAStoreThatIsStalledIsNamedAsTheReason(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	store := aStore(t)
	bot := w.isServed(store)
	bot.isReady()
	letGo := stall(t, store)
	eventually(t, func() error {
		return bot.readySays(http.StatusServiceUnavailable, "not ready", "the store cannot be written")
	})
	letGo()
	bot.isReady()
}

func TestARefusedAppTokenIsNamedAsTheReason(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	bot := w.isServed(aStore(t), "SLACK_APP_TOKEN=xapp-of-another-app")
	mara := bot.aLeadArrives()
	w.expectCard(mara) // cards need the other token alone
	eventually(t, func() error {
		return bot.readySays(http.StatusServiceUnavailable, "not ready", "app token was refused", "invalid_auth")
	})
	if strings.Contains(bot.all(), "xapp-of") {
		t.Error("the log holds the token")
	}
}

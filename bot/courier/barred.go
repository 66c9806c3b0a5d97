package courier

import (
	"sync/atomic"

	"leadpact/bot/webapi"
)

// barring are Slack's words for a refusal for which no single lead is the
// reason, nor a channel: the app itself may not speak.
var barring = map[string]bool{
	"missing_scope": true, "not_allowed_token_type": true,
	"invalid_auth": true, "not_authed": true, "account_inactive": true, "token_revoked": true, "token_expired": true,
	"team_access_not_granted": true, "org_login_required": true, "ekm_access_denied": true,
}

// bar is why Slack lets the app say nothing, or nil.
type bar struct{ why atomic.Pointer[string] }

// hear learns from what Slack said to a call.
func (b *bar) hear(f *webapi.Failure, done bool) {
	switch {
	case done:
		b.why.Store(nil)
	case f != nil && barring[f.Code]:
		b.why.Store(new(f.Error()))
	}
}

// Barred tells, in Slack's words, why the app may say nothing at all; empty if
// no call was refused for that since the last one that went well, or if this
// process is not the courier. What is parked meanwhile is tried again, so it
// ends by itself soon after the trouble is over.
func (c *Courier) Barred() string {
	if why := c.bar.why.Load(); why != nil && c.o.Lease.Holds(0) {
		return *why
	}
	return ""
}

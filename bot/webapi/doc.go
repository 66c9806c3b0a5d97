// Package webapi makes the calls to Slack that the bot needs, through slack-go:
// it keeps Slack's ceilings, sorts failures by what can be done about them, and
// never retries by itself, since a call that was cut may have been carried out.
package webapi

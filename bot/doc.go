// Package bot is where Slack's people reach Leadpact: it takes the envelopes
// that a transport hands over, finds each one's handler in a table, and answers
// within the three seconds that Slack allows. A change is saved first and
// acknowledged second. What the channel must be shown afterwards is the
// courier's work, not the handlers'.
package bot

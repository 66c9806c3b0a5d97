// Package view turns values of the domain into Slack messages. All of it is
// pure: the same lead gives the same message, and the golden files beside the
// tests hold every one of them.
//
// Whatever comes from outside is escaped here and nowhere else: a lead's words
// stand in plain text where they may be long, and have no markup where they
// stand among ours.
package view

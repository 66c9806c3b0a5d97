// Package blockkit refuses the blocks and views that Slack would refuse. The
// simulated workspace asks it before it keeps a message, a modal or a home tab,
// so a payload that would fail in a real workspace already fails in a test.
//
// What Slack allows stands here as tables of shapes (one per block, element and
// text object); a small interpreter walks raw JSON along them. The package knows
// neither the Slack client nor the sandbox, and keeps no state between calls.
package blockkit

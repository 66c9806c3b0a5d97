// Package courier makes Slack show what the leads' histories say.
//
// Each lead remembers up to which event Slack has been told. The courier takes
// the leads that owe the channel a message, the most urgent first, sends one
// message at a time, and moves the mark after each, so that a kill or a cut
// repeats at most the one message whose answer was lost. There is one courier
// per store, by lease; no call starts that the lease might not outlive. A lead
// that Slack refuses is parked and stands in nobody's way.
package courier

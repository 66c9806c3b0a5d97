// Package invariant judges what a run of Leadpact has left behind: the leads
// with their histories, the notices, the calls to Slack, what people see, and
// what they did. It names each promise of the design that was broken, by its
// number. It reads values alone and folds histories by itself, so that a mistake
// of the code that it judges is not also its own.
//
// Judged are the promises 1 to 6, 9 and 11 to 14, as far as each one's file
// says. Not judged are 7 (agreements, calendars and holidays are not pinned yet,
// so that nothing could change a verdict), 8 (there are no nudges that could
// wait for the morning) and 10 (there are no digests). Of 5 there is no ladder
// yet, of 6 no nudge but the notice that a lead is hot again, of 9 no breach,
// reminder or digest, of 11 nobody who is away or at a cap. Who adds one of
// these adds its rule here.
package invariant

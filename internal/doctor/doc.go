// Package doctor looks at everything that Leadpact needs, one check after the
// other, and says what it saw and what to do about it.
//
// Checks stand in one table. They ask through small interfaces, so that each
// finding can be tried without Slack; cmd/leadpact hands in the real ones. No
// token ever comes in here, so that none can be printed.
package doctor

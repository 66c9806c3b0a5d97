// Package programtest is what tests of the built program share: it builds the
// program, starts it in a process of its own, reads what it writes, and ends
// it. A process never outlives its test. Waiting is looking again until a
// deadline, as in [Within].
package programtest

// Package commands answers the slash command: one file for each word that can
// follow it, all in one table that also prints the help. An answer is a view of
// domain values and is shown to the one who asked.
package commands

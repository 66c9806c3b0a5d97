// Package sqlite keeps leads in one file, with SQLite in pure Go.
//
// Everything that is written goes through one writer, which lets small writes
// that come together share a commit, so that there are fewer syncs than writes
// and never a conflict between two changes of one process. Reads have
// connections of their own and see what is committed. Several processes of one
// machine may share the file.
package sqlite

//go:build !linux

package main

// diskUnder cannot tell here how much is free, or what the directory lies on.
func diskUnder(string) (free int64, network string) { return -1, "" }

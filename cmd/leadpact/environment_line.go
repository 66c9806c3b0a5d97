package main

import (
	"bytes"
	"fmt"

	"github.com/joho/godotenv"
)

// badLine is a line of a file with settings that cannot be understood. What it
// says is not repeated: it may be a token.
type badLine struct {
	file string
	line int // counted from 1
}

// Error says which line to mend, and how.
func (b *badLine) Error() string { return b.file + " cannot be understood: " + b.remedy() }

func (b *badLine) remedy() string {
	return fmt.Sprintf("mend line %d: each line must be NAME=value, and a quotation mark that begins a value must also end it", b.line)
}

// longestValue is how many lines a value between quotation marks may have, as far
// as is looked for its end.
const longestValue = 100

// lineAtFault finds the first line that cannot be understood, either alone or
// with lines after it, as a value between quotation marks may go on.
func lineAtFault(content []byte) int {
	lines := bytes.SplitAfter(content, []byte("\n"))
	at := 0
	for at < len(lines) {
		taken := 0
		for n := 1; n <= longestValue && at+n <= len(lines) && taken == 0; n++ {
			all, err := godotenv.UnmarshalBytes(bytes.Join(lines[at:at+n], nil))
			if _, nameless := all[""]; err == nil && !nameless {
				taken = n
			}
		}
		if taken == 0 {
			break
		}
		at += taken
	}
	return min(at+1, len(lines))
}

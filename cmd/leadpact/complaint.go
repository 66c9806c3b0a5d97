package main

import "time"

// complaintPause is how long is waited, real time, until other words about the
// same kind of trouble are logged.
const complaintPause = 5 * time.Minute

// complaint remembers what was logged of a trouble that is looked at again and
// again, so that it is not logged each time.
type complaint struct {
	said string // empty when there was no trouble
	at   time.Time
}

// due reports whether the words are to be logged now: the first, and then others,
// but not too often.
func (c *complaint) due(words string, now time.Time) bool {
	if words == c.said || c.said != "" && now.Sub(c.at) < complaintPause {
		return false
	}
	c.said, c.at = words, now
	return true
}

// over ends the trouble; it reports whether any was logged.
func (c *complaint) over() bool {
	was := c.said != ""
	*c = complaint{}
	return was
}

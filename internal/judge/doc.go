// Package judge holds the scripts by which outsiders judge what Leadpact sends
// and speaks; run.sh asks them all. What is here in Go tests those parts of the
// scripts that no judge would notice to be broken.
package judge

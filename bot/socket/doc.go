// Package socket keeps a number of Socket Mode connections to Slack alive and hands over the raw envelopes that arrive on
// them, each with the function that acknowledges it.
//
// It is the lowest step of the way in: it knows nothing of leads, of what an envelope means, or of any Slack library. The
// package above it decodes, dispatches and decides; it gives the address of a connection through [Options].Open and takes
// envelopes through [Options].Handle. docs/adr/0002-own-socket-mode-client.md tells why this is our own.
package socket

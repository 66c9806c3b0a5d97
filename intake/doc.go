// Package intake is where leads come in, over HTTP: the JSON door at
// POST /v1/leads and HubSpot's door at POST /hooks/hubspot.
//
// A door proves who speaks, on the raw body; then it turns what was said into
// an [sla.Delivery], by one set of field rules; then the store keeps the
// delivery before the caller hears of success. What is wrong is answered in
// full, in words a person can act on, and nothing of it is saved. It knows the
// domain alone.
package intake

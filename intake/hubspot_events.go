package intake

import (
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// hubspotEvents reads an array of events. Events that are not about a new MQL
// are skipped, whatever they look like: a refusal would only bring them back.
func hubspotEvents(body gjson.Result, now time.Time) ([]*sla.Delivery, *problem) {
	var all []*sla.Delivery
	body.ForEach(func(_, event gjson.Result) bool {
		all = append(all, hubspotEvent(event, now))
		return len(all) <= mostLeads
	})
	if len(all) > mostLeads {
		return nil, badJSON("The array holds more than 1,000 events. Send them in several requests.")
	}
	return all, nil
}

// hubspotEvent returns the delivery of one event, or nil. It tells ids only:
// who the person is, is to be asked of HubSpot.
func hubspotEvent(event gjson.Result, now time.Time) *sla.Delivery {
	contact := number(event.Get("objectId"))
	if contact == "" || !aboutNewMQL(event) {
		return nil
	}
	portal, occurred := number(event.Get("portalId")), number(event.Get("occurredAt"))
	// HubSpot's event ids are not unique, so the whole tuple is the key.
	id := strings.Join([]string{
		"hubspot:event", portal, event.Get("subscriptionType").Str, contact, number(event.Get("eventId")), occurred,
	}, ":")
	a := sla.Arrival{Cause: causeAt(id, 0), ExternalID: hubspotSource + ":" + contact, QualifiedAt: plausible(occurred, now)}
	a.Source, a.Side, a.Action = hubspotSource, sla.SideMarketing, becameMQL
	if portal != "" {
		a.Links = []string{hubspotRecord(portal, contact)}
	}
	return &sla.Delivery{ID: id, At: now, Arrivals: []sla.Arrival{a}}
}

// aboutNewMQL knows both dialects of subscriptions.
func aboutNewMQL(event gjson.Result) bool {
	switch event.Get("subscriptionType").Str {
	case "contact.propertyChange":
	case "object.propertyChange":
		if event.Get("objectTypeId").Str != "0-1" {
			return false
		}
	default:
		return false
	}
	return event.Get("propertyName").Str == "lifecyclestage" && isMQL(event.Get("propertyValue").Str)
}

// plausible returns the instant of the milliseconds, or the zero time if it
// can't be right: HubSpot can't mend an event, so it is not refused for that.
func plausible(millis string, now time.Time) time.Time {
	t, ok := unixInstant(millis)
	if !ok || t.Before(firstInstant) || t.After(now.Add(mostAhead)) {
		return time.Time{}
	}
	return t
}

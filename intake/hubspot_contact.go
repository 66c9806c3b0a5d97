package intake

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// hubspotContact reads the contact that a workflow's action sends, in any of
// its shapes. A contact in another stage is skipped.
func hubspotContact(body gjson.Result, hash string, now time.Time) ([]*sla.Delivery, *problem) {
	c := contact{body: body, properties: body.Get("properties")}
	stage := c.property("lifecyclestage")
	if s := strings.TrimSpace(stage.String()); s != "" && !isMQL(s) {
		return []*sla.Delivery{nil}, nil
	}
	d := &sla.Delivery{ID: hash, Hashed: true, At: now, Arrivals: make([]sla.Arrival, 1)}
	a := &d.Arrivals[0]
	var found faults
	c.fill(&form{arrival: a, now: now, found: &found})
	if found.any() && !leaveOut(a, found) {
		return nil, badRequest(found)
	}
	if id := c.id(); id != "" && !a.QualifiedAt.IsZero() {
		since := strconv.FormatInt(a.QualifiedAt.UnixMilli(), 10)
		d.ID, d.Hashed = strings.Join([]string{"hubspot:contact", number(c.portal()), id, stageMQL, since}, ":"), false
	}
	a.Cause = causeAt(d.ID, 0)
	return []*sla.Delivery{d}, nil
}

// leaveOut lets a contact in without the fields that are wrong, and says on the
// lead which ones those are: HubSpot does not send again what it was refused,
// and a lead must not be lost for its bad address. Somebody must still be known.
func leaveOut(a *sla.Arrival, found faults) bool {
	if a.ExternalID == "" && a.Email == "" && a.Phone == "" {
		return false
	}
	fields := make([]string, 0, len(found.list))
	for _, f := range found.list {
		if !slices.Contains(fields, f.field) {
			fields = append(fields, f.field)
		}
	}
	if a.Extra == nil {
		a.Extra = map[string]string{}
	}
	a.Extra["left out, since HubSpot's value is not valid"] = strings.Join(fields, ", ")
	return true
}

// contact is a HubSpot contact: with the history of its properties (v1), with
// plain properties (v3), or flat, as the workflow's author chose its fields.
type contact struct{ body, properties gjson.Result }

// property returns a property's value in any of the shapes.
func (c *contact) property(name string) gjson.Result {
	v := c.properties.Get(name)
	if !v.Exists() {
		v = c.body.Get(name)
	}
	if v.IsObject() {
		v = v.Get("value")
	}
	return v
}

// first returns the first of the properties that says something.
func (c *contact) first(names ...string) gjson.Result {
	for _, name := range names {
		if v := c.property(name); v.Type == gjson.Number || strings.TrimSpace(v.Str) != "" {
			return v
		}
	}
	return gjson.Result{}
}

// id is the contact's number; after a merge, the one that lives on.
func (c *contact) id() string {
	for _, name := range []string{"canonical-vid", "vid", "hs_object_id", "id", "objectId"} {
		if id := number(c.property(name)); id != "" && id != "0" {
			return id
		}
	}
	return ""
}

func (c *contact) portal() gjson.Result { return c.first("portal-id", "portalId") }

// becameMQL returns when the contact's stage became MQL, as HubSpot wrote it.
func (c *contact) becameMQL() gjson.Result {
	for _, path := range []string{"properties.lifecyclestage.versions", "propertiesWithHistory.lifecyclestage"} {
		for _, version := range c.body.Get(path).Array() {
			if t := version.Get("timestamp"); isMQL(version.Get("value").Str) && t.String() != "" {
				return t
			}
		}
	}
	return c.first("hs_lifecyclestage_marketingqualifiedlead_date", "qualified_at")
}

// fill writes the contact into the form, under the rules of every door.
func (c *contact) fill(f *form) {
	a := f.arrival
	a.Source, a.Side, a.Action = hubspotSource, sla.SideMarketing, becameMQL
	if id := c.id(); id != "" {
		a.ExternalID = hubspotSource + ":" + id
	}
	for _, from := range contactFields {
		if v := c.first(from.properties...); v.Exists() {
			f.take(from.field, v)
		}
	}
	if a.Name == "" {
		f.take("name", text(c.first("firstname").String()+" "+c.first("lastname").String()))
	}
	if t := c.becameMQL(); t.Exists() {
		f.take("qualified_at", t)
	}
	a.Source = words(a.Source)
	c.link(a)
	c.extras(f)
	f.close()
}

// link adds the contact's page in HubSpot.
func (c *contact) link(a *sla.Arrival) {
	if portal, id := number(c.portal()), c.id(); portal != "" && id != "" {
		a.Links = []string{hubspotRecord(portal, id)}
	}
}

// text makes a JSON text of what was put together here.
func text(s string) gjson.Result { return gjson.Result{Type: gjson.String, Str: strings.TrimSpace(s)} }

package intake

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// contactFields says which properties fill which field; the first that says
// something wins. What HubSpot calls the source is the channel, in capitals.
var contactFields = []struct {
	field      string
	properties []string
}{
	{"name", []string{"name", "fullname"}},
	{"email", []string{"email"}},
	{"phone", []string{"phone", "mobilephone"}},
	{"company", []string{"company", "associated-company.properties.name"}},
	{"title", []string{"jobtitle", "title"}},
	{"country", []string{"country"}},
	{"source", []string{"source", "hs_analytics_source"}},
	{"campaign", []string{"campaign", "utm_campaign", "hs_analytics_source_data_1"}},
	{"action", []string{"action", "recent_conversion_event_name"}},
	{"message", []string{"message"}},
	{"score", []string{"score", "hubspotscore"}},
}

// contactKeys are the keys of a flat contact that are read otherwise.
var contactKeys = []string{
	"vid", "canonical-vid", "merged-vids", "hs_object_id", "id", "objectId", "portal-id", "portalId", "is-contact", "profile-url",
	"firstname", "lastname", "lifecyclestage", "hs_lifecyclestage_marketingqualifiedlead_date", "qualified_at",
	"form-submissions", "identity-profiles", "list-memberships", "associated-company", "propertiesWithHistory",
}

// extras keeps the other fields of a flat contact, because somebody chose each
// of them. A full contact has hundreds that nobody asked for.
func (c *contact) extras(f *form) {
	if c.properties.IsObject() {
		return
	}
	c.body.ForEach(func(key, v gjson.Result) bool {
		if v.Type != gjson.Null && !slices.Contains(contactKeys, key.Str) && !fillsField(key.Str) {
			f.extra(key.Str, v)
		}
		return true
	})
}

func fillsField(key string) bool {
	for _, from := range contactFields {
		if slices.Contains(from.properties, key) {
			return true
		}
	}
	return false
}

// words makes "paid search" of "PAID_SEARCH", and leaves other text alone.
func words(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	return strings.ToLower(strings.ReplaceAll(s, "_", " "))
}

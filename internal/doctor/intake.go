package doctor

import (
	"context"
	"strings"
)

func (e *exam) intake(context.Context) Finding {
	if !e.o.Settings.Intake {
		return warning("POST /v1/leads is closed, since LEADPACT_INTAKE_TOKEN is not set",
			"set it, for instance to what openssl rand -hex 32 prints, and give it to whoever posts leads")
	}
	if weak := e.o.Settings.WeakIntake; weak != "" {
		return warning("POST /v1/leads is open to whoever guesses LEADPACT_INTAKE_TOKEN: it "+weak,
			"set it to what openssl rand -hex 32 prints, and give it to whoever posts leads")
	}
	return well("POST /v1/leads is open to whoever shows LEADPACT_INTAKE_TOKEN")
}

func (e *exam) hubspot(context.Context) Finding {
	s := e.o.Settings
	switch {
	case !s.HubSpot:
		return skipped("HUBSPOT_CLIENT_SECRET is not set, so POST /hooks/hubspot is closed")
	case !e.callable(s.PublicURL):
		return warning("HubSpot would have to call "+s.PublicURL+"/hooks/hubspot, but calls https:// alone",
			"set LEADPACT_PUBLIC_URL to the https:// address under which Leadpact is reached")
	}
	return well("HubSpot is to call " + strings.TrimRight(s.PublicURL, "/") + "/hooks/hubspot")
}

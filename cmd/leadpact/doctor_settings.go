package main

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"

	"leadpact/internal/doctor"
)

func unreadable(err error) doctor.Finding {
	if bad, ok := errors.AsType[*badLine](err); ok {
		return doctor.Finding{Status: doctor.Failed, Seen: bad.file + " cannot be understood", Fix: bad.remedy()}
	}
	return doctor.Finding{
		Status: doctor.Failed, Seen: err.Error(),
		Fix: "name with --env-file a file that this user may read, with lines such as LEADPACT_COMMAND=/sla",
	}
}

// settingsFrom says where the settings came from, and whether others can read
// the file.
func settingsFrom(path string) doctor.Finding {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return doctor.Finding{Status: doctor.OK, Seen: "there is no " + path + " here; settings come from the environment alone"}
	case err == nil && openToAll(info):
		return doctor.Finding{Status: doctor.Warning, Seen: "every user of this machine can read " + path + ", which may hold tokens", Fix: "chmod 600 " + path}
	}
	return doctor.Finding{Status: doctor.OK, Seen: path + ", and the environment, which wins"}
}

// openToAll reports whether everybody on this machine may read a file.
func openToAll(info fs.FileInfo) bool {
	return runtime.GOOS != "windows" && info.Mode().IsRegular() && info.Mode().Perm()&0o004 != 0
}

// mounted is where container engines put secrets: readable for all, but within
// the container alone.
const mounted = "/run/secrets/"

// secretFiles looks at the files that hold secrets. It must be called before the
// settings are understood, which puts what the files hold in their place.
func secretFiles(environ map[string]string) []doctor.Finding {
	var found []doctor.Finding
	for _, secret := range secrets {
		path, given := environ[secret+"_FILE"]
		if !given {
			continue
		}
		info, err := os.Stat(path)
		if err != nil {
			continue // it is among the faults of the settings
		}
		f := doctor.Finding{Name: secret + "_FILE", Status: doctor.OK, Seen: path + ", closed to others"}
		if openToAll(info) {
			f.Seen = path + ", within this container"
			if !strings.HasPrefix(path, mounted) {
				f.Status, f.Seen, f.Fix = doctor.Warning, "every user of this machine can read "+path, "chmod 600 "+path
			}
		}
		found = append(found, f)
	}
	return found
}

// faultsFound is everything that is missing or wrong, each with what to do.
func faultsFound(s *settings, faults []error) []doctor.Finding {
	var found []doctor.Finding
	for _, fault := range faults {
		if f := faultFound(fault); !slices.ContainsFunc(found, func(o doctor.Finding) bool { return o.Name == f.Name }) {
			found = append(found, f) // the first fault of a setting is the cause of its others
		}
	}
	return withTokens(s, found)
}

// faultFound takes a fault apart: its setting's name, what is wrong, and after a
// colon what to do.
func faultFound(fault error) doctor.Finding {
	name, text, _ := strings.Cut(strings.TrimSpace(fault.Error()), ": ")
	if secret, ofFile := strings.CutSuffix(name, "_FILE"); ofFile {
		return doctor.Finding{
			Name: secret, Status: doctor.Failed, Seen: "its file cannot be read: " + text,
			Fix: "write into " + name + " the path of a file that this user may read",
		}
	}
	seen, fix, _ := strings.Cut(text, ": ")
	switch {
	case seen == "missing":
		seen, fix = "is not set", "set it: "+fix
	case fixes[name] != "":
		fix = fixes[name]
	case fix == "":
		fix = ".env.example says what " + name + " takes"
	}
	return doctor.Finding{Name: name, Status: doctor.Failed, Seen: seen, Fix: fix}
}

// fixes are said in the place of what the fault itself says to do.
var fixes = map[string]string{
	"LEADPACT_CHANNEL_RATE": "write a number above 0, of messages a second and channel; Slack allows about 1",
	"LEADPACT_LOG_LEVEL":    "write one of debug, info, warn, error",
	"SLACK_API_URL":         "remove it, unless Slack is elsewhere than at https://slack.com/api/; then write that address, with https://",
}

// withTokens looks closer at Slack's tokens, as they are written.
func withTokens(s *settings, found []doctor.Finding) []doctor.Finding {
	found = withToken(found, doctor.Token("SLACK_BOT_TOKEN", s.BotToken, "xoxb-"))
	if !s.overHTTP() {
		return withToken(found, doctor.Token("SLACK_APP_TOKEN", s.AppToken, "xapp-"))
	}
	if strings.ContainsAny(s.SigningSecret, " \t\r\n\"'") {
		found = append(found, doctor.Finding{
			Name: "SLACK_SIGNING_SECRET", Status: doctor.Failed, Seen: "holds a blank, a line break or a quotation mark",
			Fix: "write the secret alone: https://api.slack.com/apps, your app, Basic Information, App Credentials, Signing Secret",
		})
	}
	return found
}

// withToken puts what was seen of a token in the place of what was found before,
// unless its file could not be read.
func withToken(found []doctor.Finding, f doctor.Finding) []doctor.Finding {
	i := slices.IndexFunc(found, func(o doctor.Finding) bool { return o.Name == f.Name })
	switch {
	case f.Seen == "":
	case i < 0:
		found = append(found, f)
	case !strings.Contains(found[i].Seen, "file") && !strings.Contains(found[i].Seen, "set, and"):
		found[i] = f
	}
	return found
}

// trimmedURL is an address to which a path can be added.
func trimmedURL(s string) string { return strings.TrimRight(s, "/") }

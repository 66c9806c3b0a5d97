package main

import (
	"log/slog"
	"reflect"
	"slices"
	"strings"

	"leadpact/internal/doctor"
)

// stray is a name that looks like a setting and is none.
type stray struct {
	name  string
	meant string // the setting that it is close to; empty if none is
}

// strays are the names in the file with settings that look like settings and are
// none. Of those in the environment, which many programs share, only names that
// are misspelt by a letter or two are told.
func strays(environ []string, file string) []stray {
	inFile, err := readFile(file)
	if err != nil {
		return nil // it is said elsewhere
	}
	var found []stray
	for name := range inFile {
		if s := (stray{name, meant(name, farInFile)}); looksOurs(name) && !isSetting(name) {
			found = append(found, s)
		}
	}
	for _, kv := range environ {
		name, _, _ := strings.Cut(kv, "=")
		_, told := inFile[name]
		if m := meant(name, farOutside); looksOurs(name) && !isSetting(name) && !told && m != "" && !slices.Contains(common, name) {
			found = append(found, stray{name, m})
		}
	}
	slices.SortFunc(found, func(a, b stray) int { return strings.Compare(a.name, b.name) })
	return slices.Compact(found)
}

// How many letters a name may be off from the one that is meant.
const (
	farInFile  = 3
	farOutside = 2
)

// common are names that other programs' settings have, close to ours.
var common = []string{"SLACK_API_TOKEN", "SLACK_APP_ID", "SLACK_TOKEN", "HUBSPOT_CLIENT_ID"}

func looksOurs(name string) bool {
	name = strings.ToUpper(name)
	return strings.HasPrefix(name, "LEADPACT_") || strings.HasPrefix(name, "SLACK_") || strings.HasPrefix(name, "HUBSPOT_")
}

func isSetting(name string) bool { return slices.Contains(settingNames(), name) }

// settingNames are all names that settings have.
func settingNames() []string {
	var names []string
	for f := range reflect.TypeFor[settings]().Fields() {
		if name := f.Tag.Get("env"); name != "" {
			names = append(names, name)
		}
	}
	for _, s := range secrets {
		names = append(names, s+"_FILE")
	}
	return names
}

// meant is the one setting whose name is closest to the name, if any is close.
func meant(name string, far int) string {
	best, closest := "", far+1
	for _, s := range settingNames() {
		switch d := distance(strings.ToUpper(name), s); {
		case d < closest:
			best, closest = s, d
		case d == closest:
			best = "" // it may be either
		}
	}
	return best
}

// distance is how many letters must be put in, left out or changed to make one
// word of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := last
			if a[i] != b[j] {
				changed++
			}
			last = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// said is what there is to do about the name.
func (s stray) said() string {
	if s.meant == "" {
		return "remove it, or look in .env.example for the name that is meant"
	}
	return "did you mean " + s.meant + "?"
}

// straysFound is what the doctor says of them.
func straysFound(all []stray) []doctor.Finding {
	var found []doctor.Finding
	for _, s := range all {
		found = append(found, doctor.Finding{Name: s.name, Status: doctor.Warning, Seen: "no setting of this name", Fix: s.said()})
	}
	return found
}

// warnOfStrays logs them in one line, if there are any.
func warnOfStrays(log *slog.Logger, all []stray) {
	var said []string
	for _, s := range all {
		said = append(said, s.name+": "+s.said())
	}
	if len(said) > 0 {
		log.Warn("there are no settings of these names, so they have no effect", "names", said)
	}
}

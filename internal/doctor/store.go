package doctor

import (
	"context"
	"fmt"
)

// leastFree is how little room on the disk is worth a warning, in bytes.
const leastFree = 200 << 20

// store sees whether the store can be used, without using it.
func (e *exam) store(ctx context.Context) []Finding {
	s, err := e.o.Shelf.Look(ctx)
	if err != nil {
		return []Finding{failed("it cannot be looked at: "+err.Error(), "name another file in LEADPACT_STORE, or restore a backup")}
	}
	e.serving, e.unsure = s.Serving, s.Unseen != ""
	found := []Finding{s.finding()}
	if s.Network != "" {
		found = append(found, warning("it lies on a network file system ("+s.Network+"), where locks and syncs are not to be relied on",
			"move the file to a local disk").named("store's disk"))
	}
	if s.Free >= 0 && s.Free < leastFree {
		found = append(found, warning(fmt.Sprintf("only %d MB are free on the disk of the store", s.Free>>20),
			"make room: leads are refused when the disk is full").named("store's disk"))
	}
	return found
}

func (s Store) finding() Finding {
	switch {
	case s.Foreign:
		return failed(s.Path+" is a database of another program", "name another file in LEADPACT_STORE")
	case s.Schema > s.Knows:
		return failed(fmt.Sprintf("%s was written by a newer Leadpact (version %d of the file; this one knows %d)", s.Path, s.Schema, s.Knows),
			"run the newer Leadpact, or restore a backup from before the upgrade")
	case s.Locked:
		return failed("another process has locked "+s.Path+" and does not let go", "end that process; a backup or an open sqlite3 shell may be it")
	case s.Refuses != "":
		return failed(s.Refuses, s.Remedy)
	case !s.Exists:
		return well(s.Path + " does not exist yet; leadpact serve will make it")
	case s.Unseen != "":
		return warning(s.Path+" can be used, but whether leadpact serve works on it cannot be seen: "+s.Unseen,
			"run leadpact doctor again; if it stays so, look whether leadpact serve runs and what it logs")
	case s.Serving:
		return well(s.Path + " is in use by leadpact serve" + s.older())
	}
	return well(s.Path + " can be used; no leadpact serve works on it now" + s.older())
}

// older says that the next start changes the file.
func (s Store) older() string {
	if s.Schema == s.Knows || s.Schema == 0 {
		return ""
	}
	return fmt.Sprintf(". It is of version %d: the next start brings it to %d, after which an older Leadpact cannot use it", s.Schema, s.Knows)
}

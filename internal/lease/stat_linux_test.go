package lease

import "testing"

func TestTicksOf(t *testing.T) {
	const rest = " 1 1 1 0 -1 4194560 100 0 0 0 1 1 0 0 20 0 1 0 4711 1000 100"
	for _, c := range []struct {
		what, stat, ticks string
		known             bool
	}{
		{"a process that runs", "7 (cat) S" + rest, "4711", true},
		{"a name with brackets and spaces", "7 (a) Z (b) ) R" + rest, "4711", true},
		{"a zombie", "7 (cat) Z" + rest, "", true},
		{"a process that is being removed", "7 (cat) X" + rest, "", true},
		{"a short line", "7 (cat) S 1 1", "", false},
		{"nothing", "", "", false},
	} {
		if ticks, known := ticksOf(c.stat); ticks != c.ticks || known != c.known {
			t.Errorf("%s: %q, %v; want %q, %v", c.what, ticks, known, c.ticks, c.known)
		}
	}
}

package doctor

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Printer writes findings as they come, in groups.
type Printer struct {
	W      io.Writer
	Colour bool // with colours
	Live   bool // W is a terminal: what is just looked at is shown

	group string
	doing bool // a line says what is just looked at
}

const (
	column  = 19  // of what was seen, after the sign and the name
	breadth = 104 // of a line
	wipe    = "\r\x1b[K"
)

// signs and colours of what was found.
var signs = map[Status]struct{ sign, colour string }{
	OK: {"✓", "32"}, Remark: {"✓", "32"}, Warning: {"!", "33"}, Failed: {"✗", "31"}, Skipped: {"–", "2"},
}

// Begin shows on a terminal what is just looked at.
func (p *Printer) Begin(group, name string) {
	p.head(group)
	if p.Live {
		fmt.Fprintf(p.W, "%s  … %s", wipe, name)
		p.doing = true
	}
}

// Show prints a finding.
func (p *Printer) Show(group string, f Finding) {
	f = f.plain()
	p.head(group)
	p.clear()
	s := signs[f.Status]
	name := fmt.Sprintf("%-*s", column-1, f.Name)
	if len(f.Name) >= column {
		name = f.Name + "\n" + strings.Repeat(" ", 4+column-1)
	}
	fmt.Fprintf(p.W, "  %s %s %s\n", p.paint(s.colour, s.sign), name, hanging(f.Seen, 4+column))
	if f.Fix != "" {
		fmt.Fprintf(p.W, "%s%s %s\n", strings.Repeat(" ", 4+column), p.paint("36", "→"), hanging(f.Fix, 4+column+2))
	}
}

func (p *Printer) head(group string) {
	if p.group == group {
		return
	}
	p.clear()
	if p.group != "" {
		fmt.Fprintln(p.W)
	}
	p.group = group
	fmt.Fprintln(p.W, p.paint("1", group))
}

func (p *Printer) clear() {
	if p.doing {
		fmt.Fprint(p.W, wipe)
		p.doing = false
	}
}

// End prints the last line.
func (p *Printer) End(r Report) {
	p.clear()
	fmt.Fprintf(p.W, "\n%s\n", p.paint("1", r.Sum()))
}

func (p *Printer) paint(colour, s string) string {
	if !p.Colour {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// Sum is the report in one sentence.
func (r Report) Sum() string {
	need, remarks := r.count(Failed, Warning), r.count(Remark)
	var parts []string
	if need == 1 {
		parts = append(parts, "1 thing needs your attention")
	} else if need > 1 {
		parts = append(parts, fmt.Sprintf("%d things need your attention", need))
	}
	if remarks == 1 {
		parts = append(parts, "1 remark")
	} else if remarks > 1 {
		parts = append(parts, fmt.Sprintf("%d remarks", remarks))
	}
	s := strings.Join(parts, ", ") + "."
	if need == 0 {
		s = strings.TrimSuffix("All is well, "+s, ", .")
		s = strings.TrimSuffix(s, ".") + "."
	}
	if r.Interrupted {
		s = "Interrupted: the rest was not looked at. " + strings.TrimPrefix(s, "All is well.")
	}
	return strings.TrimSpace(s)
}

// JSON writes the report for programs.
func (r Report) JSON(w io.Writer) error {
	checks := make([]Finding, len(r.Findings))
	for i, f := range r.Findings {
		checks[i] = f.plain()
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		Checks []Finding `json:"checks"`
		OK     bool      `json:"ok"`
	}{checks, r.OK()})
}

// hanging breaks text between words, and begins further lines at the indent.
func hanging(text string, indent int) string {
	var out strings.Builder
	at := indent
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case at+1+n > breadth:
			out.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		default:
			out.WriteByte(' ')
			at++
		}
		out.WriteString(word)
		at += n
	}
	return out.String()
}

package view

import (
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"leadpact/sla"
)

const (
	linkMost  = 700 // longer addresses are named by their host alone
	linksMost = 3   // so many links stand on a card
)

// reach says how the person is reached and where more is to be read. Who has no
// email is named by the lead's id, which /sla lead takes as well.
func reach(l *sla.Lead) string {
	phone := name(l.Phone)
	if phone == called(l) {
		phone = ""
	}
	id := ""
	if blank(l.Email) {
		id = "`" + l.ID + "`"
	}
	return joined(" · ", address(l.Email), phone, anchors(l.Links), id)
}

func blank(s string) bool { return oneLine(s) == "" }

// usual is an email address without any sign that markup or disguise needs.
var usual = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.+_-]*@[A-Za-z0-9][A-Za-z0-9.-]*$`)

// address is an email as a link that shows it whole; an unusual one is text.
func address(email string) string {
	email = clip(oneLine(email), emailMost)
	if usual.MatchString(email) {
		return "<mailto:" + email + "|" + email + ">"
	}
	return escape(email)
}

// anchors are the first of the links, and how many more there are.
func anchors(links []string) string {
	shown, more := []string{}, 0
	for _, link := range links {
		switch a := anchor(link); {
		case a == "":
		case len(shown) < linksMost:
			shown = append(shown, a)
		default:
			more++
		}
	}
	if more > 0 {
		shown = append(shown, count(more, "more link", "more links"))
	}
	return strings.Join(shown, " · ")
}

// anchor is a link that shows where it goes: the host, never a text of the
// lead's choosing.
func anchor(link string) string {
	u, err := url.Parse(plain(link))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	u.User = nil
	host := name(u.Host)
	target := strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20", "\n", "%0A", "\t", "%09", "&", "&amp;").Replace(u.String())
	if utf8.RuneCountInString(target) > linkMost {
		return host + " (the link is too long to show)"
	}
	return "<" + target + "|" + host + ">"
}

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

// hostName is a host and perhaps a port, in the letters that addresses are made
// of: others could look like a host that they are not.
var hostName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?$`)

// spaces and the signs of markup are written as addresses write them.
var encoder = strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20", "\n", "%0A", "\t", "%09", "&", "&amp;")

// anchor is a link that shows where it goes: the host, never a text of the
// lead's choosing. What is no web address is nothing; one that is too long, or
// whose host is in other letters, is named and leads nowhere.
func anchor(link string) string {
	u, err := url.Parse(plain(link))
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	u.User = nil
	target := encoder.Replace(u.String())
	switch {
	case !hostName.MatchString(u.Host):
		return name(u.Host)
	case utf8.RuneCountInString(target) > linkMost:
		return u.Host + " (the link is too long to show)"
	default:
		return "<" + target + "|" + u.Host + ">"
	}
}

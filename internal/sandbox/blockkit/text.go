package blockkit

const maxText = 3000

// plain is a plain_text object of at most so many characters.
func plain(most int) rule {
	return among(map[string]shape{"plain_text": textShape(most, "emoji")})
}

// mrkdwn is a mrkdwn object of at most so many characters.
func mrkdwn(most int) rule {
	return among(map[string]shape{"mrkdwn": textShape(most, "verbatim")})
}

// anyText is either of the two.
func anyText(most int) rule {
	return among(map[string]shape{
		"plain_text": textShape(most, "emoji"),
		"mrkdwn":     textShape(most, "verbatim"),
	})
}

// textShape: each kind of text has one switch of its own and refuses the other's.
func textShape(most int, toggle string) shape {
	return shape{
		need: []string{"text"},
		fields: fields{
			"type": anything,
			"text": runes(1, most),
			toggle: boolean,
		},
	}
}

// confirm is the "are you sure" dialog of an element.
func confirm() shape {
	return shape{
		need: []string{"text"},
		fields: fields{
			"title":   plain(100),
			"text":    anyText(300),
			"confirm": plain(30),
			"deny":    plain(30),
			"style":   word("primary", "danger"),
		},
	}
}

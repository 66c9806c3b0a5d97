package sandbox

import (
	"encoding/json"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"
)

// missing is what Slack's own client says about a modal before it submits it,
// by block.
func missing(v *view) map[string]string {
	faults := map[string]string{}
	for _, s := range spots(v.Blocks) {
		if !s.input {
			continue
		}
		kind := s.text("type")
		value := v.State.Values[s.block][s.text("action_id")][keeps[kind]]
		if blank(value) {
			if !s.optional {
				faults[s.block] = "Please complete this required field."
			}
			continue
		}
		if text, ok := value.(string); ok {
			if fault := s.wrong(kind, text); fault != "" {
				faults[s.block] = fault
			}
		}
	}
	return faults
}

func blank(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}

// wrong says what is wrong with text in an element of a kind.
func (s spot) wrong(kind, text string) string {
	switch kind {
	case "plain_text_input":
		n := utf8.RuneCountInString(text)
		if least, ok := s.number("min_length"); ok && float64(n) < least {
			return fmt.Sprintf("This must be at least %v characters.", least)
		}
		if most, ok := s.number("max_length"); n > 3000 || ok && float64(n) > most {
			return "This is too long."
		}
	case "number_input":
		return s.wrongNumber(text)
	case "email_text_input":
		if a, err := mail.ParseAddress(text); err != nil || a.Address != text {
			return "Please enter a valid email address."
		}
	case "url_text_input":
		if u, err := url.Parse(text); err != nil || u.Scheme == "" || u.Host == "" {
			return "Please enter a valid URL."
		}
	case "datepicker":
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return "Please choose a valid date."
		}
	case "timepicker":
		if _, err := time.Parse("15:04", text); err != nil {
			return "Please choose a valid time."
		}
	}
	return ""
}

func (s spot) wrongNumber(text string) string {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "Please enter a number."
	}
	if decimals, _ := s.element["is_decimal_allowed"].(bool); !decimals && n != float64(int64(n)) {
		return "Please enter a whole number."
	}
	if least, ok := s.number("min_value"); ok && n < least {
		return fmt.Sprintf("This must be at least %v.", least)
	}
	if most, ok := s.number("max_value"); ok && n > most {
		return fmt.Sprintf("This must be at most %v.", most)
	}
	return ""
}

// number reads a limit of an element, which some clients send as text.
func (s spot) number(key string) (float64, bool) {
	switch v := s.element[key].(type) {
	case json.Number:
		n, err := v.Float64()
		return n, err == nil
	case string:
		n, err := strconv.ParseFloat(v, 64)
		return n, err == nil
	}
	return 0, false
}

package blockkit

import (
	"strconv"
	"time"
)

func index(at string, i int) string { return at + "/" + strconv.Itoa(i) }

// strings and arrays of an object, absent when of another type: the rule of the
// field itself has already said so.
func str(o map[string]any, key string) string {
	s, _ := o[key].(string)
	return s
}

func array(o map[string]any, key string) []any {
	all, _ := o[key].([]any)
	return all
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func isClock(s string) bool {
	_, err := time.Parse("15:04", s)
	return err == nil
}

func isNumeral(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

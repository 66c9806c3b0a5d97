package main

import (
	"fmt"
	"strings"
)

// leadJSON is the n-th lead.
func leadJSON(n int) string {
	return fmt.Sprintf(`{"id":"contact-%d","name":"Mara Lindt","email":"mara.lindt.%d@kessel.example","company":"Kessel AG","title":"COO",`+
		`"country":"Germany","source":"website","score":84,"campaign":"May webinar","action":"whitepaper download",`+
		`"message":"Replace our planner by March.","qualified_at":"2026-11-02T09:15:00Z"}`, n, n)
}

// arrayJSON is an array of the leads from n on.
func arrayJSON(n, size int) string {
	leads := make([]string, size)
	for i := range leads {
		leads[i] = leadJSON(n + i)
	}
	return "[" + strings.Join(leads, ",") + "]"
}

package view

import "encoding/json"

// Origin is where a window was opened from. It travels with the window as
// metadata, and holds no personal data.
type Origin struct {
	Lead    string `json:"lead"`
	Channel string `json:"channel,omitempty"` // of the card
	Message string `json:"message,omitempty"` // the card's own id
	Home    bool   `json:"home,omitempty"`    // it was opened from the home tab
}

func (o Origin) metadata() string {
	raw, err := json.Marshal(o)
	if err != nil {
		return "" // strings can always be written
	}
	return string(raw)
}

// OriginOf reads what a window carries; what is none is one of no lead.
func OriginOf(metadata string) Origin {
	var o Origin
	if json.Unmarshal([]byte(metadata), &o) != nil {
		return Origin{}
	}
	return o
}

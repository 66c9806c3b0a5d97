package sandbox

import "time"

const (
	triggerLife  = 3 * time.Second
	responseLife = 30 * time.Minute
	responseUses = 5
)

// trigger is the right to open one view for a person, born from something that
// the person did. Its three seconds are real ones, whatever the clock shows.
type trigger struct {
	user    string
	from    string // the modal it was born in
	expires time.Time
	used    bool
	opened  string // the view that it opened
	acted   string // the stamp of the click that it was born from
}

// responseURL is the right to answer one act of a person, five times within
// thirty minutes of the workspace's clock.
type responseURL struct {
	user    string
	channel *channel
	source  *message // what was clicked, nil for a command
	expires time.Time
	uses    int
}

// newTrigger makes the trigger of an act. The lock is held.
func (w *Workspace) newTrigger(user, from string) (string, *trigger) {
	id := randomID("", "0123456789", 13) + "." + randomID("", "0123456789", 12) + "." + randomID("", "0123456789abcdef", 32)
	t := &trigger{user: user, from: from, expires: w.real().Add(triggerLife)}
	w.triggers.put(id, t)
	return id, t
}

// newResponseURL makes the response_url of an act and the key it is known by. The lock is held.
func (w *Workspace) newResponseURL(p *person, ch *channel, source *message) (url, key string) {
	key = randomID("", mixed, 24)
	w.responses.put(key, &responseURL{
		user: p.id, channel: ch, source: source, expires: w.opts.Now().Add(responseLife),
	})
	return w.baseURL() + "/response/" + teamID + "/" + key, key
}

// useTrigger spends a trigger, or says why it cannot be spent. The lock is held.
func (w *Workspace) useTrigger(id string) (*trigger, *fail) {
	t, ok := w.triggers.get(id)
	switch {
	case id == "":
		return nil, failed("invalid_arguments")
	case !ok:
		return nil, failed("invalid_trigger_id")
	case t.used:
		return nil, failed("exchanged_trigger_id")
	case w.real().After(t.expires):
		return nil, failed("expired_trigger_id")
	}
	return t, nil
}

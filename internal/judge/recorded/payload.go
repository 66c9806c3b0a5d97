package main

import (
	"encoding/json"
	"maps"

	"leadpact/internal/sandbox"
)

// payload is something that a judge can read: a kind and the JSON itself. The
// kinds are those of slackcheck, with a dot for its colon.
type payload struct {
	kind string
	body map[string]any
}

// row is how the calls of one method are judged. A nil split means that the
// method's arguments hold nothing that anybody sees.
type row struct {
	split func(arguments map[string]any) []payload
	why   string // why some of it, or all, is not judged
}

const (
	nothingShown = "names things alone, nothing to draw"
	fieldErrors  = "an ack that names the errors of fields: no judge knows those"
)

// methods says for every method that the bot calls what of it can be judged.
var methods = map[string]row{
	"chat.postMessage":             {split: both("call.chat.postMessage")},
	"chat.update":                  {split: message},
	"chat.postEphemeral":           {split: message},
	"response_url":                 {split: message},
	"socket.ack":                   {split: ack, why: fieldErrors},
	"http.ack":                     {split: ack, why: fieldErrors},
	"views.open":                   {split: view("call.views.open")},
	"views.push":                   {split: view("")},
	"views.update":                 {split: view("")},
	"views.publish":                {split: view("call.views.publish")},
	"files.getUploadURLExternal":   {split: whole("call.files.getUploadURLExternal")},
	"files.completeUploadExternal": {split: whole("call.files.completeUploadExternal")},
	"blocks.validate":              {split: blocks},

	"apps.connections.open": {why: nothingShown}, "auth.test": {why: nothingShown}, "chat.delete": {why: nothingShown},
	"chat.getPermalink": {why: nothingShown}, "conversations.info": {why: nothingShown}, "conversations.list": {why: nothingShown},
	"conversations.members": {why: nothingShown}, "conversations.open": {why: nothingShown}, "files.info": {why: nothingShown},
	"upload": {why: "the bytes of a file"}, "users.info": {why: nothingShown}, "users.list": {why: nothingShown},
}

// callsOwn are arguments of a call that are no part of the message it carries.
var callsOwn = []string{"user", "reply_broadcast"}

func message(arguments map[string]any) []payload {
	body := maps.Clone(arguments)
	for _, k := range callsOwn {
		delete(body, k)
	}
	return []payload{{"message", body}}
}

func whole(kind string) func(map[string]any) []payload {
	return func(arguments map[string]any) []payload { return []payload{{kind, arguments}} }
}

// both is a message, judged as such and as the arguments of its call.
func both(call string) func(map[string]any) []payload {
	return func(arguments map[string]any) []payload {
		return append(message(arguments), payload{call, arguments})
	}
}

// view is a modal or a home tab, and the call it comes in if a judge knows that.
func view(call string) func(map[string]any) []payload {
	return func(arguments map[string]any) []payload {
		body, ok := arguments["view"].(map[string]any)
		if !ok {
			return nil
		}
		out := []payload{{surface(body), body}}
		if call != "" {
			out = append(out, payload{call, arguments})
		}
		return out
	}
}

func surface(view map[string]any) string {
	if view["type"] == "home" {
		return "home"
	}
	return "modal"
}

// ack is what came with the ack of an envelope: a message after a command, a
// view or the errors of its fields after a submission.
func ack(arguments map[string]any) []payload {
	body, ok := arguments["payload"].(map[string]any)
	if !ok {
		return nil
	}
	if arguments["type"] == "slash_commands" {
		return message(body)
	}
	return view("")(body)
}

func blocks(arguments map[string]any) []payload {
	if _, ok := arguments["blocks"]; !ok {
		return nil
	}
	body := map[string]any{"text": "blocks alone"}
	maps.Copy(body, arguments)
	return message(body)
}

func argumentsOf(r sandbox.Recorded) map[string]any {
	var out map[string]any
	if json.Unmarshal(r.Arguments, &out) != nil {
		return nil
	}
	return out
}

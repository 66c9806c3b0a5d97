package sandbox

import (
	"strings"
	"unicode/utf8"
)

// writable is the channel that the bot may write to, or why it may not. The lock is held.
func (w *Workspace) writable(ref, archived string) (*channel, *fail) {
	ch := w.channelBy[strings.TrimPrefix(ref, "#")]
	switch {
	case ch == nil, ch.private && !ch.members[botUserID]:
		return nil, failed("channel_not_found")
	case ch.archived:
		return nil, failed(archived)
	case !ch.members[botUserID] && w.need("chat:write.public") != nil:
		return nil, failed("not_in_channel")
	}
	return ch, nil
}

// addressee is where a post goes: a channel, or the direct message with a person.
func (w *Workspace) addressee(ref string) (*channel, *fail) {
	if p := w.peopleBy[ref]; p != nil && p.id == ref && !p.bot {
		return w.direct(p), nil
	}
	return w.writable(ref, "is_archived")
}

func (w *Workspace) postMessage(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if c.args["channel"] == "" {
		return nil, failed("channel_not_found")
	}
	ch, err := w.addressee(c.args["channel"])
	if err != nil {
		return nil, err
	}
	body, thread, err := w.said(ch, c.args)
	if err != nil {
		return nil, err
	}
	m := w.add(ch, &message{
		text: body.text, blocks: body.blocks, attachments: body.attachments, metadata: body.metadata, thread: thread,
	})
	return answer{"channel": ch.id, "ts": m.ts, "message": m.wire()}, nil
}

// said reads what a new message says, and in which thread of the channel.
func (w *Workspace) said(ch *channel, a args) (content, string, *fail) {
	body, err := w.readContent(a)
	if err != nil {
		return content{}, "", err
	}
	if body.empty() {
		return content{}, "", failed("no_text")
	}
	thread, err := ch.thread(a["thread_ts"])
	return body, thread, err
}

// thread checks the parent of a reply; a reply to a reply lands under its parent.
func (ch *channel) thread(ts string) (string, *fail) {
	if ts == "" {
		return "", nil
	}
	parent := ch.byTS[ts]
	switch {
	case parent == nil:
		return "", failed("thread_not_found")
	case parent.ephemeralTo != "":
		return "", failed("cannot_reply_to_message")
	case parent.thread != "":
		return parent.thread, nil
	}
	return ts, nil
}

func (w *Workspace) postEphemeral(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch, err := w.writable(c.args["channel"], "is_archived")
	if err != nil {
		return nil, err
	}
	p := w.peopleBy[c.args["user"]]
	switch {
	case p == nil || p.id != c.args["user"]:
		return nil, failed("user_not_found")
	case !ch.members[p.id]:
		return nil, failed("user_not_in_channel")
	}
	body, thread, err := w.said(ch, c.args)
	if err != nil {
		return nil, err
	}
	m := w.add(ch, &message{
		text: body.text, blocks: body.blocks, attachments: body.attachments, thread: thread, ephemeralTo: p.id,
	})
	return answer{"message_ts": m.ts}, nil
}

// own finds a message that the bot may change; ephemerals cannot be found again.
func (w *Workspace) own(c call, archived, refusal string) (*channel, *message, *fail) {
	ch, err := w.writable(c.args["channel"], archived)
	if err != nil {
		return nil, nil, err
	}
	m := ch.byTS[c.args["ts"]]
	if m == nil || m.ephemeralTo != "" {
		return nil, nil, failed("message_not_found")
	}
	if m.user != botUserID {
		return nil, nil, failed(refusal)
	}
	return ch, m, nil
}

// updateMessage keeps Slack's odd rule: text without blocks removes the blocks,
// a call with neither keeps them.
func (w *Workspace) updateMessage(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch, m, err := w.own(c, "is_inactive", "cant_update_message")
	if err != nil {
		return nil, err
	}
	if utf8.RuneCountInString(c.args["text"]) > maxUpdateText {
		return nil, failed("msg_too_long")
	}
	body, err := w.readContent(c.args)
	if err != nil {
		return nil, err
	}
	if body.empty() && !body.hasMetadata && body.attachments == nil {
		return nil, failed("no_text")
	}
	if !c.args.has("text") && !body.hasBlocks {
		body.text, body.blocks = m.text, m.blocks
	}
	if !c.args.has("attachments") {
		body.attachments = m.attachments
	}
	if body.hasMetadata {
		m.metadata = body.metadata
	}
	w.redraw(ch, m, body)
	if body.blocks == nil {
		m.edited = w.actionStamp()
	}
	return answer{"channel": ch.id, "ts": m.ts, "text": m.text, "message": m.wire()}, nil
}

func (w *Workspace) deleteMessage(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch, m, err := w.own(c, "is_archived", "cant_delete_message")
	if err != nil {
		return nil, err
	}
	w.remove(ch, m)
	return answer{"channel": ch.id, "ts": m.ts}, nil
}

func (w *Workspace) permalink(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := w.channelBy[c.args["channel"]]
	if ch == nil || (ch.private && !ch.members[botUserID]) {
		return nil, failed("channel_not_found")
	}
	ts := c.args["message_ts"]
	m := ch.byTS[ts]
	if m == nil || m.ephemeralTo != "" {
		return nil, failed("message_not_found")
	}
	link := "https://" + teamDomain + ".slack.com/archives/" + ch.id + "/p" + strings.ReplaceAll(ts, ".", "")
	if m.thread != "" {
		link += "?thread_ts=" + m.thread + "&cid=" + ch.id
	}
	return answer{"channel": ch.id, "permalink": link}, nil
}

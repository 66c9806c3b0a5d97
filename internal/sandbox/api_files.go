package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

const maxUpload = 50 << 20

func (w *Workspace) uploadURL(c call) (answer, *fail) {
	length, bad := strconv.Atoi(c.args["length"])
	name := c.args["filename"]
	switch {
	case name == "" || bad != nil:
		return nil, failed("invalid_arguments")
	case length <= 0 || length > maxUpload:
		return nil, failed("file_upload_size_restricted")
	case utf8.RuneCountInString(c.args["alt_txt"]) > 1000:
		return nil, failed("alt_txt_too_large")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	f := &file{id: randomID("F0", upper, 9), name: name, title: name, alt: c.args["alt_txt"], length: length, base: "http://" + c.host}
	key := randomID("", mixed, 32)
	w.files[f.id], w.uploads[key] = f, f
	return answer{"upload_url": f.base + "/upload/v1/" + key, "file_id": f.id}, nil
}

// completeUpload finishes files and shares them, if asked, as one message in
// each channel.
func (w *Workspace) completeUpload(c call) (answer, *fail) {
	var wanted []struct {
		ID    string  `json:"id"`
		Title *string `json:"title"`
	}
	if json.Unmarshal(c.args.raw("files"), &wanted) != nil || len(wanted) == 0 {
		return nil, failed("invalid_arguments")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	var files []*file
	for _, item := range wanted {
		f := w.files[item.ID]
		if f == nil || !f.uploaded {
			return nil, failed("file_not_found")
		}
		if item.Title != nil {
			f.title = *item.Title
		}
		files = append(files, f)
	}
	posts, err := w.sharing(c.args, files)
	if err != nil {
		return nil, err
	}
	out := make([]answer, 0, len(files))
	for _, f := range files {
		f.completed = w.real()
	}
	for _, post := range posts {
		w.add(post.channel, post.message)
		for _, f := range files {
			f.channels = append(f.channels, post.channel.id)
		}
	}
	for _, f := range files {
		out = append(out, f.wire())
	}
	return answer{"files": out}, nil
}

type share struct {
	channel *channel
	message *message
}

// sharing prepares the messages that share files, or says why Slack would not.
func (w *Workspace) sharing(a args, files []*file) ([]share, *fail) {
	refs := strings.FieldsFunc(a["channels"], func(r rune) bool { return r == ',' || r == ' ' })
	if id := a["channel_id"]; id != "" {
		refs = append(refs, id)
	}
	blocks, err := w.readBlocks(a.raw("blocks"))
	if err != nil {
		return nil, err
	}
	if blocks != nil && a["initial_comment"] != "" || len(refs) > 100 {
		return nil, failed("invalid_arguments")
	}
	var posts []share
	for _, ref := range refs {
		ch, err := w.writable(ref, "is_archived")
		if err != nil {
			return nil, err
		}
		thread, err := ch.thread(a["thread_ts"])
		if err != nil {
			return nil, err
		}
		posts = append(posts, share{ch, &message{
			text: cut(a["initial_comment"]), blocks: blocks, files: files, thread: thread,
		}})
	}
	return posts, nil
}

func (w *Workspace) filesInfo(c call) (answer, *fail) {
	w.mu.Lock()
	defer w.mu.Unlock()
	f := w.files[c.args["file"]]
	if f == nil || f.completed.IsZero() {
		return nil, failed("file_not_found")
	}
	return answer{"file": f.wire(), "comments": []answer{}, "response_metadata": answer{"next_cursor": ""}}, nil
}

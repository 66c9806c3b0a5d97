package sandbox

import (
	"encoding/json"
	"fmt"
	"mime"
	"path"
	"strings"
	"time"
)

// fileLag is how long after its completion a file cannot yet stand in a block:
// Slack finishes uploads after it has answered.
const fileLag = 100 * time.Millisecond

// File is one file as the control API shows it.
type File struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Title    string `json:"title"`
	Mimetype string `json:"mimetype"`
	Size     int    `json:"size"`
	AltText  string `json:"alt_txt,omitempty"`
	URL      string `json:"url"` // where the page gets the bytes
}

type file struct {
	id, name, title, alt string
	length               int
	data                 []byte
	uploaded             bool
	completed            time.Time
	channels             []string
	base                 string
}

func (f *file) mimetype() string {
	if kind := mime.TypeByExtension(path.Ext(f.name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

func (f *file) public() File {
	return File{
		ID: f.id, Name: f.name, Title: f.title, Mimetype: f.mimetype(), Size: len(f.data), AltText: f.alt,
		URL: "/sandbox/v1/file/" + f.id,
	}
}

func (f *file) wire() answer {
	kind := strings.TrimPrefix(path.Ext(f.name), ".")
	link := fmt.Sprintf("%s/files-pri/%s-%s/%s", f.base, teamID, f.id, f.name)
	out := answer{
		"id": f.id, "created": f.completed.Unix(), "timestamp": f.completed.Unix(), "name": f.name, "title": f.title,
		"mimetype": f.mimetype(), "filetype": kind, "pretty_type": strings.ToUpper(kind), "user": botUserID,
		"user_team": teamID, "editable": false, "size": len(f.data), "mode": "hosted", "is_external": false,
		"external_type": "", "is_public": len(f.channels) > 0, "public_url_shared": false,
		"url_private": link, "url_private_download": link, "channels": append([]string{}, f.channels...),
		"groups": []string{}, "ims": []string{}, "comments_count": 0, "file_access": "visible",
	}
	if f.alt != "" {
		out["alt_txt"] = f.alt
	}
	return out
}

// unreadyFiles names the files that blocks show and that Slack could not show
// yet or ever. The lock is held.
func (w *Workspace) unreadyFiles(blocks json.RawMessage) []string {
	if !strings.Contains(string(blocks), `"slack_file"`) {
		return nil
	}
	var faults []string
	var tree any
	_ = json.Unmarshal(blocks, &tree)
	visit(tree, "/blocks", func(at string, node map[string]any) {
		ref, ok := node["slack_file"].(map[string]any)
		if !ok {
			return
		}
		id, _ := ref["id"].(string)
		if id != "" && !w.fileReady(id) {
			faults = append(faults, "[ERROR] invalid slack file [json-pointer:"+at+"/slack_file/id]")
		}
	})
	return faults
}

func (w *Workspace) fileReady(id string) bool {
	f := w.files[id]
	return f != nil && f.uploaded && !f.completed.IsZero() && w.real().Sub(f.completed) >= fileLag
}

// visit calls fn for every object of a JSON tree with its JSON pointer.
func visit(node any, at string, fn func(at string, node map[string]any)) {
	switch n := node.(type) {
	case map[string]any:
		fn(at, n)
		for key, child := range n {
			visit(child, at+"/"+key, fn)
		}
	case []any:
		for i, child := range n {
			visit(child, fmt.Sprintf("%s/%d", at, i), fn)
		}
	}
}

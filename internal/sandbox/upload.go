package sandbox

import (
	"io"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
)

// serveUpload takes the bytes of a file at the address that was given out for
// it, raw or as a form's file.
func (w *Workspace) serveUpload(rw http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(rw, r.Body, maxUpload+1<<20)
	key := path.Base(r.URL.Path)
	data, err := uploaded(r)
	w.serveCall(rw, r, "upload", args{"length": strconv.Itoa(len(data))}, func() outcome {
		if err != nil {
			return outcome{status: http.StatusBadRequest, body: []byte("the body cannot be read")}
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		f := w.uploads[key]
		switch {
		case f == nil:
			return outcome{status: http.StatusNotFound, body: []byte("no such upload")}
		case len(data) != f.length:
			return outcome{status: http.StatusBadRequest, body: []byte("the length is not the one announced")}
		}
		f.data, f.uploaded = data, true
		delete(w.uploads, key)
		return outcome{status: http.StatusOK, body: []byte("OK - " + strconv.Itoa(len(data)))}
	})
}

func uploaded(r *http.Request) ([]byte, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "multipart/form-data" {
		return io.ReadAll(r.Body)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FileName() != "" || part.FormName() == "file" {
			return io.ReadAll(part)
		}
	}
}

// serveFile is a file's private address: the bot's token opens it.
func (w *Workspace) serveFile(rw http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+BotToken {
		writeError(rw, http.StatusForbidden, "A file's private address takes the bot's token.")
		return
	}
	folder, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/files-pri/"), "/")
	w.writeFile(rw, strings.TrimPrefix(folder, teamID+"-"))
}

// servePicture is the same file for the page, which has no token.
func (w *Workspace) servePicture(rw http.ResponseWriter, r *http.Request) {
	w.writeFile(rw, r.PathValue("id"))
}

func (w *Workspace) writeFile(rw http.ResponseWriter, id string) {
	w.mu.Lock()
	f := w.files[id]
	ready := f != nil && f.uploaded
	w.mu.Unlock()
	if !ready {
		writeError(rw, http.StatusNotFound, "There is no such file.")
		return
	}
	rw.Header().Set("Content-Type", f.mimetype())
	rw.Header().Set("X-Content-Type-Options", "nosniff")
	rw.Header().Set("Content-Security-Policy", "sandbox; default-src 'none'")
	_, _ = rw.Write(f.data)
}

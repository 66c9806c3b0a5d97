package page

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed static
var embedded embed.FS

// policy allows the page its own files and its own server, and nothing else. Text
// from leads is hostile by assumption: trusted types keep it from ever being markup.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// asset is one file, ready to be sent.
type asset struct {
	body []byte
	kind string
	etag string
}

// Handler serves the page at / and its files under /assets/.
func Handler() http.Handler {
	assets := load(embedded)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		harden(rw.Header())
		a, ok := assets[r.URL.Path]
		switch {
		case !ok:
			http.Error(rw, "There is nothing at this address.", http.StatusNotFound)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			rw.Header().Set("Allow", "GET, HEAD")
			http.Error(rw, "The page can only be read.", http.StatusMethodNotAllowed)
		default:
			a.serve(rw, r)
		}
	})
}

func harden(header http.Header) {
	header.Set("Content-Security-Policy", policy)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("Cross-Origin-Opener-Policy", "same-origin")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// serve always lets the browser ask again: a newer binary on the same address
// must show its own page at once.
func (a asset) serve(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set("Cache-Control", "no-cache")
	rw.Header().Set("ETag", a.etag)
	if r.Header.Get("If-None-Match") == a.etag {
		rw.WriteHeader(http.StatusNotModified)
		return
	}
	rw.Header().Set("Content-Type", a.kind)
	if r.Method == http.MethodHead {
		return
	}
	_, _ = rw.Write(a.body) // a reader that left needs no answer
}

// load reads every embedded file once. The files are part of the binary, so a
// missing one is a mistake that the package's test finds.
func load(files fs.FS) map[string]asset {
	assets := map[string]asset{}
	_ = fs.WalkDir(files, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		a := asset{body: body, kind: kind(name), etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
		assets[address(name)] = a
		return nil
	})
	return assets
}

func address(name string) string {
	name = strings.TrimPrefix(name, "static/")
	if name == "index.html" {
		return "/"
	}
	return "/assets/" + name
}

// kind does not ask the system's tables, which differ from machine to machine.
func kind(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return "application/octet-stream"
	}
}

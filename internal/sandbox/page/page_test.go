package page

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	return request(t, http.MethodGet, path, header...)
}

func request(t *testing.T, method, path string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	rw := httptest.NewRecorder()
	Handler().ServeHTTP(rw, r)
	return rw
}

// texts are all files of the page by the address they are served at.
func texts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(embedded, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(embedded, name)
		out[address(name)] = string(raw)
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("no files: %v", err)
	}
	return out
}

func TestEveryFileIsServedWithItsType(t *testing.T) {
	kinds := map[string]string{
		".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
	}
	for path, want := range texts(t) {
		r := get(t, path)
		if got := r.Body.String(); r.Code != http.StatusOK || got != want {
			t.Errorf("%s: status %d, %d of %d bytes", path, r.Code, len(got), len(want))
		}
		ending := ".html"
		if at := strings.LastIndex(path, "."); at >= 0 {
			ending = path[at:]
		}
		if got := r.Header().Get("Content-Type"); got != kinds[ending] || got == "" {
			t.Errorf("%s is served as %q", path, got)
		}
	}
}

func TestNothingForeignIsLetIn(t *testing.T) {
	for _, path := range []string{"/", "/assets/app.js", "/nothing"} {
		r := get(t, path)
		policy := r.Header().Get("Content-Security-Policy")
		for _, want := range []string{
			"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "base-uri 'none'",
			"form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
		} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy lacks %s", path, want)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") || strings.Contains(policy, "*") {
			t.Errorf("%s: the policy is too wide: %s", path, policy)
		}
		if r.Header().Get("X-Content-Type-Options") != "nosniff" || r.Header().Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: headers %v", path, r.Header())
		}
	}
}

// TestNoMarkupFromData: the policy would stop these at run time, the test says so earlier.
func TestNoMarkupFromData(t *testing.T) {
	forbidden := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|DOMParser|createContextualFragment`)
	inline := regexp.MustCompile(`(?i)<script>|<style|\son[a-z]+="|\sstyle="|javascript:`)
	for path, text := range texts(t) {
		if found := forbidden.FindString(text); found != "" {
			t.Errorf("%s uses %s", path, found)
		}
		if path == "/" {
			if found := inline.FindString(text); found != "" {
				t.Errorf("the page holds %q inline", found)
			}
		}
	}
}

// TestEveryReferenceExists: an address in one file is a file of the page.
func TestEveryReferenceExists(t *testing.T) {
	files := texts(t)
	used := map[string]bool{"/": true}
	reference := regexp.MustCompile(`/assets/[A-Za-z0-9._-]+`)
	for path, text := range files {
		for _, to := range reference.FindAllString(text, -1) {
			used[to] = true
			if _, ok := files[to]; !ok {
				t.Errorf("%s refers to %s, which does not exist", path, to)
			}
		}
	}
	for path := range files {
		if !used[path] {
			t.Errorf("nothing refers to %s", path)
		}
	}
}

// TestNothingIsLoadedFromElsewhere: the only foreign addresses are names, not loads.
func TestNothingIsLoadedFromElsewhere(t *testing.T) {
	foreign := regexp.MustCompile(`https?://[^\s"'` + "`" + `)<]+|url\(`)
	for path, text := range files(t, ".css", ".html", ".js") {
		for _, found := range foreign.FindAllString(text, -1) {
			if found != "http://www.w3.org/2000/svg" && !strings.Contains(found, ".example") {
				t.Errorf("%s mentions %s", path, found)
			}
		}
	}
}

func files(t *testing.T, endings ...string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for path, text := range texts(t) {
		for _, ending := range endings {
			if strings.HasSuffix(path, ending) || (path == "/" && ending == ".html") {
				out[path] = text
			}
		}
	}
	return out
}

// TestEveryImportIsExported: a module asks only for what the other one gives.
func TestEveryImportIsExported(t *testing.T) {
	imports := regexp.MustCompile(`import \{([^}]*)\} from "([^"]+)"`)
	all := files(t, ".js")
	for path, text := range all {
		for _, found := range imports.FindAllStringSubmatch(text, -1) {
			for name := range strings.SplitSeq(found[1], ",") {
				name = strings.TrimSpace(name)
				given := regexp.MustCompile(`export (?:async )?(?:const|let|function|class) ` + regexp.QuoteMeta(name) + `\W`)
				if name != "" && !given.MatchString(all[found[2]]) {
					t.Errorf("%s imports %s, which %s does not export", path, name, found[2])
				}
				if strings.Count(text, name) < 2 {
					t.Errorf("%s imports %s and does not use it", path, name)
				}
			}
		}
	}
}

// TestEveryIDExists: what a module looks up by id stands in the page or is made by a module.
func TestEveryIDExists(t *testing.T) {
	lookup := regexp.MustCompile(`\$\("([^"]+)"\)`)
	all := files(t, ".js")
	whole := texts(t)["/"]
	for _, text := range all {
		whole += text
	}
	for path, text := range all {
		for _, found := range lookup.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(whole, `id="`+found[1]+`"`) && !strings.Contains(whole, `id: "`+found[1]+`"`) {
				t.Errorf("%s looks for #%s, which is nowhere", path, found[1])
			}
		}
	}
}

func TestModulesStaySmall(t *testing.T) {
	for path, text := range files(t, ".js", ".css") {
		if n := strings.Count(text, "\n"); n >= 200 {
			t.Errorf("%s has %d lines", path, n)
		}
	}
}

func TestUnchangedFilesAreNotSentAgain(t *testing.T) {
	first := get(t, "/assets/app.js")
	etag := first.Header().Get("ETag")
	if etag == "" || first.Header().Get("Cache-Control") != "no-cache" {
		t.Fatalf("headers %v", first.Header())
	}
	again := get(t, "/assets/app.js", "If-None-Match", etag)
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("status %d with %d bytes", again.Code, again.Body.Len())
	}
	if other := get(t, "/", "If-None-Match", etag); other.Code != http.StatusOK {
		t.Errorf("another file: status %d", other.Code)
	}
}

func TestOnlyReading(t *testing.T) {
	for path, want := range map[string]int{"/nothing": 404, "/assets/": 404, "/assets/../page.go": 404, "/index.html": 404} {
		r := get(t, path)
		if r.Code != want {
			t.Errorf("%s: status %d", path, r.Code)
		}
	}
	r := request(t, http.MethodPost, "/")
	if r.Code != http.StatusMethodNotAllowed || r.Header().Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: status %d, Allow %q", r.Code, r.Header().Get("Allow"))
	}
	r = request(t, http.MethodHead, "/")
	if r.Code != http.StatusOK || r.Body.Len() > 0 {
		t.Errorf("HEAD: status %d with %d bytes", r.Code, r.Body.Len())
	}
}

package sandbox

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"
)

// upload sends bytes to the address that the workspace gave out for them.
func (w *world) upload(name, data string, asForm bool) string {
	w.t.Helper()
	out := w.wantOK(w.api("files.getUploadURLExternal", "filename", name, "length", fmt.Sprint(len(data)), "alt_txt", "a chart"))
	url := out["upload_url"].(string)
	if !strings.HasPrefix(url, w.server.URL+"/upload/") {
		w.t.Errorf("upload_url %s", url)
	}
	if status := w.sendBytes(url, data, asForm); status != 200 {
		w.t.Fatalf("upload: %d", status)
	}
	return out["file_id"].(string)
}

func (w *world) sendBytes(url, data string, asForm bool) int {
	w.t.Helper()
	body, kind := io.Reader(strings.NewReader(data)), "application/octet-stream"
	if asForm {
		var form bytes.Buffer
		parts := multipart.NewWriter(&form)
		_ = parts.WriteField("note", "first")
		part, _ := parts.CreateFormFile("file", "chart.png")
		_, _ = part.Write([]byte(data))
		_ = parts.Close()
		body, kind = &form, parts.FormDataContentType()
	}
	res, err := w.client.Post(url, kind, body)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	return res.StatusCode
}

func TestUploadAndShare(t *testing.T) {
	w := open(t)
	for _, asForm := range []bool{false, true} {
		id := w.upload("chart.png", "PNG bytes", asForm)
		out := w.wantOK(w.api("files.completeUploadExternal", "files", `[{"id":"`+id+`","title":"Chart"}]`,
			"channel_id", "C0SALESLEADS", "initial_comment", "Here it is"))
		f := at(t, out, "files", 0)
		if at(t, f, "id") != id || at(t, f, "title") != "Chart" || at(t, f, "mimetype") != "image/png" || at(t, f, "alt_txt") != "a chart" {
			t.Errorf("%v", f)
		}
		all := w.read("sales-leads", "")
		m := all[len(all)-1]
		if m.Text != "Here it is" || len(m.Files) != 1 || m.Files[0].ID != id || m.Files[0].Size != 9 {
			t.Errorf("%+v", m)
		}
		res, err := w.client.Get(w.url(m.Files[0].URL))
		if err != nil {
			t.Fatal(err)
		}
		data, _ := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if string(data) != "PNG bytes" || res.Header.Get("Content-Type") != "image/png" {
			t.Errorf("%q %s", data, res.Header.Get("Content-Type"))
		}
		req, _ := http.NewRequest(http.MethodGet, at(t, f, "url_private").(string), nil)
		if res, _ := w.do(req); res.status != http.StatusForbidden {
			t.Errorf("private without a token: %d", res.status)
		}
		req.Header.Set("Authorization", "Bearer "+BotToken)
		if res, _ := w.do(req); res.status != 200 {
			t.Errorf("private with the token: %d", res.status)
		}
	}
}

func TestSharingTwiceAndInThreads(t *testing.T) {
	w := open(t)
	parent := w.say("sales-leads", "digest")
	id := w.upload("a.png", "x", false)
	w.wantOK(w.api("files.completeUploadExternal", "files", `[{"id":"`+id+`"}]`, "channel_id", "C0SALESLEADS", "thread_ts", parent))
	other := w.upload("b.png", "x", false)
	w.wantOK(w.api("files.completeUploadExternal", "files", `[{"id":"`+other+`"}]`, "channels", "C0SALESLEADS,C0SALESMGRS1", "blocks", claimedBlocks))
	if got := w.read("sales-leads", ""); len(got) != 3 || got[1].ThreadTS != parent {
		t.Errorf("%+v", got)
	}
	if got := w.read("sales-managers", ""); len(got) != 1 || len(got[0].Files) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestUploadRefusals(t *testing.T) {
	w := open(t)
	for want, fields := range map[string][]string{
		"invalid_arguments":           {"filename", "a.png"},
		"file_upload_size_restricted": {"filename", "a.png", "length", "0"},
		"alt_txt_too_large":           {"filename", "a.png", "length", "1", "alt_txt", strings.Repeat("x", 1001)},
	} {
		w.wantError(w.api("files.getUploadURLExternal", fields...), want)
	}
	out := w.wantOK(w.api("files.getUploadURLExternal", "filename", "a.png", "length", "5"))
	url, id := out["upload_url"].(string), out["file_id"].(string)
	files := `[{"id":"` + id + `"}]`
	w.wantError(w.api("files.completeUploadExternal", "files", files), "file_not_found")
	if status := w.sendBytes(url, "toolong", false); status != 400 {
		t.Errorf("a wrong length: %d", status)
	}
	if status := w.sendBytes(url, "bytes", false); status != 200 {
		t.Errorf("status %d", status)
	}
	if status := w.sendBytes(url, "bytes", false); status != 404 {
		t.Errorf("a second upload: %d", status)
	}
	for want, fields := range map[string][]string{
		"invalid_arguments": {"files", "[]"},
		"file_not_found":    {"files", `[{"id":"F0NOPE"}]`},
		"not_in_channel":    {"files", files, "channel_id", "C0GENERAL001"},
		"channel_not_found": {"files", files, "channel_id", "C0"},
		"thread_not_found":  {"files", files, "channel_id", "C0SALESLEADS", "thread_ts", "1.1"},
		"invalid_blocks":    {"files", files, "channel_id", "C0SALESLEADS", "blocks", `[{"type":"x"}]`},
	} {
		w.wantError(w.api("files.completeUploadExternal", fields...), want)
	}
	w.wantError(w.api("files.completeUploadExternal", "files", files, "channel_id", "C0SALESLEADS",
		"initial_comment", "x", "blocks", claimBlocks), "invalid_arguments")
	if status, _ := w.get("/sandbox/v1/file/F0NOPE"); status != 404 {
		t.Errorf("status %d", status)
	}
	if n := len(w.read("sales-leads", "")); n != 0 {
		t.Errorf("%d messages after refusals only", n)
	}
}

func TestFilesInfo(t *testing.T) {
	w := open(t)
	w.wantError(w.api("files.info", "file", "F0"), "missing_scope")
	w = open(t, func(o *Options) { o.Scopes = append(DefaultScopes(), "files:read") })
	id := w.upload("a.bin", "x", false)
	w.wantError(w.api("files.info", "file", id), "file_not_found")
	w.wantOK(w.api("files.completeUploadExternal", "files", `[{"id":"`+id+`"}]`))
	if f := at(t, w.wantOK(w.api("files.info", "file", id)), "file"); at(t, f, "size") != 1.0 || at(t, f, "mimetype") != "application/octet-stream" {
		t.Errorf("%v", f)
	}
}

// A picture can stand in a message only a moment after its upload is complete.
func TestPictureInBlocks(t *testing.T) {
	w := open(t)
	now := time.Now()
	w.real = func() time.Time { return now }
	id := w.upload("chart.png", "x", false)
	blocks := `[{"type":"image","alt_text":"chart","slack_file":{"id":"` + id + `"}}]`
	post := func() map[string]any {
		return w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "chart", "blocks", blocks)
	}
	w.wantError(post(), "invalid_blocks")
	w.wantOK(w.api("files.completeUploadExternal", "files", `[{"id":"`+id+`"}]`))
	w.wantError(post(), "invalid_blocks")
	home := `{"type":"home","blocks":` + blocks + `}`
	w.wantError(w.api("views.publish", "user_id", "U0ANADUARTE", "view", home), "invalid_arguments")
	now = now.Add(fileLag)
	w.wantOK(post())
	w.wantOK(w.api("views.publish", "user_id", "U0ANADUARTE", "view", home))
}

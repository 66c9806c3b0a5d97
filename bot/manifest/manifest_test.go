package manifest

import (
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestManifestIsTheGoldenOne(t *testing.T) {
	for name, o := range map[string]Options{
		"socket.json": {Command: "/sla"},
		"http.json":   {Command: "/leads", HTTP: "https://leads.example.com/"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := New(o).JSON()
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, append(got, '\n'), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)+"\n"); diff != "" {
				t.Errorf("the manifest has changed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestEveryScopeHasAReasonAndStandsInTheManifest(t *testing.T) {
	m := New(Options{Command: "/sla"})
	if len(m.OAuth.Scopes.Bot) != len(Scopes()) {
		t.Fatalf("the manifest has %d scopes, the list %d", len(m.OAuth.Scopes.Bot), len(Scopes()))
	}
	for i, s := range Scopes() {
		if s.Reason == "" || m.OAuth.Scopes.Bot[i] != s.Name {
			t.Errorf("scope %q: reason %q, in the manifest %q", s.Name, s.Reason, m.OAuth.Scopes.Bot[i])
		}
	}
}

func TestLinkOpensTheFormFilledIn(t *testing.T) {
	m := New(Options{Command: "/sla"})
	link, err := m.Link()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	var back Manifest
	if err := json.Unmarshal([]byte(u.Query().Get("manifest_json")), &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m.Settings, back.Settings, cmp.AllowUnexported()); diff != "" || u.Host != "api.slack.com" || u.Query().Get("new_app") != "1" {
		t.Errorf("the link %s does not carry the manifest: %s", link, diff)
	}
}

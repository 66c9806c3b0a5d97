package page

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestModulesByNode runs the modules that need no browser under Node, where it is
// installed; the others are driven in a browser.
func TestModulesByNode(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed, so the page's pure modules are not tried by themselves")
	}
	for _, name := range []string{"complete", "check"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			module, err := fs.ReadFile(embedded, "static/"+name+".js")
			if err != nil {
				t.Fatal(err)
			}
			test, err := os.ReadFile(filepath.Join("testdata", name+".test.mjs"))
			if err != nil {
				t.Fatal(err)
			}
			main := filepath.Join(dir, "test.mjs")
			for path, body := range map[string][]byte{filepath.Join(dir, name+".mjs"): module, main: test} {
				if err := os.WriteFile(path, body, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if out, err := exec.CommandContext(t.Context(), node, main).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

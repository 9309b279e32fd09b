package docs_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// forbidden is what no script of ours may do, and why.
var forbidden = map[string]string{
	`\beval\s*\(|new\s+Function\b|\bsetTimeout\s*\(\s*['"` + "`]" + `|\bsetInterval\s*\(\s*['"` + "`]":     "it runs text",
	`\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write|createContextualFragment|\.srcdoc`: "text could become markup: use textContent",
	`window\.addEventListener\(\s*['"]message|window\.onmessage|window\.postMessage|parent\.postMessage`:   "another page could speak to it",
	`[^=!<>]==[^=]|!=[^=]`: "it compares without looking at the type",
	`__proto__|\.prototype\s*(\.|\[|=)|\bwith\s*\(|Object\.assign\(\s*window`: "it could change every object",
	`https?://`: "it could fetch from elsewhere",
}

func TestScriptsRunNoTextAndTrustNoPage(t *testing.T) {
	files, err := filepath.Glob("../internal/ui/assets/scripts/*.js")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	comment := regexp.MustCompile(`(?m)^\s*//.*$`)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text = comment.ReplaceAll(text, nil)
		for pattern, why := range forbidden {
			for _, found := range regexp.MustCompile(pattern).FindAll(text, -1) {
				t.Errorf("%s: %s: %s", file, found, why)
			}
		}
	}
}

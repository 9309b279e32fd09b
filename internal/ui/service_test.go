package ui_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// The page on cookies says what stays in a browser. Only this script keeps
// anything, and only for a tab.
func TestScriptsKeepWhatThePageOnCookiesSays(t *testing.T) {
	keeps := regexp.MustCompile(`localStorage|indexedDB|document\.cookie|cookieStore|caches\.|serviceWorker|sessionStorage`)
	files, err := filepath.Glob("assets/scripts/*.js")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	told := false
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range keeps.FindAllString(string(text), -1) {
			if filepath.Base(file) != "sheet.js" || found != "sessionStorage" {
				t.Errorf("%s uses %s: the page on cookies has to say so", file, found)
			}
			told = true
		}
	}
	if !told {
		t.Error("nothing keeps anything: the page on cookies says too much")
	}
}

package web_test

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/ui"
	"bearings/internal/web"
)

var inMail = regexp.MustCompile(`https?://[^\s]+`)

// What scans people's mail opens every link first, and some of it presses every
// button it finds behind one without our cookies. Nothing may change by asking, and
// the code must still work.
func TestAskingChangesNothing(t *testing.T) {
	h := newHouse(t)
	b := h.browser(t)
	code := b.codeFor(h.world.Guest.Email, "/account")
	h.browser(t).codeFor(h.world.People[people.Coordinator].Email, "")
	all, err := h.outbox.Messages()
	if err != nil || len(all) != 2 {
		t.Fatalf("%d messages: %v", len(all), err)
	}
	var asked []string
	for _, m := range all {
		for _, link := range inMail.FindAllString(m.Text, -1) {
			asked = append(asked, strings.TrimPrefix(link, siteAddress)+"/")
		}
	}
	if len(asked) != 2 {
		t.Errorf("the messages lead to %v", asked)
	}
	fill := strings.NewReplacer("{partnership}", string(h.world.North.ID), "{agency}", string(h.world.Council.ID), "{$}", "",
		"{account}", string(h.world.Guest.ID), "{id}", "x", "{issuer}", "council")
	for _, route := range h.site.(*web.Site).Routes() {
		asked = append(asked, fill.Replace(route.Pattern), fill.Replace(route.Pattern)+"?code=1&state=2&to=/account&done=name")
	}
	before := h.bytes(t)
	scanner := h.browser(t)
	strong := h.as(t, h.world.Tokens[h.world.People[people.Coordinator].ID])
	for _, path := range asked {
		for _, method := range []string{"HEAD", "GET"} {
			scanner.do(method, path, nil)
			strong.do(method, path, nil)
			if path != ui.SignInBackPath { // the browser's own attempt may come back there
				b.do(method, path, nil)
			}
		}
	}
	if !slices.Equal(h.bytes(t), before) {
		t.Error("something in the database changed")
	}
	if len(scanner.cookies) != 0 {
		t.Errorf("the scanner was given %v", scanner.cookies)
	}
	b.want(b.post(ui.SignInTypePath, ui.FieldCode, code), 303, "/account")
}

// bytes are what the database's files hold, but for what SQLite shares among
// programs that read.
func (h *house) bytes(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(h.folder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || info.IsDir() || strings.HasSuffix(file, "-shm") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		all = append(all, filepath.Base(file)+" "+string(sum[:]))
	}
	if len(all) == 0 {
		t.Fatal("the database has no files")
	}
	return all
}

package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

const urlencoded = "application/x-www-form-urlencoded"

// form is a form as a page of ours sends it.
func form(path, fields string) *http.Request {
	r := httptest.NewRequest("POST", path, strings.NewReader(fields))
	r.Header.Set("Content-Type", urlencoded)
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r
}

func TestOnlyFormsAreTakenAsForms(t *testing.T) {
	site := web.New(furnished(t))
	for kind, want := range map[string]int{
		urlencoded: 422, urlencoded + "; charset=utf-8": 422, // empty boxes: the page says what is missing
		"text/plain": 415, "application/json": 415, "multipart/form-data; boundary=x": 415, "": 415, ";": 415,
	} {
		r := form(ui.WritingPath, "a=b")
		r.Header.Set("Content-Type", kind)
		answer := ask(site, r)
		text := body(t, answer)
		if answer.StatusCode != want || want == 415 && !strings.Contains(text, "a way we can’t read") && !strings.Contains(text, "a way we can't read") && !strings.Contains(text, "a way we can&#39;t read") {
			t.Errorf("%q: status %d, want %d", kind, answer.StatusCode, want)
		}
	}
}

// Every route that takes a form takes so much and no more, but those with files
// and long texts, which have tests of their own.
func TestFormsAreBounded(t *testing.T) {
	site, seen := web.New(newHouse(t).config), 0
	for _, route := range site.Routes() {
		if route.Method != "POST" {
			continue
		}
		seen++
		if route.HasOwnLimits() {
			if !slices.Contains([]string{"YourReport", "Written", "ChooseFramework", "SurveyStep", "SaveReturn", "DecideReturn", "NoteReturn",
				"PasteEarlier", "ReadDocument", "ChooseParts", "BringIn"}, route.Name) {
				t.Errorf("%s has rules of its own for how much may come", route.Name)
			}
			continue
		}
		r := form(strings.NewReplacer("{", "", "}", "").Replace(route.Pattern), "a="+strings.Repeat("x", 64<<10))
		r.Host = siteHost
		if answer := ask(site, r); answer.StatusCode != 413 || !strings.Contains(body(t, answer), "more than this form takes") {
			t.Errorf("%s takes a form of 64 KB and more: status %d", route.Name, answer.StatusCode)
		}
	}
	if seen < 20 {
		t.Errorf("only %d forms were seen", seen)
	}
}

func TestQuestionsAboutTheServerAreRefused(t *testing.T) {
	server := serving(t, furnished(t), nil)
	for request, want := range map[string]string{
		"TRACE / HTTP/1.1": "405", "TRACE /nothing HTTP/1.1": "405", "OPTIONS * HTTP/1.1": "405", "OPTIONS / HTTP/1.1": "405",
		"OPTIONS /your-answers HTTP/1.1": "405", "CONNECT example.org:443 HTTP/1.1": "405", "PUT / HTTP/1.1": "405", "PROPFIND / HTTP/1.1": "404",
	} {
		got := spoken(t, server, request+"\r\nHost: localhost\r\nX-Secret: hunter2\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(got, "HTTP/1.1 "+want+" ") || strings.Contains(got, "hunter2") {
			t.Errorf("%s: %.80q", request, got)
		}
		if want == "405" && !strings.Contains(got, "\r\nAllow: GET, HEAD") {
			t.Errorf("%s does not say what is allowed", request)
		}
		for _, header := range []string{"Server:", "X-Powered-By:", "Via:"} {
			if strings.Contains(got, "\r\n"+header) {
				t.Errorf("%s: the answer has %s", request, header)
			}
		}
	}
}

// Whatever is doubtful about where a request ends is the server's to refuse.
func TestDoubtfulRequestsAreRefused(t *testing.T) {
	server := serving(t, furnished(t), nil)
	for name, request := range map[string]string{
		"two lengths":         "POST /writing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\na=bc",
		"no number":           "POST /writing HTTP/1.1\r\nHost: localhost\r\nContent-Length: +3\r\n\r\na=b",
		"unknown coding":      "POST /writing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\na=b",
		"two hosts":           "GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\n\r\n",
		"no host":             "GET / HTTP/1.1\r\n\r\n",
		"a header in a value": "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n",
		"large headers":       "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("x", 64<<10) + "\r\n\r\n",
	} {
		got := spoken(t, server, request)
		if !strings.HasPrefix(got, "HTTP/1.1 4") && !strings.HasPrefix(got, "HTTP/1.1 501 ") {
			t.Errorf("%s: %.80q", name, got)
		}
		if strings.Count(got, "HTTP/1.1 ") != 1 {
			t.Errorf("%s is answered more than once", name)
		}
	}
}

// PostgreSQL takes no text with a zero byte or half a letter in it: that is a fault of
// whoever sends it, and none of ours.
func TestFormsHoldText(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		h := &house{now: testkit.Day, folder: t.TempDir()}
		h.world = testkit.NewWorld(t, db)
		h.open(t, db)
		b := h.as(t, h.world.Tokens[h.world.Guest.ID])
		for _, typed := range []string{"\x00", "key\x00", "\xff"} {
			for _, path := range []string{ui.AccountKeyNamePath, ui.AccountKeyRemovePath, ui.AccountUnlinkPath} {
				if r := b.post(path, ui.FieldID, typed, ui.FieldIssuer, "https://"+typed, ui.FieldName, "x"); r.StatusCode != 422 {
					t.Errorf("%s: %q is %d", path, typed, r.StatusCode)
				}
			}
		}
		if r := b.post(ui.AccountKeyNamePath, ui.FieldID, "Schlüssel", ui.FieldName, "x"); r.StatusCode != 404 {
			t.Errorf("a text is %d", r.StatusCode)
		}
	})
}

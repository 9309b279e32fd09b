package web_test

import (
	"io"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// Whatever a stranger sends to a survey is answered by a page, and what is kept of it
// is an answer of the survey or nothing.
func FuzzSurvey(f *testing.F) {
	p := newPolling(f)
	whole := url.Values{"key": {strings.Repeat("k", 26)}, "page": {"check"}, "step": {"send"}, "agency": {string(p.round.ID)}, "a.p1": {"mostly"}, "c.P1": {"Words"}}
	f.Add(whole.Encode())
	for _, page := range []string{"start", "agency", "level", "s.p1", "s.p9", "deeper", "use", "check", "all"} {
		whole.Set("page", page)
		whole.Set("step", "next")
		f.Add(whole.Encode())
	}
	f.Add("a.p1=%ff&c.P1=%00&key=&page=s.p1&step=next&step=back")
	f.Add("%zz=%&;&&==")
	f.Add("page=check&step=send&key=0123456789012345&level=direct&a.p1=never&a.p1=always&use=quote&c.P2=" + strings.Repeat("x", 3000))
	f.Fuzz(func(t *testing.T, fields string) {
		r := form(ui.AnswerURL(p.link.Code), fields)
		r.Host = siteHost
		answer := ask(p.site, r)
		text, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode >= 500 || !utf8.Valid(text) && answer.Header.Get("Content-Encoding") == "" {
			t.Errorf("status %d, %v", answer.StatusCode, err)
		}
		for _, reply := range p.replies(t) {
			fw, err := testkit.Rounds(p.world.DB).Framework(t.Context(), p.round.ID)
			if err != nil {
				t.Fatal(err)
			}
			for item := range reply.Answers {
				if _, known := fw.Item(item); !known || reply.Strand != "staff" {
					t.Errorf("%+v was kept", reply)
				}
			}
		}
	})
}

package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"bearings/internal/ui"
	"bearings/language"
)

// mostWritten is as much of a form of text boxes as is read, in bytes.
const mostWritten = 1 << 20

func (s *Site) getWriting(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Writing"].serve(w, r)
}

// postWriting looks at the words of both boxes: where somebody has yet to decide
// on some of them the form comes back with hints, otherwise what a record would
// keep. Nothing of it outlives the request.
func (s *Site) postWriting(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	body := &limited{reader: r.Body, left: mostWritten}
	r.Body = io.NopCloser(body)
	err := r.ParseForm()
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*mostWritten)
	page := ui.Writing{Boxes: s.pages.PracticeBoxes()}
	if body.over || errors.Is(err, errOver) {
		page.Wrong, page.At = s.config.Words.Say("writing.too-much"), page.Boxes[0].ID
		return s.render(w, r, http.StatusRequestEntityTooLarge, s.pages.Writing(page))
	}
	for i := range page.Boxes {
		page.Boxes[i].Written = s.written(page.Boxes[i].ID, r.PostForm)
	}
	if s.writingWrong(&page) {
		return s.render(w, r, http.StatusUnprocessableEntity, s.pages.Writing(page))
	}
	isOpen := slices.ContainsFunc(page.Boxes, func(b ui.WritingBox) bool { return b.Written.Open() })
	if isOpen && r.PostForm.Get(ui.FieldStep) != ui.StepDone {
		page.Checked = true
		return s.render(w, r, http.StatusOK, s.pages.Writing(page))
	}
	return s.render(w, r, http.StatusOK, s.pages.WritingDone(page.Boxes))
}

// written is a box as it was sent, with what the checker found in it.
func (s *Site) written(box string, form url.Values) ui.Written {
	text := strings.ReplaceAll(strings.ToValidUTF8(form.Get(box), "\ufffd"), "\r\n", "\n")
	written := ui.Written{Text: text, Voice: form.Get(ui.FieldVoice(box)) != ""}
	for field, values := range form {
		if !strings.HasPrefix(field, ui.FieldsKept(box)) {
			continue
		}
		if kept, ok := ui.ParseKept(values[0]); ok {
			written.Kept = append(written.Kept, kept)
		}
	}
	if strings.TrimSpace(text) == "" {
		return written
	}
	var options language.Options
	if written.Voice {
		options.Blocks = []language.Block{{Kind: language.Voice, End: len(text)}}
	}
	for _, f := range s.checker().Check(text, options).Findings {
		written.Found = append(written.Found, ui.Found{Finding: f, Identifying: s.identifying()[f.Rule]})
	}
	return written
}

// writingWrong looks for what has to be put right before the words are looked at.
func (s *Site) writingWrong(page *ui.Writing) bool {
	isEmpty := true
	for i := range page.Boxes {
		box := &page.Boxes[i]
		isEmpty = isEmpty && strings.TrimSpace(box.Written.Text) == ""
		if box.IsTooLong() {
			box.Wrong = s.pages.TooLong(*box)
			if page.Wrong == "" {
				page.Wrong, page.At = box.Wrong, box.ID
			}
		}
	}
	if isEmpty {
		page.Wrong, page.At = s.config.Words.Say("writing.empty"), page.Boxes[0].ID
		page.Boxes[0].Wrong = page.Wrong
	}
	return page.Wrong != ""
}

// identifyingRules are the rules of details that could tell who a child is.
func identifyingRules(rules []language.Rule) map[string]bool {
	all := map[string]bool{}
	for _, rule := range rules {
		if rule.Category == "identifying" {
			all[rule.ID] = true
		}
	}
	return all
}

package app

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bearings/internal/phrase"
	"bearings/language"
)

// textTeller writes for people: a paragraph a finding, and a line a file.
type textTeller struct {
	words   *phrase.Words
	w       *paper
	explain bool
	// details are the rules for identifying details, by id: what they are called.
	details map[string]string
}

func newTextTeller(words *phrase.Words, checker *language.Checker, w *paper, explain bool) *textTeller {
	t := &textTeller{words: words, w: w, explain: explain, details: map[string]string{}}
	if checker == nil {
		return t
	}
	for _, rule := range checker.Rules() {
		if rule.Detector != "" {
			t.details[rule.ID] = rule.Words
		}
	}
	return t
}

func (t *textTeller) start(*fileRead) {}

func (t *textTeller) finding(file *fileRead, f language.Finding) {
	place := t.place(file, f)
	severity := t.words.Say("language.severity-" + f.Severity.String())
	t.paragraph(place+t.words.Say("language.found", "Severity", severity, "Text", t.quoted(f)), shown(f.Why))
	if len(f.Alternatives) > 0 {
		t.paragraph(indent, t.words.Say("language.instead", "Alternatives", shown(strings.Join(f.Alternatives, "; "))))
	}
	t.paragraph(indent, t.words.Say("language.from", "Source", shown(f.Source), "Rule", f.Rule))
	t.w.WriteByte('\n')
}

// passedOver says what was passed over, and why.
func (t *textTeller) passedOver(file *fileRead, f language.Finding) {
	t.paragraph(t.place(file, f)+t.words.Say("language.passed_over", "Text", t.quoted(f)),
		t.words.Say("language.passed_because", "Reason", t.words.Say("language-reason."+string(f.Reason)), "Rule", f.Rule))
}

func (t *textTeller) end(f *fileRead) {
	if t.explain && f.passed.n > 0 {
		f.passed.each(func(p language.Finding) { t.passedOver(f, p) })
		t.w.WriteByte('\n')
	}
	checked := t.words.Say("language.checked", "Checked", f.checked, "Bytes", f.bytes)
	line := ""
	if f.known {
		line += " " + t.words.Say("language.read_as-"+f.profile.String())
	}
	if f.passed.n > 0 && !t.explain {
		line += " " + t.words.Count("language.passed_over_n", f.passed.n)
	}
	if f.passed.noChild > 0 {
		line += " " + t.words.Count("language.no_child", f.passed.noChild)
	}
	if f.known && f.problem == nil && f.bytes == 0 {
		line += " " + t.words.Say("language.no_words")
	}
	if f.strays > 0 {
		line += " " + t.words.Count("language.strays", f.strays)
	}
	switch {
	case f.problem != nil && f.known:
		line += " " + t.words.Say("language.partly")
	case f.problem != nil:
		line += " " + t.words.Say("language.not_read")
	}
	t.paragraph(shown(f.path)+": "+checked, line)
	if t.w.file != nil { // on a screen these stand beside
		t.problems(f)
	}
	t.w.WriteByte('\n')
}

func (t *textTeller) problems(f *fileRead) {
	if f.problem != nil {
		t.paragraph(indent, f.problem.message)
	}
	for _, part := range f.unread {
		t.paragraph(indent, part.Message)
	}
}

// finish says what was found in all, in words.
func (t *textTeller) finish(total languageTotal, leftOut []string) {
	if total.nothing {
		return
	}
	var found []string
	for severity := language.Avoid; ; severity-- {
		if n := total.found[severity]; n > 0 {
			found = append(found, t.words.Count("language.n-"+severity.String(), n))
		}
		if severity == language.Note {
			break
		}
	}
	switch {
	case total.files+total.partly == 0:
		t.paragraph("", t.words.Say("language.no_files"))
	case total.files == 0:
	case len(found) == 0:
		t.paragraph("", t.words.Count("language.nothing", total.files))
	default:
		t.paragraph("", t.words.Count("language.in_all", total.files, "Found", strings.Join(found, "; ")))
	}
	if total.partly > 0 {
		t.paragraph("", t.words.Count("language.partly_n", total.partly))
	}
	for _, line := range leftOut {
		t.paragraph("", line)
	}
}

func (t *textTeller) place(file *fileRead, f language.Finding) string {
	return shown(file.path) + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column) + ": "
}

// quoted is what was found. Details that may identify a child are not written
// down again: how they begin is enough to find them.
func (t *textTeller) quoted(f language.Finding) string {
	if kind, is := t.details[f.Rule]; is {
		first, _ := utf8.DecodeRuneInString(f.Text)
		return t.words.Say("language.detail", "Kind", shown(kind), "First", shown(string(first)))
	}
	return t.words.Say("language.words", "Text", shown(f.Text))
}

const (
	indent = "    "
	width  = 80
)

// paragraph writes a text in lines of the screen's width, those after the first
// indented. What stands before the text is not broken.
func (t *textTeller) paragraph(before, text string) {
	t.w.WriteString(before)
	at := utf8.RuneCountInString(before)
	begun := strings.TrimSpace(before) != ""
	for word := range strings.FieldsSeq(text) {
		long := utf8.RuneCountInString(word)
		switch {
		case begun && at+1+long > width:
			t.w.WriteString("\n" + indent)
			at = len(indent)
		case begun:
			t.w.WriteByte(' ')
			at++
		}
		t.w.WriteString(word)
		at, begun = at+long, true
	}
	t.w.WriteByte('\n')
}

// shown is a text of somebody else's without what would move the cursor, turn
// the direction of reading or hide something on a screen.
func shown(text string) string {
	plain := func(r rune) bool { return r != ' ' && (unicode.IsSpace(r) || !unicode.IsPrint(r)) }
	if utf8.ValidString(text) && !strings.ContainsFunc(text, plain) {
		return text
	}
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "�"))
	return strings.Join(strings.Fields(text), " ")
}

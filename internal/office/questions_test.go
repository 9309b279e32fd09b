package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/report/reporttest"
)

func TestEveryItemIsAskedInItsOwnWords(t *testing.T) {
	fw := reporttest.Principles(t)
	forms := office.Questionnaires(reporttest.Words(t), fw)
	var names []string
	asked := map[string]bool{}
	for _, form := range forms {
		names = append(names, form.Name)
		for _, q := range form.Questions {
			if q.Item == "" {
				continue
			}
			asked[q.Item] = true
			item, _ := fw.Item(q.Item)
			scale, _ := fw.Scale(item.Scale)
			var words []string
			for _, w := range slices.Concat(scale.Positions, scale.Beside) {
				words = append(words, w.Word.In("en"))
			}
			if q.Text != item.Text.In("en") || !slices.Equal(q.Choices, words) {
				t.Errorf("%s: %s is asked as %q with %q", form.Name, q.Item, q.Text, q.Choices)
			}
		}
	}
	want := []string{"young-person", "parent", "staff", "staff-direct", "staff-operational", "staff-strategic", "return-short", "return"}
	if !slices.Equal(names, want) {
		t.Errorf("the forms are %q, want %q", names, want)
	}
	for _, item := range fw.Items {
		if !asked[item.ID] {
			t.Errorf("%s is asked in no form", item.ID)
		}
	}
}

func TestNobodyIsAskedWhatIsNotTheirs(t *testing.T) {
	fw := reporttest.Principles(t)
	for _, form := range office.Questionnaires(reporttest.Words(t), fw) {
		strand, level, _ := strings.Cut(form.Name, "-")
		if form.Name == framework.YoungPerson {
			strand, level = form.Name, ""
		}
		for _, q := range form.Questions {
			item, ok := fw.Item(q.Item)
			switch {
			case q.Item != "" && (!ok || !item.For(strand)):
				t.Errorf("%s asks %s", form.Name, q.Item)
			case strand == framework.Staff && level == "" && len(item.Levels) > 0, level != "short" && !item.ForLevel(level):
				t.Errorf("%s asks %s, which is for %q", form.Name, q.Item, item.Levels)
			case q.Item == "" && (strand == framework.YoungPerson || strand == framework.Parent):
				t.Errorf("%s asks %q, which could tell who somebody is", form.Name, q.Text)
			}
		}
	}
}

// A pack may ask only some, or nothing that belongs to a principle.
func TestAFormWithoutQuestionsIsLeftOut(t *testing.T) {
	fw := reporttest.Small(t)
	for _, form := range office.Questionnaires(reporttest.Words(t), fw) {
		if len(form.Questions) == 0 || !slices.ContainsFunc(form.Questions, func(q office.Asked) bool { return q.Item != "" }) {
			t.Errorf("%s asks nothing of the framework", form.Name)
		}
	}
	if forms := office.Questionnaires(reporttest.Words(t), &framework.Framework{}); len(forms) != 0 {
		t.Errorf("a framework without items has %d forms", len(forms))
	}
}

var numberedLine = regexp.MustCompile(`^\d+\. `)

func TestTheTextComesBackAsItsQuestions(t *testing.T) {
	for _, form := range office.Questionnaires(reporttest.Words(t), reporttest.Principles(t)) {
		var b bytes.Buffer
		if err := office.WriteQuestionsText(&b, form); err != nil {
			t.Fatal(err)
		}
		text := b.String()
		if strings.Count(text, "\n") != strings.Count(text, "\r\n") || !utf8.ValidString(text) || strings.HasPrefix(text, "\ufeff") {
			t.Errorf("%s: not UTF-8 with lines that end as on Windows", form.Name)
		}
		blocks := strings.Split(strings.TrimRight(text, "\r\n"), "\r\n\r\n")
		if blocks[0] != form.Title {
			t.Errorf("%s begins with %q", form.Name, blocks[0])
		}
		blocks = blocks[1+len(form.Intro):]
		if len(blocks) != len(form.Questions) {
			t.Fatalf("%s: %d blocks for %d questions", form.Name, len(blocks), len(form.Questions))
		}
		for i, q := range form.Questions {
			lines := strings.Split(blocks[i], "\r\n")
			if numberedLine.ReplaceAllString(lines[0], "") != q.Text || !slices.Equal(lines[1:], append([]string{}, q.Choices...)) {
				t.Errorf("%s: %q is not %q with %q", form.Name, lines, q.Text, q.Choices)
			}
		}
	}
}

// Microsoft Forms takes a title of 90 characters and words above the questions
// of 1,000.
func TestMicrosoftFormsHasRoomForTheWordsAbove(t *testing.T) {
	for _, form := range office.Questionnaires(reporttest.Words(t), reporttest.Principles(t)) {
		if n := utf8.RuneCountInString(form.Title); n > 90 {
			t.Errorf("%s: the title has %d characters", form.Name, n)
		}
		if n := utf8.RuneCountInString(strings.Join(form.Intro, "\n")); n > 1000 {
			t.Errorf("%s: the words above have %d characters", form.Name, n)
		}
	}
}

// wordPara is a paragraph of a Word document: its text and its place in a list.
type wordPara struct {
	text string
	list bool
	in   string // how far in: 0 for questions, 1 for answers
}

func TestTheWordFileIsLaidOutForImport(t *testing.T) {
	words := reporttest.Words(t)
	for _, form := range office.Questionnaires(words, reporttest.Principles(t)) {
		var b bytes.Buffer
		if err := office.WriteQuestionsDOCX(&b, words, form); err != nil {
			t.Fatal(err)
		}
		body := wordPart(t, b.Bytes(), "word/document.xml")
		if bytes.Contains(body, []byte("<w:tbl>")) {
			t.Errorf("%s has a table, which no import reads", form.Name)
		}
		paras := wordParas(t, body)
		var want []wordPara
		for _, text := range append([]string{form.Title}, form.Intro...) {
			want = append(want, wordPara{text: text})
		}
		for _, q := range form.Questions {
			want = append(want, wordPara{q.Text, true, "0"})
			for _, choice := range q.Choices {
				want = append(want, wordPara{choice, true, "1"})
			}
		}
		if !slices.Equal(paras, want) {
			t.Errorf("%s: the paragraphs are\n%v\nwant\n%v", form.Name, paras, want)
		}
	}
}

func TestTheSetupNamesEveryFileAndEveryLineOfHelp(t *testing.T) {
	words := reporttest.Words(t)
	forms := office.Questionnaires(words, reporttest.Principles(t))
	text := setupText(t, forms)
	_, help, _ := strings.Cut(text, words.Say("forms.setup.help")+"\n")
	for i, form := range forms {
		if !strings.Contains(text, form.Name+".docx") || !strings.Contains(text, form.Name+".txt") {
			t.Errorf("the setup does not name the files of %s", form.Name)
		}
		_, own, found := strings.Cut("\n"+help, "\n"+form.For+"\n")
		if !found {
			t.Errorf("%s has no lines of help", form.Name)
			continue
		}
		for _, next := range forms[i+1:] {
			own, _, _ = strings.Cut(own, "\n"+next.For+"\n")
		}
		lines := own
		for _, earlier := range forms[:i] {
			if strings.Contains(own, earlier.For+".") {
				_, lines, _ = strings.Cut("\n"+help, "\n"+earlier.For+"\n")
			}
		}
		for _, q := range form.Questions {
			if q.Help != "" && !strings.Contains(lines, q.Help) {
				t.Errorf("%s: its part lacks the line %q", form.Name, q.Help)
			}
		}
	}
	for _, want := range []string{"Record name", "question 1", "999 or Childline", "refuses a file", words.Say("forms.setup.help-needed") + " Direct work: "} {
		if !strings.Contains(text, want) {
			t.Errorf("the setup does not say %q", want)
		}
	}
}

// A form whose lines stand under another one names it, and the questions.
func TestTheSetupSaysWhichQuestionsUseLinesThatStandElsewhere(t *testing.T) {
	asked := func(help ...string) []office.Asked {
		var all []office.Asked
		for i, line := range help {
			all = append(all, office.Asked{Text: "Question" + strings.Repeat("?", i), Choices: []string{"Yes"}, Help: line})
		}
		return all
	}
	text := setupText(t, []office.Questionnaire{
		{Name: "a", For: "People A", Questions: asked("one", "two", "three", "", "five")},
		{Name: "b", For: "People B", Questions: asked("one", "two", "three", "", "five")},
		{Name: "c", For: "People C", Questions: asked("", "two")},
	})
	for _, want := range []string{
		"\nPeople B\nFor statements 1 to 3, 5, use the lines under People A.\n",
		"\nPeople C\nFor statement 2, use the line under People A.\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the setup does not say %q in\n%s", want, text)
		}
	}
}

// Only what a form can't do without is called needed, and that once.
func TestOnlyWhatSaysTheLevelsIsNeeded(t *testing.T) {
	words := reporttest.Words(t)
	for _, form := range office.Questionnaires(words, reporttest.Principles(t)) {
		for _, q := range form.Questions {
			if q.Needed != (q.Text == words.Say("forms.level")) || q.Needed && q.Help == "" {
				t.Errorf("%s: %q is needed: %v, with the help %q", form.Name, q.Text, q.Needed, q.Help)
			}
		}
	}
}

func TestAReturnSaysWhoseItIsAndStaffWhereTheyWork(t *testing.T) {
	words, fw := reporttest.Words(t), reporttest.Principles(t)
	for _, form := range office.Questionnaires(words, fw) {
		asks := func(message string) bool {
			return slices.ContainsFunc(form.Questions, func(q office.Asked) bool { return q.Text == words.Say(message) })
		}
		isReturn, isStaff := strings.HasPrefix(form.Name, framework.Return), strings.HasPrefix(form.Name, framework.Staff)
		if asks("forms.agency-return") != isReturn || asks("forms.agency") != isStaff {
			t.Errorf("%s asks whose return it is: %v, and where people work: %v", form.Name, asks("forms.agency-return"), asks("forms.agency"))
		}
		last := form.Questions[len(form.Questions)-1]
		if isReturn && (len(last.Choices) != len(fw.Kinds)+1 || last.Choices[len(fw.Kinds)] != words.Say("forms.kind-other")) {
			t.Errorf("%s: the kinds to choose from are %q", form.Name, last.Choices)
		}
	}
}

func setupText(t *testing.T, forms []office.Questionnaire) string {
	t.Helper()
	var b bytes.Buffer
	if err := office.WriteSetupDOCX(&b, reporttest.Words(t), forms); err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, p := range wordParas(t, wordPart(t, b.Bytes(), "word/document.xml")) {
		text += p.text + "\n"
	}
	return text
}

// wordPart is one part of a Word file.
func wordPart(t testing.TB, file []byte, name string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	all, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// wordParas are the paragraphs of a document part, in tables too.
func wordParas(t testing.TB, part []byte) []wordPara {
	t.Helper()
	var all []wordPara
	decoder := xml.NewDecoder(bytes.NewReader(part))
	var now wordPara
	inText := false
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "p":
				now = wordPara{}
			case "numPr":
				now.list = true
			case "ilvl":
				now.in = e.Attr[0].Value
			case "t":
				inText = true
			}
		case xml.CharData:
			if inText {
				now.text += string(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "t":
				inText = false
			case "p":
				all = append(all, now)
			}
		}
	}
}

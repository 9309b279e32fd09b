package language_test

import (
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"bearings/language"
)

// sound checks everything that can be said of any result of any text.
func sound(t *testing.T, text string, r language.Result) {
	t.Helper()
	if r.Bytes != len(text) || r.Checked != len(text) {
		t.Fatalf("%d bytes, %d checked, of %d", r.Bytes, r.Checked, len(text))
	}
	for _, f := range append(append([]language.Finding(nil), r.Findings...), r.Suppressed...) {
		if f.Start < 0 || f.End <= f.Start || f.End > len(text) {
			t.Fatalf("%s at %d-%d of %d", f.Rule, f.Start, f.End, len(text))
		}
		if f.Text != text[f.Start:f.End] {
			t.Fatalf("%s says %q stands where %q does", f.Rule, f.Text, text[f.Start:f.End])
		}
		if utf8.ValidString(text) {
			if !utf8.RuneStart(text[f.Start]) || f.End < len(text) && !utf8.RuneStart(text[f.End]) {
				t.Fatalf("%s cuts a character at %d-%d", f.Rule, f.Start, f.End)
			}
			if start, end := len(utf16.Encode([]rune(text[:f.Start]))), len(utf16.Encode([]rune(text[:f.End]))); f.StartUTF16 != start || f.EndUTF16 != end {
				t.Fatalf("%s is at %d-%d in UTF-16, not %d-%d", f.Rule, start, end, f.StartUTF16, f.EndUTF16)
			}
		}
		before := text[:f.Start]
		if line := strings.Count(before, "\n") + 1; line != f.Line {
			t.Fatalf("%s is on line %d, not %d", f.Rule, line, f.Line)
		}
		if column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1; column != f.Column {
			t.Fatalf("%s is in column %d, not %d", f.Rule, column, f.Column)
		}
	}
}

// streamed is a text read by CheckReader, in pieces of odd sizes.
func streamed(t *testing.T, checker *language.Checker, text string, o language.Options) language.Result {
	t.Helper()
	var r language.Result
	read, err := checker.CheckReader(iotest.HalfReader(strings.NewReader(text)), o, func(f language.Finding) {
		if f.Reason == "" {
			r.Findings = append(r.Findings, f)
		} else {
			r.Suppressed = append(r.Suppressed, f)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Bytes, r.Checked = read.Bytes, read.Checked
	return r
}

func withoutUTF16(r language.Result) language.Result {
	for _, list := range [][]language.Finding{r.Findings, r.Suppressed} {
		for i := range list {
			list[i].StartUTF16, list[i].EndUTF16 = 0, 0
		}
	}
	return r
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		"She absconded. \"I absconded,\" he said.\n\n- promis-\ncuous 😀 girl\t|x|",
		"puts him/herself, again, at risk: NHS 943 476 5919, kay_07@example.org",
		"\xff\u202epro\u200bmiscuous\u00ad\r\n> ‘not’ “streetwise’ \"",
		"aged 14. 14yo. 14 y/o. He (24) is 'hard-to-reach'’s",
		strings.Repeat("'", 50) + strings.Repeat("“", 50) + "promiscuous",
	} {
		f.Add(seed, uint8(0), false)
		f.Add(seed, uint8(1), true)
	}
	checker := language.Standard()
	f.Fuzz(func(t *testing.T, text string, profile uint8, markdown bool) {
		o := language.Options{Profile: language.Profile(profile % 3), Markdown: markdown}
		r := checker.Check(text, o)
		sound(t, text, r)
		if again := checker.Check(text, o); !reflect.DeepEqual(r, again) {
			t.Fatalf("a second reading differs: %v and %v", r, again)
		}
		if whole := withoutUTF16(streamed(t, checker, text, o)); !reflect.DeepEqual(withoutUTF16(r), whole) {
			t.Fatalf("reading as a stream differs: %v and %v", r, whole)
		}
	})
}

// A long text is cut into parts; every finding of every line has to be there,
// once, with its place.
func TestALongTextIsReadAsAWhole(t *testing.T) {
	checker := few(t)
	lines := []string{
		"She absconded from her foster home – again.",
		"Nothing to be said about this line, which is as long as lines are, or longer than most.",
		"He keeps putting himself",
		"at serious risk, staff say.",
		"\"I absconded, they wrote,\" he said.",
		"",
		"She is promis-",
		"cuous, they say.",
	}
	var b strings.Builder
	for n := 0; b.Len() < 3<<20; n++ {
		b.WriteString(lines[(n*7+n/11)%len(lines)] + "\n")
	}
	for _, text := range []string{b.String(), strings.ReplaceAll(b.String(), "\n\n", "\n"), strings.ReplaceAll(b.String(), "\n", " ")} {
		whole := checker.Check(text, language.Options{})
		if len(whole.Findings) < 5_000 {
			t.Fatalf("only %d findings", len(whole.Findings))
		}
		parts := streamed(t, checker, text, language.Options{})
		if parts.Checked != len(text) || len(parts.Findings) != len(whole.Findings) {
			t.Fatalf("%d findings in parts, %d as a whole; %d bytes of %d", len(parts.Findings), len(whole.Findings), parts.Checked, len(text))
		}
		for i, f := range withoutUTF16(whole).Findings {
			if !reflect.DeepEqual(f, parts.Findings[i]) {
				t.Fatalf("finding %d: %v in parts, %v as a whole", i, parts.Findings[i], f)
			}
		}
	}
}

func TestAReaderThatFailsIsNamed(t *testing.T) {
	checker := few(t)
	failing := io.MultiReader(strings.NewReader("She absconded.\n"), iotest.ErrReader(io.ErrUnexpectedEOF))
	found := 0
	read, err := checker.CheckReader(failing, language.Options{}, func(language.Finding) { found++ })
	if err != io.ErrUnexpectedEOF || found != 1 || read.Bytes != 15 {
		t.Errorf("%d found in %d bytes, error %v", found, read.Bytes, err)
	}
}

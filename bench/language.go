package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"bearings/language"
)

// oneRule is what the standard library's regexp is given: one rule of nearly two
// hundred, without any of what the engine asks about what stands around.
var oneRule = regexp.MustCompile(`(?i)\babscond(s|ed|ing|er|ers)?\b`)

// loop is the least that can be done with every byte.
func loop(text string) (letters int) {
	for i := 0; i < len(text); i++ {
		if text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' {
			letters++
		}
	}
	return letters
}

// note is a short note with a hit in every line.
const note = "Spoke to mum at 9. She absconded from placement again last night and was found with an older male, " +
	"she says he is her boyfriend. She keeps putting herself at risk and does not engage; staff feel she is " +
	"streetwise and is making poor choices. Her brother goes to the same school. We will try to see her at home " +
	"with the support worker and ask what would help her to feel safe. She said “I just want them to stop asking " +
	"me the same thing every time”. Next visit in a week.\n"

// general is English about other things: the comments of Go's standard library.
func general(size int) (string, error) {
	var b strings.Builder
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return "", err
	}
	err = filepath.WalkDir(filepath.Join(strings.TrimSpace(string(root)), "src"), func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		source, err := os.ReadFile(name)
		for line := range strings.Lines(string(source)) {
			if text, ok := strings.CutPrefix(strings.TrimSpace(line), "// "); ok {
				b.WriteString(text + "\n")
			} else if b.Len() > 0 && !strings.HasSuffix(b.String()[max(0, b.Len()-2):], "\n\n") {
				b.WriteString("\n")
			}
		}
		return err
	})
	if err != nil || b.Len() == 0 {
		return "", fmt.Errorf("no comments of the standard library: %w", err)
	}
	return strings.Repeat(b.String(), size/b.Len()+1)[:size], nil
}

// words measures the checker on text in memory, on one processor.
func words(_, _ string) ([]measure, error) {
	text, err := general(8 << 20)
	if err != nil {
		return nil, err
	}
	dense := strings.Repeat(note, (2<<20)/len(note))
	checker := language.Standard()
	document := language.Options{Profile: language.Document}
	check := func(text string, o language.Options) func() error {
		return func() error { checker.Check(text, o); return nil }
	}
	byLoop, err := inTurn(7, check(text, document), func() error { return some(loop(text)) })
	if err != nil {
		return nil, err
	}
	byRegexp, err := inTurn(3, check(text, document), func() error { oneRule.FindAllStringIndex(text, -1); return nil })
	if err != nil {
		return nil, err
	}
	densely, err := inTurn(5, check(dense, language.Options{}), func() error { return some(len(oneRule.FindAllStringIndex(dense, -1))) })
	if err != nil {
		return nil, err
	}
	speed := func(text string, took time.Duration) float64 { return float64(len(text)) / 1e6 / took.Seconds() }
	return []measure{
		{what: "the checker, all rules and details, on general English, one processor", reference: "a loop that looks at each byte once", limit: "12 times",
			value: fmt.Sprintf("%.1f times (%.0f and %.0f MB/s)", byLoop.ratio(), speed(text, byLoop.ours), speed(text, byLoop.reference)), kept: byLoop.ratio() <= 12},
		{what: "the same", reference: "the standard library's `regexp` with one rule", limit: "1 times",
			value: fmt.Sprintf("%.2f times (%.0f and %.0f MB/s)", byRegexp.ratio(), speed(text, byRegexp.ours), speed(text, byRegexp.reference)), kept: byRegexp.ratio() <= 1},
		{what: "the same on short notes with a hit in every 60 bytes", reference: "the standard library's `regexp` with one rule", limit: "5 times",
			value: fmt.Sprintf("%.2f times (%.0f and %.0f MB/s)", densely.ratio(), speed(dense, densely.ours), speed(dense, densely.reference)), kept: densely.ratio() <= 5},
		field(checker),
	}, nil
}

// some is an error if a reference saw nothing.
func some(n int) error {
	if n == 0 {
		return errors.New("the reference saw nothing")
	}
	return nil
}

// field is the time of one box of a form.
func field(checker *language.Checker) measure {
	box := (note + note)[:500]
	var took []time.Duration
	for range 2000 {
		start := time.Now()
		checker.Check(box, language.Options{})
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	half := took[len(took)/2]
	return measure{what: "a box of 500 bytes, as a note, half of 2,000 times", limit: "0.1 ms",
		value: fmt.Sprintf("%.3f ms (99 of 100: %.3f ms)", half.Seconds()*1000, took[len(took)*99/100].Seconds()*1000), kept: half <= 100*time.Microsecond}
}

// hostile measures that a rule can't make the checker slower than the text is long.
func hostile(_, _ string) ([]measure, error) {
	var rules []language.Rule
	for i, pattern := range []string{"(very|so) *8 (very|so) *8 (very|so) *8 risky", "risky *8 risky *8 risky *8 risky *8 tail", "(a b|a c|a d) *8 (a b|a c) risky"} {
		rules = append(rules, language.Rule{ID: fmt.Sprint("hostile-", i), Patterns: []string{pattern}, Alternatives: []string{"x", "y"}})
	}
	checker, err := language.New(rules)
	if err != nil {
		return nil, err
	}
	short := strings.Repeat("very so a b risky ", 10_000)
	long := strings.Repeat(short, 4)
	p, err := inTurn(3, func() error { checker.Check(long, language.Options{}); return nil }, func() error { checker.Check(short, language.Options{}); return nil })
	if err != nil {
		return nil, err
	}
	return []measure{{what: "hostile rules on hostile text", reference: "a quarter of the text", limit: "6 times",
		value: fmt.Sprintf("%.1f times (%.1f MB/s)", p.ratio(), float64(len(long))/1e6/p.ours.Seconds()), kept: p.ratio() <= 6}}, nil
}

// longText measures the command on a file of 50 MB, and its start.
func longText(program, folder string) ([]measure, error) {
	text, err := general(50 << 20)
	if err != nil {
		return nil, err
	}
	big, short := filepath.Join(folder, "big.txt"), filepath.Join(folder, "short.txt")
	if err := os.WriteFile(big, []byte(text), 0o644); err != nil {
		return nil, err
	}
	if err := os.WriteFile(short, []byte(note), 0o644); err != nil {
		return nil, err
	}
	run := func(name string) func() error {
		return func() error { return exec.Command(program, "language", "--fail-on", "never", name).Run() }
	}
	cat := func(name string) func() error { return func() error { return exec.Command("wc", "-w", name).Run() } }
	whole, err := inTurn(3, run(big), cat(big))
	if err != nil {
		return nil, err
	}
	start, err := inTurn(20, run(short), cat(short))
	if err != nil {
		return nil, err
	}
	peak, err := peakOf("language", "--fail-on", "never", big)
	if err != nil {
		return nil, err
	}
	return []measure{
		{what: "`bearings language` on a file of 50 MB", reference: "`wc -w` on the file", limit: "3 times",
			value: fmt.Sprintf("%.1f times (%.2f s and %.2f s)", whole.ratio(), whole.ours.Seconds(), whole.reference.Seconds()), kept: whole.ratio() <= 3},
		{what: "its peak memory", limit: "64 MiB", value: fmt.Sprintf("%d MiB", peak>>20), kept: peak <= 64<<20},
		{what: "`bearings language` on a short note, from start to end", limit: "25 ms",
			value: fmt.Sprintf("%.1f ms (`wc -w`: %.1f ms)", start.ours.Seconds()*1000, start.reference.Seconds()*1000), kept: start.ours <= 25*time.Millisecond},
	}, nil
}

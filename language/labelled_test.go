package language_test

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"bearings/language"
)

var update = flag.Bool("update", false, "write testdata/measured.golden and docs/LANGUAGE.md's figures anew")

// labelled is a sentence with what a practitioner would say of it.
type labelled struct {
	kind, text string
	// found is what has to be found: "flag" or "pass", or the details, comma-separated.
	found string
}

func readLabelled(t *testing.T, name string) []labelled {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	unwritten := strings.NewReplacer(`\n`, "\n", `\t`, "\t")
	var all []labelled
	for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		parts := strings.Split(line, "\t")
		if n == 0 {
			continue
		}
		l := labelled{found: parts[0], text: unwritten.Replace(parts[len(parts)-1])}
		if len(parts) == 3 {
			l.kind = parts[1]
		}
		all = append(all, l)
	}
	return all
}

// share is a part of a whole with its 95 % interval by Wilson's method.
type share struct{ part, whole int }

func (s share) String() string {
	if s.whole == 0 {
		return "–"
	}
	const z = 1.96
	p, n := float64(s.part)/float64(s.whole), float64(s.whole)
	middle := (p + z*z/(2*n)) / (1 + z*z/n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n)) / (1 + z*z/n)
	return fmt.Sprintf("%.3f (%d of %d; %.3f to %.3f)", p, s.part, s.whole, middle-half, middle+half)
}

// details are the rules that name a detector, by id.
func details(checker *language.Checker) map[string]string {
	by := map[string]string{}
	for _, r := range checker.Rules() {
		if r.Detector != "" {
			by[r.ID] = r.Detector
		}
	}
	return by
}

func TestLabelledSentences(t *testing.T) {
	checker := language.Standard()
	detail := details(checker)
	lines := []string{
		"| Sentences | Precision | Recall | A child's own words flagged |",
		"| --- | --- | --- | --- |",
	}
	for _, set := range []struct {
		file, name        string
		precision, recall float64
	}{
		{"heldout.tsv", "unseen by those who wrote the rules", 0.90, 0.85},
		{"development.tsv", "seen, and used to improve them", 0.97, 0.95},
		{"later.tsv", "written later, seen after a first try", 0.97, 0.95},
	} {
		var right, flagged, harmful, children int
		all := readLabelled(t, set.file)
		for _, l := range all {
			var rules []string
			for _, f := range checker.Check(l.text, language.Options{}).Findings {
				if detail[f.Rule] == "" {
					rules = append(rules, f.Rule)
				}
			}
			if l.found == "flag" {
				harmful++
			}
			if len(rules) == 0 {
				continue
			}
			flagged++
			switch {
			case l.found == "flag":
				right++
			case strings.Contains(l.kind, "child"):
				children++
				t.Errorf("a child's own words are flagged (%v): %q", rules, l.text)
			}
		}
		p, r := share{right, flagged}, share{right, harmful}
		lines = append(lines, fmt.Sprintf("| %d, %s | %v | %v | %d |", len(all), set.name, p, r, children))
		if float64(right) < set.precision*float64(flagged) || float64(right) < set.recall*float64(harmful) {
			t.Errorf("%s: precision %v, recall %v", set.file, p, r)
		}
	}
	measured(t, "sentences", lines)
}

func TestLabelledDetails(t *testing.T) {
	checker := language.Standard()
	detail := details(checker)
	lines := []string{"| Detail | Precision, unseen | Recall, unseen | Precision, seen | Recall, seen |", "| --- | --- | --- | --- | --- |"}
	cells := map[string][]string{}
	for _, file := range []string{"identifying-heldout.tsv", "identifying-seen.tsv"} {
		right, found, there := map[string]int{}, map[string]int{}, map[string]int{}
		for _, l := range readLabelled(t, file) {
			got := map[string]bool{}
			for _, f := range checker.Check(l.text, language.Options{}).Findings {
				if d := detail[f.Rule]; d != "" {
					got[d] = true
				}
			}
			for d := range got {
				found[d]++
			}
			for want := range strings.SplitSeq(l.found, ",") {
				if want = strings.TrimSpace(want); want == "-" {
					continue
				}
				there[want]++
				if got[want] {
					right[want]++
				}
			}
		}
		for _, d := range language.Detectors {
			if d != "name" && (float64(right[d]) < 0.9*float64(there[d]) || float64(right[d]) < 0.9*float64(found[d])) || there[d] == 0 {
				t.Errorf("%s, %s: %d right of %d found and %d there", file, d, right[d], found[d], there[d])
			}
			cells[d] = append(cells[d], share{right[d], found[d]}.String(), share{right[d], there[d]}.String())
		}
	}
	for _, d := range language.Detectors {
		lines = append(lines, "| "+d+" | "+strings.Join(cells[d], " | ")+" |")
	}
	measured(t, "details", lines)
}

// measured compares figures with those that docs/LANGUAGE.md publishes between
// two marks, or writes them there.
func measured(t *testing.T, mark string, lines []string) {
	t.Helper()
	const name = "../docs/LANGUAGE.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(data), "<!-- measured: "+mark+" -->\n")
	published, after, ended := strings.Cut(rest, "<!-- end -->")
	if !ok || !ended {
		t.Fatalf("docs/LANGUAGE.md has no place for the figures of %s", mark)
	}
	now := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(name, []byte(before+"<!-- measured: "+mark+" -->\n"+now+"<!-- end -->"+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if published != now {
		t.Errorf("docs/LANGUAGE.md publishes\n%s\nand measured is\n%s(go test ./language -run Labelled -update)", published, now)
	}
}

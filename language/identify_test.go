package language

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// details are all details of a text, found word by word as the scan does.
func details(text string) (found []detail) {
	for i := 0; i < len(text); {
		d, ok, next := detailAt(text, i)
		if ok && (len(found) == 0 || d.start >= found[len(found)-1].end) {
			found = append(found, d)
			next = max(next, d.end)
		}
		i = next
	}
	return found
}

// detailAt looks for a detail at i and says where to go on.
func detailAt(text string, i int) (d detail, ok bool, next int) {
	next = i + 1
	switch c := foldBytes[text[i]]; {
	case c == byteDigit:
		d, ok = identifyDigits(text, i)
		for next < len(text) && foldBytes[text[next]] == byteDigit {
			next++
		}
	case c == byteAt:
		d, ok = identifyAt(text, i)
	case c >= 'a' || c == byteWide:
		w, is := wordAfter(text, i, len(text))
		if !is || w.start != i {
			return d, false, next
		}
		next = w.end
		var folded [wordMost]byte
		if cue := identifyingWords()[string(w.fold(text, &folded))]; cue != 0 {
			d, ok = identifyWord(text, w.start, w.end, cue)
		}
	}
	return d, ok, next
}

// labelled are the lines of a file of sentences with what is to be found in them.
func labelled(t *testing.T, file string) (lines [][2]string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		want, text, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s: no tab in %q", file, line)
		}
		lines = append(lines, [2]string{want, strings.ReplaceAll(text, `\n`, "\n")})
	}
	return lines
}

// The sentences stand with exactly the details and bytes they have.
func TestDetailsToTheByte(t *testing.T) {
	lines := labelled(t, "testdata/identifying-own.tsv")
	for _, line := range lines {
		var found []string
		for _, d := range details(line[1]) {
			found = append(found, d.detector+"="+line[1][d.start:d.end])
		}
		if len(found) == 0 {
			found = []string{"-"}
		}
		if got := strings.Join(found, "|"); got != line[0] {
			t.Errorf("%s\n\tgives %s\n\tnot   %s", line[1], got, line[0])
		}
	}
	if len(lines) < 250 {
		t.Errorf("only %d sentences", len(lines))
	}
}

// goal is what a detector has to reach on sentences of others.
type goal struct{ recall, precision float64 }

var goals = map[string]goal{
	"nhs-number": {0.99, 0.95}, "national-insurance": {0.99, 0.95}, "upn": {0.99, 0.95}, "email": {0.99, 0.95},
	"phone": {0.95, 0.90}, "postcode": {0.95, 0.90}, "date-of-birth": {0.95, 0.90},
	"vehicle": {0.90, 0.90}, "address": {0.90, 0.90}, "social-handle": {0.90, 0.90}, "name": {0.80, 0.80},
}

func TestDetailsReachTheirGoals(t *testing.T) {
	right, wrong, missed := map[string]int{}, map[string]int{}, map[string]int{}
	words, falseNames := 0, 0
	for _, line := range labelled(t, "testdata/identifying-seen.tsv") {
		want, got := strings.Split(line[0], ","), kinds(line[1])
		words += len(strings.Fields(line[1]))
		for _, kind := range got {
			if slices.Contains(want, kind) {
				right[kind]++
				continue
			}
			wrong[kind]++
			if kind == "name" {
				falseNames++
			}
			t.Logf("%s is no %s", line[1], kind)
		}
		for _, kind := range want {
			if kind != "-" && !slices.Contains(got, kind) {
				missed[kind]++
				t.Logf("%s: %s is missed", line[1], kind)
			}
		}
	}
	for _, kind := range Detectors {
		all := right[kind] + missed[kind]
		if all < 10 {
			t.Errorf("%s: only %d sentences", kind, all)
			continue
		}
		recall, precision := float64(right[kind])/float64(all), float64(right[kind])/float64(max(1, right[kind]+wrong[kind]))
		if g := goals[kind]; recall < g.recall || precision < g.precision {
			t.Errorf("%s: recall %.3f, precision %.3f; the goals are %v", kind, recall, precision, g)
		}
	}
	if falseNames*200 > words {
		t.Errorf("%d false names in %d words", falseNames, words)
	}
}

// kinds are the detectors that found something, each once.
func kinds(text string) (found []string) {
	for _, d := range details(text) {
		if !slices.Contains(found, d.detector) {
			found = append(found, d.detector)
		}
	}
	return found
}

// Whatever the bytes, nothing panics, and what is found lies on characters.
func FuzzDetails(f *testing.F) {
	for _, file := range [...]string{"testdata/identifying-own.tsv", "testdata/identifying-seen.tsv"} {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			f.Add(line)
		}
	}
	f.Add("\xff07700 900123\xc2")
	f.Fuzz(func(t *testing.T, text string) {
		for i := range len(text) {
			d, ok, _ := detailAt(text, i)
			if !ok {
				continue
			}
			if d.start < 0 || d.start >= d.end || d.end > len(text) {
				t.Fatalf("%q: %+v lies outside", text, d)
			}
			if !slices.Contains(Detectors, d.detector) {
				t.Fatalf("%q: no detector is called %q", text, d.detector)
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[d.start:d.end]) {
				t.Fatalf("%q: %+v cuts a character", text, d)
			}
			if again, _, _ := detailAt(text, i); again != d {
				t.Fatalf("%q: %+v and then %+v", text, d, again)
			}
		}
		for i := range len(text) { // any place may be asked for
			if foldBytes[text[i]] == byteDigit && (i == 0 || foldBytes[text[i-1]] != byteDigit) && plainNumber(text, i) {
				if d, ok := identifyNumber(text, i); ok {
					t.Fatalf("%q: %+v is passed over as plain", text, d)
				}
			}
			identifyDigits(text, i)
			identifyAt(text, i)
			for cue := firstName; cue <= socialCue; cue++ {
				identifyWord(text, i, min(i+3, len(text)), cue)
			}
		}
	})
}

// Every call looks at a bounded stretch of the text: in the longest, nothing is
// found that depends on what stands further off.
func TestDetailsLookNoFurtherThanTheyMay(t *testing.T) {
	far := strings.Repeat("so it goes on and on ", 40)
	for _, text := range []string{"12/03/2009", "07700900123 or so", "4857773456", "Will is here", "AB12CDE"} {
		want := kinds(text)
		for _, long := range []string{"NHS reg born phone my brother " + far + text, text + far + " NHS reg DOB phone"} {
			if got := kinds(long); !slices.Equal(got, want) {
				t.Errorf("%s: %v far from the words, %v alone", text, got, want)
			}
		}
	}
}

func TestDetailsAllocateNothing(t *testing.T) {
	text := "In 2009 page 12 said that 34% of 1,042 replies came. Her brother Jay, DOB 12/03/2009, rang 07700 900123 " +
		"from LS7 1AB; reg AB12CDE, NHS no 999 012 3454, at 12 Acacia Avenue, kay@example.org or @kay_07. Will it do?"
	identifyingWords()
	if n := testing.AllocsPerRun(50, func() {
		for i := range len(text) {
			detailAt(text, i)
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkDetails(b *testing.B) {
	for _, c := range []struct{ name, text, at string }{
		{"year", "The review of 2009 said that more should be done by all.", "2009"},
		{"page", "What they wrote on page 12 of the report about it is known.", "12"},
		{"percent", "It was said by 34% of those who answered the questions.", "34"},
		{"amount", "The travel pass costs them £1,042.50 a year or thereabouts.", "1,042"},
		{"date", "The panel met on 12 March 2009 and on other days in the hall.", "12"},
		{"numeric date", "The panel met on 12/03/2009 and on other days in the hall.", "12"},
		{"section", "An enquiry under section 47 of the Act was begun by them.", "47"},
		{"phone", "She rang from 07700 900123 and from other phones as well.", "07700"},
		{"kin", "They said that her mother had not been asked about any of it.", "mother"},
		{"will", "They said that she will not be asked about any of it again.", "will"},
		{"Will", "They asked. Will she be asked about any of it again, then?", "Will"},
		{"Grace", "They said that Grace would be asked about it again by Mrs Shah.", "Grace"},
		{"Liam", "They said that Liam would be asked about it again by Mrs Shah.", "Liam"},
	} {
		at := strings.Index(c.text, c.at)
		word := strings.ToLower(c.at)
		cue := identifyingWords()[word]
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if cue != 0 {
					identifyWord(c.text, at, at+len(word), cue)
				} else {
					identifyDigits(c.text, at)
				}
			}
		})
	}
}

package language

import (
	"errors"
	"io"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// only is a checker of one rule with some patterns.
func only(t *testing.T, patterns ...string) *Checker {
	t.Helper()
	c, err := New([]Rule{{ID: "a", Patterns: patterns}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func texts(c *Checker, text string) string {
	var found []string
	for _, f := range c.Check(text, Options{}).Findings {
		found = append(found, f.Text)
	}
	return strings.Join(found, "|")
}

// A pattern that nothing can ever match, or that is no words, is refused.
func TestPatternsThatFindNothingAreRefused(t *testing.T) {
	for pattern, want := range map[string]string{
		"'": ProblemLetter, "''": ProblemLetter, "a'n't": ProblemLetter, "''~": ProblemLetter, "don't~": ProblemLetter,
		"o'brien": ProblemLetter, "o'brien~": ProblemLetter, "o'clock": ProblemLetter, "it'zz": ProblemLetter,
		"they've": ProblemOnlyCommon, "n't": ProblemOnlyCommon, "''s": ProblemOnlyCommon,
		"<CHILD-AGE>": ProblemOnlyCommon, "a <GROWN-AGE>": ProblemOnlyCommon,
	} {
		var wrong *RuleError
		if _, err := New([]Rule{{ID: "a", Patterns: []string{pattern}}}); !errors.As(err, &wrong) || wrong.Problem != want {
			t.Errorf("%q: %v, want %s", pattern, err, want)
		}
	}
}

func TestAnApostropheIsNoLetter(t *testing.T) {
	for pattern, want := range map[string]string{
		"girls' home": "girls' home", "girls'": "girls|girls", "'cause~ trouble": "causes trouble",
	} {
		if got := texts(only(t, pattern), "The girls' home. The girls, 'causes trouble' and g g g."); got != want {
			t.Errorf("%q finds %q, want %q", pattern, got, want)
		}
	}
}

func TestNoMatchEndsInAGap(t *testing.T) {
	for pattern, want := range map[string]string{
		"zebra (*3|emu)": "zebra", "(*3 lemur|emu) zebra": "lemur zebra", "?*8 zebra": "zebra", "zebra ?(yak *2)": "zebra yak",
	} {
		if got := texts(only(t, pattern), "And so on lemur zebra yak and more."); got != want {
			t.Errorf("%q finds %q, want %q", pattern, got, want)
		}
	}
}

func letterWord(n int) string {
	word := []byte("qqqqqqqqq")
	for k := len(word) - 1; n > 0; k-- {
		word[k], n = byte('a'+n%26), n/26
	}
	return string(word)
}

// Ids of words have sixteen bits.
func TestTooManyWordsAreRefused(t *testing.T) {
	var words []string
	for n := range 70_000 {
		words = append(words, letterWord(n))
	}
	for name, rule := range map[string]Rule{
		"not_near": {ID: "a", Detector: "name", NotNear: words},
		"patterns": {ID: "a", Patterns: words},
	} {
		if _, err := New([]Rule{rule}); err == nil || !strings.Contains(err.Error(), ProblemManyPatterns) {
			t.Errorf("70,000 words in %s are taken", name)
		}
	}
}

func TestManyRulesInOnePlace(t *testing.T) {
	var rules []Rule
	for n := range 60_000 {
		rules = append(rules, Rule{ID: strconv.Itoa(n), Patterns: []string{"zebra"}})
	}
	c, err := New(rules)
	if err != nil {
		t.Fatal(err)
	}
	if r := c.Check("A zebra.", Options{}); len(r.Findings) != 1 || len(r.Suppressed) != len(rules)-1 {
		t.Errorf("%d found, %d passed over", len(r.Findings), len(r.Suppressed))
	}
}

func TestLongWords(t *testing.T) {
	long := strings.Repeat("abcdefghij", 10)
	for text, want := range map[string]string{
		"A xabcdefghijklmn.":            "xabcdefghijklmn",
		"A xabcdefghi-\njklmn.":         "xabcdefghi-\njklmn",
		"A yabcdefghijklmn.":            "",
		"A xxabcdefghijklmn.":           "",
		"A " + long + " zebra.":         long + " zebra",
		"A " + long + "kk zebra.":       "",
		"A " + long[10:] + " zebra.":    "",
		"A x\u00adabcdef\u200bghijklmn": "x\u00adabcdef\u200bghijklmn",
	} {
		c := only(t, "xabcdefghijklmn", "("+long+"|"+long+"q) zebra")
		if got := texts(c, text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// Whether a match is found depends on what stands around it, and not on whether
// other words were found before.
func TestAMatchDependsOnNoOther(t *testing.T) {
	c := only(t, "zebra", "lifestyle yak")
	for n := range 60 {
		text := strings.Repeat("blue ", n) + "lifestyle yak"
		if got := texts(c, "zebra "+text); got != "zebra|lifestyle yak" {
			t.Fatalf("%d words behind another, only %q is found", n, got)
		}
	}
}

// A word in which something is hidden is one word: its first part alone is none.
func TestAHiddenSignEndsNoWord(t *testing.T) {
	c := Standard()
	for _, text := range []string{"Liam\u200bxq went home.", "Liam\u00adxq went home."} {
		if r := c.Check(text, Options{}); len(r.Findings) > 0 {
			t.Errorf("%q gives %v", text, r.Findings)
		}
	}
}

// What takes no longer than its length allows: with squares of these sizes, the
// test would not come to an end.
func TestTimeGrowsWithLengthOnly(t *testing.T) {
	const size = 1 << 20
	rep := func(s string) string { return strings.Repeat(s, size/len(s)) }
	quotes, fences := rep(`"promiscuous" `)[:size/8], rep("```\nx\n")
	empty := make([]Block, 200_000)
	for i := range empty {
		empty[i].Kind = ListItem
	}
	few := rep("absconded ")[:size/16]
	for _, c := range []struct {
		text string
		o    Options
	}{
		{rep("a\u200b"), Options{}},
		{rep("ab\u00ad"), Options{}},
		{rep("e\u0301"), Options{}},
		{rep("a\u200b1\u200b"), Options{}},
		{fences, Options{Markdown: true}},
		{quotes, Options{Blocks: []Block{{End: len(quotes)}}}},
		{quotes, Options{Blocks: []Block{{End: 1}, {Start: len(quotes) - 1, End: len(quotes)}}}},
		{few, Options{Blocks: append(empty, Block{Kind: ListItem, End: len(few)})}},
		{few + rep("Avoid these words. "), Options{Blocks: []Block{{End: len(few), Under: [2]int{len(few), len(few) + size - 20}}}}},
	} {
		if r := Standard().Check(c.text, c.o); r.Checked != len(c.text) {
			t.Errorf("%d of %d bytes checked", r.Checked, len(c.text))
		}
	}
}

func TestBlocksBeyondTheText(t *testing.T) {
	c := only(t, "zebra")
	text := "A zebra."
	for _, blocks := range [][]Block{
		{{End: 100}}, {{Start: -10, End: 100}}, {{End: len(text), Under: [2]int{3, 99}}}, {{End: len(text), Under: [2]int{-3, 4}}},
		{{Start: 50, End: 90}}, {{Start: 90, End: 50}}, {}, {{Start: -9, End: -5}, {Kind: ListItem, End: len(text)}},
	} {
		if r := c.Check(text, Options{Blocks: blocks}); len(r.Findings) != 1 {
			t.Errorf("%v: %v", blocks, r)
		}
	}
}

// every is all that a text gives, in the order of CheckReader.
func every(t *testing.T, c *Checker, text string, o Options) (whole, parts []Finding) {
	t.Helper()
	if _, err := c.CheckReader(strings.NewReader(text), o, func(f Finding) { parts = append(parts, f) }); err != nil {
		t.Fatal(err)
	}
	r := c.Check(text, o)
	for found, passed := r.Findings, r.Suppressed; len(found)+len(passed) > 0; {
		var f Finding
		i := len(whole)
		if i < len(parts) && parts[i].Reason != "" && len(passed) > 0 || len(found) == 0 {
			f, passed = passed[0], passed[1:]
		} else {
			f, found = found[0], found[1:]
		}
		f.StartUTF16, f.EndUTF16 = 0, 0
		whole = append(whole, f)
	}
	return whole, parts
}

// Texts that give no good place to cut them, with matches across every border.
func TestPartsOfTextsWithoutLines(t *testing.T) {
	c := only(t, "zebra *2 yak", "yak *1 zebra", "lifestyle yak")
	fill := strings.Repeat("and so on ", 30)
	for name, unit := range map[string]string{
		"one line":     fill + "zebra so yak so zebra ",
		"quotes":       fill + `“the zebra is "zebra yak" and ‘lifestyle yak `,
		"lines":        fill + "lifestyle\nyak zebra\nyak yak\nzebra\n",
		"no space":     strings.Repeat("é/", 90) + "zebra/yak/so/zebra/",
		"invalid":      strings.Repeat("\x80", 90) + " zebra yak ",
		"returns":      fill + "zebra yak\r\n",
		"code":         "``` " + fill + " zebra yak ",
		"code by line": fill + "\n~~~\n" + fill + "zebra yak\n",
	} {
		text := strings.Repeat(unit, (2<<20+9000)/len(unit))
		whole, parts := every(t, c, text, Options{Markdown: true})
		if len(whole) < 1000 || len(whole) != len(parts) {
			t.Errorf("%s: %d as a whole, %d in parts", name, len(whole), len(parts))
			continue
		}
		for i := range whole {
			if !reflect.DeepEqual(whole[i], parts[i]) {
				t.Errorf("%s: %+v as a whole, %+v in parts", name, whole[i], parts[i])
				break
			}
		}
	}
}

// endless gives one byte again and again; still gives nothing, and no error.
type endless byte

func (b endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

type still struct{}

func (still) Read([]byte) (int, error) { return 0, nil }

func TestPartsStaySmall(t *testing.T) {
	for _, b := range []byte{0x80, 'a', ' ', '\n', '`'} {
		cut := cutter{in: io.LimitReader(endless(b), 4*chunkSize), markdown: true}
		read := 0
		for next, ok := cut.next(); ok; next, ok = cut.next() {
			if len(next.text) > chunkSize+4*margin {
				t.Fatalf("%q: a part of %d bytes", b, len(next.text))
			}
			read += next.to - next.from
		}
		if read != 4*chunkSize {
			t.Errorf("%q: %d bytes of %d", b, read, 4*chunkSize)
		}
	}
}

func TestAReaderThatGivesNothingIsLeft(t *testing.T) {
	if _, err := only(t, "zebra").CheckReader(still{}, Options{}, func(Finding) {}); err != io.ErrNoProgress {
		t.Errorf("error %v", err)
	}
}

func TestNothingOfATextIsKept(t *testing.T) {
	c := only(t, "zebra")
	c.Check("A zebra.", Options{Blocks: []Block{{End: 8}}})
	if _, err := c.CheckReader(strings.NewReader("A zebra."), Options{}, func(Finding) {}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if r := c.readers.Get().(*reader); r.text != "" || r.o.Blocks != nil {
			t.Errorf("a reader keeps %q and %v", r.text, r.o.Blocks)
		}
	}
}

// Patterns are made ready when they are first needed, maybe by several at once.
func TestManyAtOnce(t *testing.T) {
	text := strings.Repeat("She absconded to Liam, 07700 900123, putting herself at risk; a “lifestyle choice”.\n\n", 400)
	want := Standard().Check(text, Options{})
	c, err := Open(standardPack)
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			if n%2 == 0 {
				if got := c.Check(text, Options{}); !reflect.DeepEqual(got, want) {
					t.Errorf("%d and %d found, not %d and %d", len(got.Findings), len(got.Suppressed), len(want.Findings), len(want.Suppressed))
				}
				return
			}
			found := 0
			if _, err := c.CheckReader(strings.NewReader(text), Options{}, func(Finding) { found++ }); err != nil || found != len(want.Findings)+len(want.Suppressed) {
				t.Errorf("%d found, error %v", found, err)
			}
		})
	}
	all.Wait()
}

func TestAPackKeepsWhatRulesSay(t *testing.T) {
	rules := []Rule{
		{ID: "a", Patterns: []string{"zebra"}, Why: "a body mass index", Debate: "index 7", Sources: []Source{{Name: "Tab\tand\nline", Date: "2026"}}},
		{Patterns: []string{"yak"}, Flag: []string{"index\nindex 1\n"}},
	}
	want := append([]Rule(nil), rules...)
	want[0].Sources = []Source{{Name: "Tab and line", Date: "2026"}}
	if got, err := Unpack(Pack(rules)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, error %v", got, err)
	}
	if c, err := Open(Pack(rules)); err != nil || texts(c, "A zebra and a yak.") != "zebra|yak" {
		t.Errorf("it opens with %v", err)
	}
}

func TestADamagedPackIsRefused(t *testing.T) {
	pack := Pack([]Rule{{ID: "a", Patterns: []string{"promiscuous"}}})
	for at := 0; at < len(pack); at += 499 {
		damaged := pack[:at] + string(pack[at]^1) + pack[at+1:]
		if _, err := Open(damaged); err == nil {
			t.Errorf("byte %d of %d may be another", at, len(pack))
		}
		if _, err := Open(pack[:at]); err == nil && at > strings.Index(pack, "\n"+indexHead) {
			t.Errorf("it may end at byte %d of %d", at, len(pack))
		}
	}
}

// Whoever makes a pack can give it the right checksum, too.
func TestAHostileIndexIsRefused(t *testing.T) {
	c := only(t, "promiscuous")
	index := c.index()
	rules, _, _ := splitPack(Pack(c.rules))
	if _, err := Open(withIndex(rules, index)); err != nil {
		t.Fatal(err)
	}
	unwritten := strconv.FormatUint(uint64(setUnwritten), 36)
	for name, hostile := range map[string]string{
		"nothing":      "",
		"no n't":       strings.Replace(index, "\nn't ", "\nnnt ", 1),
		"short rare":   index + "we " + strconv.FormatUint(uint64(setRare), 36) + " 0\n",
		"unwritten":    index + "q " + unwritten + " 0\n",
		"no pattern":   index + "q 0 0 zz\n",
		"no word":      index + " 0 0\n",
		"many words":   strings.Repeat("q 0 0\n", 1<<16),
		"wrapped word": index + "q\n",
	} {
		if _, err := Open(withIndex(rules, hostile)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if c, err := Open(withIndex(strings.Replace(rules, "pattern promiscuous", "pattern promi(cuous", 1), index)); err == nil {
		if got := texts(c, "She is promiscuous."); got != "" {
			t.Errorf("what is no pattern finds %q", got)
		}
	}
}

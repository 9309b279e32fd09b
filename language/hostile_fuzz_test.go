package language

import (
	"reflect"
	"regexp/syntax"
	"strings"
	"testing"
)

const fixed = "She didn't put him/herself, again, at risk – he's “streetwise” – aged 14. They've\nabscond-\ned to the\n\n- girls' 'home', " +
	"which isn't hard-to-reach; a 40-year-old man, Liam Smith, 07700 900123. g q zebra pro\u200bmiscuous nobody (not) it zebra's 'em"

func FuzzPattern(f *testing.F) {
	for _, seed := range []string{"abscond~", "(put~|place~) *2 <SELF> *2 (at|in) ?(serious|significant) (risk|danger|harm~)", "<AUX> <NOT> *1 engage~",
		"'", "''s", "girls' home", "o'brien~", "?*3 zebra", "zebra (*8|x)", "{a|b c|d~} zebra", "<CHILD-AGE> (year|yr) old", "#child", "((((((a))))))",
		"\u212Abscond", "İ zebra", "a-b-c zebra", strings.Repeat("?a", 200), strings.Repeat("(a|", 130), strings.Repeat("*8 zebra ", 40)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		c, err := New([]Rule{{ID: "a", Patterns: []string{pattern}, NotNear: []string{"yak"}, Child: true}})
		if near, wrong := New([]Rule{{ID: "a", Patterns: []string{"zebra"}, NotNear: []string{pattern}}}); wrong == nil {
			near.Check(fixed, Options{})
		}
		if err != nil {
			return
		}
		got := c.Check(fixed, Options{})
		for _, found := range append(got.Findings, got.Suppressed...) {
			if found.Start >= found.End || found.Text != fixed[found.Start:found.End] {
				t.Fatalf("%q finds %+v", pattern, found)
			}
		}
		expression, err := Regexp(pattern)
		if err != nil {
			t.Fatalf("%q is a pattern, and no expression: %v", pattern, err)
		}
		if _, err := syntax.Parse(expression, syntax.Perl); err != nil {
			t.Fatalf("%q gives %q: %v", pattern, expression, err)
		}
		packed, err := Open(Pack(c.rules))
		if err != nil {
			t.Fatalf("%q is lost in a pack: %v", pattern, err)
		}
		if again := packed.Check(fixed, Options{}); !reflect.DeepEqual(got, again) {
			t.Fatalf("%q out of a pack finds %v, not %v", pattern, again, got)
		}
	})
}

func FuzzOpen(f *testing.F) {
	c, err := New([]Rule{
		{ID: "a", Patterns: []string{"promiscuous", "abscond~ *2 home"}, NotNear: []string{"yak"}, Child: true, Cue: true, Flag: []string{"x\ny"}},
		{ID: "b", Detector: "name", Sources: []Source{{Name: "n"}}},
	})
	if err != nil {
		f.Fatal(err)
	}
	pack := Pack(c.rules)
	rules, _, _ := splitPack(pack)
	small := "n't 0 0\n#child 0 0\n#grown 0 0\npromiscuous 5 0 0\ndidnt 2 0\ndid 0 0\nliam 0 1\nabscond 0 0 1\n"
	f.Add(rules, small)
	f.Add(rules, "")
	f.Add("", small)
	f.Add("rule a\nseverity avoid\npattern (a\n\n", small)
	f.Add(rules+"index\n", c.index()[:2000])
	f.Fuzz(func(t *testing.T, rules, index string) {
		for _, data := range []string{rules, rules + indexHead + index, withIndex(rules, index)} {
			c, err := Open(data)
			if err != nil {
				continue
			}
			for _, profile := range []Profile{ShortNote, Document} {
				c.Check(fixed, Options{Profile: profile})
			}
		}
	})
}

package mapping_test

import (
	"reflect"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/mapping"
)

func TestAMappingIsReadWhole(t *testing.T) {
	m := mapped(t, compass(), `# A note.
format: bearings-mapping/1
framework: compass
strand: staff
file: "staff 2026.xlsx"
respondent: {column: ID}
agency:
  column: "Where?"
  answers: {"NHS": "Fictional Health Trust", "Rather not say": skipped}
kind: {is: police}
level: {column: Level, answers: {Frontline: direct}}
items: {p1: "We listen", p2: 'It''s so'}
answers:
  4: often
  yes: often
  "Prefer not to say": skipped
ignore:
  - Start time
`)
	if m.Strand != framework.Staff || m.Export != "staff 2026.xlsx" || m.Respondent.Text != "ID" || m.Kind.Is.Text != "police" {
		t.Errorf("read as %+v", m)
	}
	if len(m.Items) != 2 || m.Items[1].Heading.Text != "It's so" || m.Items[1].Heading.Line != 12 {
		t.Errorf("items are %+v", m.Items)
	}
	var words []string
	for _, one := range append(m.Answers, append(m.Agency.Answers, m.Level.Answers...)...) {
		words = append(words, one.Words.Text+"="+one.ID)
	}
	want := "4=often, yes=often, Prefer not to say=skipped, NHS=Fictional Health Trust, Rather not say=skipped, Frontline=direct"
	if got := strings.Join(words, ", "); got != want {
		t.Errorf("answers are %s", got)
	}
}

func TestAMappingWrittenIsReadTheSame(t *testing.T) {
	for _, text := range []string{small, head + `strand: return
file: "a \"b\".csv"
agency: {column: "Who\nare: #you?", answers: {"- x": "'Y'", "  ": skipped}}
kind: {column: "{kind}", answers: {"null": school}}
items: {p1: "[1] \\ back", p1-do: "é “quoted” &amp"}
answers: {"yes": often, "~": skipped, "*star": rarely}
ignore: ["- a", "b: c", "\u200b", "%"]
`} {
		m := mapped(t, compass(), text)
		again := mapped(t, compass(), string(m.YAML()))
		if a, b := bareOf(m), bareOf(again); !reflect.DeepEqual(a, b) {
			t.Errorf("written\n%s\nread as\n%+v\nnot\n%+v", m.YAML(), b, a)
		}
	}
}

// bareOf is a mapping without the places its parts stand at.
func bareOf(m mapping.Mapping) mapping.Mapping {
	clear := func(t *mapping.Text) { t.Line, t.Column = 0, 0 }
	clear(&m.Respondent)
	for _, a := range []*mapping.About{&m.Agency, &m.Kind, &m.Level} {
		clear(&a.Heading)
		clear(&a.Is)
		for i := range a.Answers {
			clear(&a.Answers[i].Words)
		}
	}
	for i := range m.Items {
		clear(&m.Items[i].Heading)
	}
	for i := range m.Answers {
		clear(&m.Answers[i].Words)
	}
	for i := range m.Ignore {
		clear(&m.Ignore[i])
	}
	return m
}

// edited is the small mapping with something put in place of something.
func edited(t *testing.T, old, replacement string) string {
	t.Helper()
	if !strings.Contains(small, old) {
		t.Fatalf("%q is not in the mapping", old)
	}
	return strings.Replace(small, old, replacement, 1)
}

// wrongMappings are mappings with something wrong and what is said of it.
func wrongMappings(edit func(old, replacement string) string) []struct{ text, says string } {
	return []struct{ text, says string }{
		{"", "map.yaml:1:1: There is nothing in this mapping."},
		{"just a text", "map.yaml:1:1: This is no mapping. A mapping begins with the line format: bearings-mapping/1"},
		{"- a\n- b", "map.yaml:1:1: This is no mapping."},
		{"items: {p1: x", "map.yaml:1:8: From here on this mapping can't be read."},
		{strings.Repeat("[", 40), "map.yaml:1:9: From here on this mapping can't be read."},
		{strings.Repeat("a: b\n", 60_000), "map.yaml:1:1: This mapping is larger than any export needs (256 KB at most)."},
		{"a: &b c", "map.yaml:1:4: A mapping is made of names, texts and lists only."},
		{"a: b\n---\nc: d", "map.yaml:2:1: A mapping is made of names, texts and lists only."},
		{"a:\n\tb: c", "map.yaml:2:1: This line is indented with a tab."},
		{"a: \x96", "map.yaml:1:4: There is a letter here that can't be read or shown."},
		{edit("mapping/1", "mapping/2"), "map.yaml:1:9: The format is missing, or is one we can't read."},
		{edit("format: bearings-mapping/1\n", ""), "map.yaml:1:1: The format is missing"},
		{edit("framework: compass", "framework: other"), "map.yaml:2:12: This mapping is for the framework “other”, and the questions in use are those of compass."},
		{edit("strand: staff", "strand: stafff"), "map.yaml:3:9: “stafff” does not say who answered. Did you mean strand: staff?"},
		{edit("strand: staff\n", ""), "map.yaml:1:1: It is missing who answered. The strand is one of young-person, parent, staff, return."},
		{edit("strand: staff", "strand: evidence"), "map.yaml:3:9: “evidence” does not say who answered."},
		{edit("ignore:", "ignored:"), "map.yaml:11:1: “ignored” is nothing a mapping can say here. Did you mean ignore?"},
		{edit("ignore:", "xyz:"), "map.yaml:11:1: “xyz” is nothing a mapping can say here. It can say: format, framework,"},
		{edit("ignore:", "strand: staff\nignore:"), "map.yaml:11:1: “strand” stands here a second time; it is in line 3 already."},
		{edit("strand: staff", "strand: [staff]"), "map.yaml:3:9: strand needs one text behind its colon"},
	}
}

// wrongParts are the same, further in.
func wrongParts(edit func(old, replacement string) string) []struct{ text, says string } {
	return []struct{ text, says string }{
		{edit(`{column: "Your work"}`, `"Your work"`), "map.yaml:5:8: level is either a column, as in level: {column: \"Its heading\"}, or the same for everybody"},
		{edit(`{column: "Your work"}`, `{}`), "map.yaml:5:8: level is either a column"},
		{edit(`{column: "Your work"}`, `{column: a, is: direct}`), "map.yaml:5:9: level is either a column"},
		{edit(`{column: "Your work"}`, `{is: directt}`), "map.yaml:5:13: There is no “directt”. Did you mean direct?"},
		{edit(`{column: "Your work"}`, `{is: ""}`), "map.yaml:5:13: There is nothing behind is."},
		{edit(`{column: "Your work"}`, `{column: ""}`), "map.yaml:5:17: There is nothing behind column."},
		{edit(`{column: "Your work"}`, `{is: direct, answers: {a: direct}}`), "level is the same for everybody here, so there are no answers to place."},
		{edit(`{column: "Your work"}`, `{column: a, colunm: b}`), "map.yaml:5:20: “colunm” is nothing a mapping can say here. Did you mean column?"},
		{edit(`{column: "Your work"}`, `{column: a, answers: {Nurse: nurse}}`), "There is no “nurse”. It is one of direct, operational, strategic, skipped."},
		{edit("agency:", "respondent: {is: x}\nagency:"), "map.yaml:4:18: Every person is another respondent."},
		{edit("agency:", "respondent: x\nagency:"), "map.yaml:4:13: respondent is either a column, as in respondent: {column: \"Its heading\"}."},
		{edit("strand: staff", "strand: return"), "map.yaml:5:9: Only staff have a level."},
		{edit("agency: {column", "kind: {column"), "map.yaml:4:8: A kind is the kind of an agency."},
		{head + "strand: return\nitems: {p1: x}", "map.yaml:1:1: A return belongs to an agency."},
		{head + "strand: staff", "map.yaml:1:1: No questions are mapped."},
		{head + "strand: staff\nitems:\n", "map.yaml:4:8: No questions are mapped."},
		{edit("  p1:", "  p11:"), "map.yaml:7:3: There is no question “p11” in this framework. Did you mean"},
		{edit("  p1:", "  zzz:"), "map.yaml:7:3: There is no question “zzz” in this framework. Everybody in the strand staff is asked p1, p2, p1-direct. All ids stand in questions.csv"},
		{edit("  p1:", "  p1-young:"), "map.yaml:7:3: The question p1-young is not put to staff. It is put to young-person."},
		{edit("  p2:", "  p1:"), "map.yaml:8:3: “p1” stands here a second time; it is in line 7 already."},
		{edit(`"We believe what they tell us."`, `""`), "map.yaml:8:7: There is nothing behind p2."},
		{edit(`"We believe what they tell us."`, `[a]`), "map.yaml:8:7: p2 needs one text behind its colon"},
		{edit(`"We believe what they tell us."`, `"Your work"`), "map.yaml:8:7: The heading “Your work” has a place already, in line 5."},
		{edit(`"Start time"`, `"Your work"`), "map.yaml:11:10: The heading “Your work” has a place already, in line 5."},
		{edit(`["Start time"]`, `"Start time"`), "map.yaml:11:9: Under ignore stand headings, each on a line of its own"},
		{edit(`["Start time"]`, `[[a]]`), "map.yaml:11:10: Under ignore stand headings"},
		{edit(`"Never": rarely`, `"Never": rarly`), "map.yaml:10:12: There is no “rarly”. Did you mean rarely?"},
		{edit(`"Never": rarely`, `"Never":`), "It is not said what “Never” means. Write behind it one of rarely, often, dont-know, unsure, sure, skipped."},
		{edit(`"Never": rarely`, `"Often": rarely`), "map.yaml:10:3: “Often” is this scale's own word for often, so it can't mean rarely."},
		{edit(`"Never": rarely`, `"Often": skipped`), "map.yaml:10:3: “Often” is this scale's own word for often, so it can't mean skipped."},
		{edit(`"Never": rarely`, "\"Never\": rarely\n  \"1. never\": often"), "map.yaml:11:3: “1. never” stands here a second time; it is in line 10 already."},
		{edit(`"Never": rarely`, `- "Never"`), "map.yaml:10:3: Under answers stand words of the export and what they mean"},
		{head + "strand: return\nagency: {is: A}\nitems: {p1-do: x}\nanswers: {a: often}", "All questions of this mapping are answered in words"},
	}
}

func TestWhatIsWrongWithAMappingIsSaid(t *testing.T) {
	edit := func(old, replacement string) string { return edited(t, old, replacement) }
	for _, c := range append(wrongMappings(edit), wrongParts(edit)...) {
		_, err := mapping.Read(compass(), "map.yaml", []byte(c.text))
		if got := said(t, err); !strings.Contains(got, c.says) {
			t.Errorf("said\n%s\nand not\n%s\nof\n%.300s", got, c.says, c.text)
		}
	}
}

func TestEverythingWrongWithAMappingIsSaidAtOnce(t *testing.T) {
	_, err := mapping.Read(compass(), "map.yaml", []byte(head+`strand: staff
level: {is: boss}
items: {p1-young: a, p9: b}
answers: {Never: nothing}
ignore: [a]
other: x
`))
	var places []string
	for line := range strings.Lines(said(t, err)) {
		places = append(places, strings.Fields(line)[0])
	}
	want := "map.yaml:4:13: map.yaml:5:9: map.yaml:5:22: map.yaml:6:18: map.yaml:7:10: map.yaml:8:1:"
	if got := strings.Join(places, " "); got != want {
		t.Errorf("said at %s", got)
	}
}

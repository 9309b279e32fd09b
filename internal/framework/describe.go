package framework

import (
	"strings"

	"bearings/internal/phrase"
)

// Describe says a comparison in sentences, one a line: what became of the
// questions and the first-person sentences, what can be compared, and what the
// version number should be.
func Describe(words *phrase.Words, c Comparison) []string {
	d := describing{words: words}
	d.say("framework.compare.heading", "Old", c.Old.ID+" "+c.Old.Version, "New", c.New.ID+" "+c.New.Version)
	d.items(c)
	d.statements(c.Statements)
	for _, language := range c.LanguagesCame {
		d.say("framework.compare.language-came", "Language", language)
	}
	for _, language := range c.LanguagesWent {
		d.say("framework.compare.language-went", "Language", language)
	}
	if c.Elsewhere {
		d.say("framework.compare.elsewhere")
	}
	d.comparable(c)
	d.advice(c)
	return d.lines
}

type describing struct {
	words *phrase.Words
	lines []string
}

func (d *describing) say(message string, with ...any) {
	d.lines = append(d.lines, d.words.Say(message, with...))
}

func (d *describing) items(c Comparison) {
	number := map[Change]int{}
	for _, item := range c.Items {
		number[item.Change]++
	}
	d.say("framework.compare.items", "Stayed", number[Stayed], "Changed", number[Changed], "Came", number[Came], "Went", number[Went])
	for _, item := range c.Items {
		switch item.Change {
		case Came:
			d.say("framework.compare.came", "Id", item.ID, "Text", item.New.Text.In(d.words.Language))
		case Went:
			d.say("framework.compare.went", "Id", item.ID, "Text", item.Old.Text.In(d.words.Language))
		}
		for _, aspect := range item.Aspects {
			d.aspect(item, aspect)
		}
	}
}

// aspectMessages are the sentences for what of a question changed.
var aspectMessages = map[Aspect]string{
	Lightly:   "framework.compare.lightly",
	Reworded:  "framework.compare.reworded",
	StemWords: "framework.compare.stem",
	Positions: "framework.compare.positions",
	Answers:   "framework.compare.answers",
	Beside:    "framework.compare.beside",
	InStrands: "framework.compare.strands",
	InLevels:  "framework.compare.levels",
	InMirrors: "framework.compare.mirrors",
	InPart:    "framework.compare.part",
	Around:    "framework.compare.around",
}

func (d *describing) aspect(item ItemChange, aspect Aspect) {
	var before, after string
	switch aspect {
	case Lightly, Reworded:
		before, after = item.Old.Text.In(d.words.Language), item.New.Text.In(d.words.Language)
	case Positions:
		before, after = strings.Join(item.OldScale.positions(), ", "), strings.Join(item.NewScale.positions(), ", ")
	case InStrands:
		before, after = strings.Join(item.Old.Strands, ", "), strings.Join(item.New.Strands, ", ")
	case InLevels:
		before, after = strings.Join(item.Old.Levels, ", "), strings.Join(item.New.Levels, ", ")
	case InMirrors:
		before, after = strings.Join(item.Old.Mirrors, ", "), strings.Join(item.New.Mirrors, ", ")
	}
	d.say(aspectMessages[aspect], "Id", item.ID, "Old", before, "New", after)
}

func (d *describing) statements(all []StatementChange) {
	for _, s := range all {
		before, after := s.Old.Text.In(d.words.Language), s.New.Text.In(d.words.Language)
		switch s.Change {
		case Came:
			d.say("framework.compare.sentence-came", "Id", s.ID, "Text", after)
		case Went:
			d.say("framework.compare.sentence-went", "Id", s.ID, "Text", before)
		case Changed:
			d.say("framework.compare.sentence-changed", "Id", s.ID, "Old", before, "New", after)
		}
		switch {
		case s.Checked:
			record := s.New.Checked
			message := "framework.compare.sentence-kept"
			if record.Outcome == "changed" {
				message = "framework.compare.sentence-checked"
			}
			d.say(message, "Id", s.ID, "By", record.By.In(d.words.Language), "On", record.On)
		case s.Stale:
			d.say("framework.compare.sentence-stale", "Id", s.ID, "On", s.New.Checked.On)
		case s.Change != Went && s.Old.Checked != nil && s.New.Checked == nil:
			d.say("framework.compare.sentence-unchecked", "Id", s.ID)
		}
	}
}

func (d *describing) comparable(c Comparison) {
	for _, p := range c.Principles {
		if p.Principle != "" {
			d.comparableIn("framework.compare.comparable-in", p)
		}
	}
	d.comparableIn("framework.compare.comparable-in-all", c.All)
}

func (d *describing) comparableIn(message string, p Comparable) {
	apart := p.Old + p.New - 2*(p.Same+p.Light+p.Apart)
	d.say(message, "Principle", p.Principle, "Old", p.Old, "New", p.New,
		"Same", p.Same, "Light", p.Light, "Apart", p.Apart, "Once", apart)
}

func (d *describing) advice(c Comparison) {
	a := c.Advice
	switch {
	case a.Unnamed:
		d.say("framework.compare.unnamed", "Old", c.Old.ID+" "+c.Old.Version, "New", c.New.ID)
	case a.AtLeast == "":
		d.say("framework.compare.own-number", "Old", c.Old.ID, "New", c.New.ID)
	case a.Enough && a.Needed == NoStep:
		d.say("framework.compare.nothing")
	case a.Enough:
		d.say("framework.compare.enough", "Version", c.New.Version)
	case a.Needed == NoStep:
		d.say("framework.compare.older", "Version", c.New.Version, "AtLeast", a.AtLeast)
	case a.Needed == Patch:
		d.say("framework.compare.patch", "Version", c.New.Version, "AtLeast", a.AtLeast)
	case a.Needed == Minor:
		d.say("framework.compare.minor", "Version", c.New.Version, "AtLeast", a.AtLeast)
	default:
		d.say("framework.compare.major", "Version", c.New.Version, "AtLeast", a.AtLeast)
	}
}

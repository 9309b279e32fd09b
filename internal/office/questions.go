package office

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// Questionnaire is what one group of people is asked, as a survey tool takes it
// in: a title, words that stand above, and questions in their order. Every text
// of a question is the item's own, letter for letter, so that the tool's export
// has headings by which the items are found again.
type Questionnaire struct {
	// Name is what its files are called, without their endings: "staff-direct".
	Name  string
	Title string
	// For says who answers it.
	For string
	// Intro are paragraphs that stand above the questions.
	Intro     []string
	Questions []Asked
}

// Asked is one question: chosen from answers, or answered in words where there
// are none to choose from.
type Asked struct {
	// Item is the item's id, or "" for what is asked about the agency or level.
	Item, Text string
	// Choices are the scale's words, lowest first, then those beside it.
	Choices []string
	// Help is a line that makes the question easier; "" for none. Needed says that
	// the question can't be answered well without it.
	Help   string
	Needed bool
}

// returnShort is the agencies' questionnaire on one page.
const returnShort = "return-short"

// questioner makes the questionnaires of a framework.
type questioner struct {
	fw    *framework.Framework
	words *phrase.Words
}

// Questionnaires are a framework's questions for other survey tools, children's
// first; only those in which something is asked.
func Questionnaires(words *phrase.Words, fw *framework.Framework) []Questionnaire {
	q := questioner{fw, words}
	all := []Questionnaire{q.personal(framework.YoungPerson), q.personal(framework.Parent), q.staff()}
	for _, level := range fw.Levels {
		all = append(all, q.staffLevel(level))
	}
	all = append(all, q.agencies(returnShort), q.agencies(framework.Return))
	return slices.DeleteFunc(all, func(one Questionnaire) bool { return len(one.Questions) == 0 })
}

func (q questioner) personal(strand string) Questionnaire {
	return Questionnaire{
		Name:      strand,
		Title:     q.words.Say("forms.title-" + strand),
		For:       q.words.Say("forms.setup.who-" + strand),
		Intro:     q.says("forms."+strand+"-1", "forms."+strand+"-2", "forms."+strand+"-3", "forms."+strand+"-4", "forms."+strand+"-5"),
		Questions: q.asked(func(i framework.Item) bool { return i.Part == framework.Core && i.For(strand) }),
	}
}

func (q questioner) staff() Questionnaire {
	core := q.asked(isStaffCore)
	one := Questionnaire{
		Name:  framework.Staff,
		Title: q.words.Say("forms.title-staff"),
		For:   q.words.Say("forms.setup.who-staff"),
		Intro: q.says("forms.staff-1", "forms.staff-2", "forms.staff-3"),
	}
	if len(core) > 0 {
		one.Intro = append(one.Intro, q.stem(len(core))...)
		one.Questions = append(core, q.agency("forms.agency"), q.level())
	}
	return one
}

// staffLevel are the statements everybody gets and the deeper ones of a level;
// nothing where the level has none of its own. The form itself says which level
// answers it, so nobody is asked.
func (q questioner) staffLevel(level framework.Level) Questionnaire {
	deeper := q.asked(func(i framework.Item) bool {
		return i.Part == framework.Deeper && i.For(framework.Staff) && i.ForLevel(level.ID)
	})
	name := q.text(level.Name)
	one := Questionnaire{
		Name:  framework.Staff + "-" + level.ID,
		Title: q.words.Say("forms.title-staff-level", "Level", name),
		For:   q.words.Say("forms.setup.who-staff-level", "Level", name),
		Intro: q.says("forms.staff-level-1", "forms.staff-2", "forms.staff-3"),
	}
	if len(deeper) > 0 {
		core := q.asked(isStaffCore)
		one.Intro = append(one.Intro, q.stem(len(core))...)
		one.Questions = append(slices.Concat(core, deeper), q.agency("forms.agency"))
	}
	return one
}

func (q questioner) agencies(name string) Questionnaire {
	asked := q.asked(func(i framework.Item) bool {
		return i.For(framework.Return) && (i.Short || name != returnShort)
	})
	one := Questionnaire{
		Name:  name,
		Title: q.words.Say("forms.title-" + name),
		For:   q.words.Say("forms.setup.who-" + name),
		Intro: q.says("forms."+name+"-1", "forms."+name+"-2"),
	}
	if stem := q.text(q.fw.Stem); stem != "" {
		one.Intro = append(one.Intro, q.words.Say("forms.stem", "Stem", stem))
	}
	if len(asked) > 0 {
		one.Questions = append(asked, q.agency("forms.agency-return"))
		if len(q.fw.Kinds) > 0 {
			one.Questions = append(one.Questions, q.kind())
		}
	}
	return one
}

func isStaffCore(i framework.Item) bool {
	return i.Part == framework.Core && i.For(framework.Staff)
}

func (q questioner) asked(belongs func(framework.Item) bool) []Asked {
	var all []Asked
	add := func(items []framework.Item) {
		for _, item := range items {
			if belongs(item) {
				all = append(all, Asked{Item: item.ID, Text: q.text(item.Text), Choices: q.choices(item), Help: q.text(item.Help)})
			}
		}
	}
	add(q.fw.ItemsOf(""))
	for _, p := range q.fw.Principles {
		add(q.fw.ItemsOf(p.ID))
	}
	return all
}

func (q questioner) choices(item framework.Item) []string {
	scale, _ := q.fw.Scale(item.Scale)
	var words []string
	for _, word := range slices.Concat(scale.Positions, scale.Beside) {
		words = append(words, q.text(word.Word))
	}
	return words
}

// agencyChoices is how many empty places for agencies' names a form has: enough
// to show how it is meant, few enough to be replaced.
const agencyChoices = 3

// agency asks where somebody works, or of a return whose it is, by the message's
// id: in every form with the same words, and with places for the agencies' names.
// Names that everybody types in their own way would be so many agencies.
func (q questioner) agency(message string) Asked {
	asked := Asked{Text: q.words.Say(message)}
	for n := range agencyChoices {
		asked.Choices = append(asked.Choices, q.words.Say("forms.agency-choice", "N", n+1))
	}
	return asked
}

func (q questioner) kind() Asked {
	asked := Asked{Text: q.words.Say("forms.kind")}
	for _, kind := range q.fw.Kinds {
		asked.Choices = append(asked.Choices, q.text(kind.Name))
	}
	asked.Choices = append(asked.Choices, q.words.Say("forms.kind-other"))
	return asked
}

func (q questioner) level() Asked {
	asked := Asked{Text: q.words.Say("forms.level"), Needed: true}
	var help []string
	for _, level := range q.fw.Levels {
		asked.Choices = append(asked.Choices, q.text(level.Name))
		help = append(help, q.words.Say("forms.level-help", "Level", q.text(level.Name), "Who", q.text(level.Who)))
	}
	asked.Help = strings.Join(help, " ")
	return asked
}

// stem says what the first so many statements are read after.
func (q questioner) stem(n int) []string {
	stem := q.text(q.fw.Stem)
	if stem == "" {
		return nil
	}
	return []string{q.words.Count("forms.stem-first", n, "Stem", stem)}
}

func (q questioner) says(messages ...string) []string {
	said := make([]string, len(messages))
	for i, m := range messages {
		said[i] = q.words.Say(m)
	}
	return said
}

func (q questioner) text(t framework.Text) string { return t.In(q.words.Language) }

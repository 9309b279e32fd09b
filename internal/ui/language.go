package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"bearings/internal/dictionary"
	"bearings/language"
)

// Dictionary is what the pages on words are written from.
type Dictionary struct {
	// Rules are all entries.
	Rules []language.Rule
	// Card are the entries on the printed card.
	Card []language.Rule
}

// NewDictionary is the dictionary of some rules; card are the ids of those on
// the card.
func NewDictionary(rules []language.Rule, card []string) Dictionary {
	return Dictionary{Rules: rules, Card: dictionary.Pick(rules, card)}
}

// severities in the order of their weight.
var severities = []language.Severity{language.Avoid, language.Care, language.Note}

const identifying = "identifying"

// languageEntries are the pages on words, for the list that leads from one to
// the others.
func (s Site) languageEntries() []crumb {
	return []crumb{
		{s.say("languagepages.nav-check"), LanguagePath},
		{s.say("languagepages.nav-writing"), WritingPath},
		{s.say("languagepages.nav-words"), LanguageWordsPath},
		{s.say("languagepages.nav-debate"), LanguageDebatePath},
		{s.say("languagepages.nav-sources"), LanguageSourcesPath},
		{s.say("languagepages.nav-card"), LanguageCardPath},
	}
}

// languageFrame is the frame of a page on words that is not the first of them.
func (s Site) languageFrame(title string, further ...crumb) frame {
	trail := s.home(append([]crumb{{s.say("languagepages.nav-check"), LanguagePath}}, further...)...)
	return frame{title: title, section: LanguagePath, trail: trail}
}

// weight says how much an entry matters.
func (s Site) weight(r language.Rule) string {
	if r.Category == identifying {
		return s.say("languagepages.identifying-" + r.Severity.String())
	}
	return s.say("languagepages.severity-" + r.Severity.String())
}

// severityClass marks an entry by its weight.
func severityClass(r language.Rule) string {
	if r.Category == identifying {
		return "weight--" + identifying
	}
	return "weight--" + r.Severity.String()
}

// counted says a number of things: id-one or id-other.
func (s Site) counted(id string, n int, with ...any) string {
	if n == 1 {
		return s.say(id+"-one", with...)
	}
	return s.say(id+"-other", append(with, "N", s.thousands(n))...)
}

// thousands writes a number in groups of three.
func (s Site) thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// day says a date of a source or review: a year, a month or a day.
func (s Site) day(date string) string {
	switch parts := strings.Split(date, "-"); len(parts) {
	case 3:
		return s.say("languagepages-words.day", "Day", strings.TrimPrefix(parts[2], "0"),
			"Month", s.say("report.month.m"+parts[1]), "Year", parts[0])
	case 2:
		return s.month(date)
	default:
		return date
	}
}

// findable are the words by which a script finds an entry that it does not show.
func findable(r language.Rule) string {
	return strings.ToLower(strings.Join(append([]string{r.ID, r.Why}, r.Alternatives...), " "))
}

// group is the category of an entry.
func (s Site) group(category string) crumb {
	return crumb{s.say(dictionary.NameOf(category)), LanguageWordsPath + "#" + category}
}

// outward is a link to somebody else's page.
func outward(url string) templ.SafeURL { return templ.URL(url) }

// dated is the name of a source with its date.
func (s Site) dated(source language.Source) string {
	if source.Date == "" || source.URL == "" { // our own wording has no day
		return source.Name
	}
	return s.say("languagepages-words.source-date", "Name", source.Name, "Date", s.day(source.Date))
}

// confirmed says whether one of us has read it there.
func (s Site) confirmed(source language.Source) string {
	return s.say("languagepages-words." + sureness(source))
}

// surenesses are how sure sources are, the surest first.
var surenesses = []string{"confirmed", "unconfirmed", "own"}

// sureness says how sure a source is. What is published nowhere is our own:
// nobody could have read it there.
func sureness(source language.Source) string {
	switch {
	case source.Confirmed:
		return "confirmed"
	case source.URL == "":
		return "own"
	}
	return "unconfirmed"
}

// citedAs are the sources that are as sure as that.
func citedAs(cites []dictionary.Cited, sure string) []dictionary.Cited {
	var as []dictionary.Cited
	for _, cite := range cites {
		if sureness(cite.Source) == sure {
			as = append(as, cite)
		}
	}
	return as
}

package mapping

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// refused says whether a heading asks who somebody is, and which sentence says
// so; "" for none.
func refused(heading string) string {
	words := untilNot(askedWords(heading))
	if len(words) == 0 || isStatement(words) {
		return ""
	}
	line := strings.Join(core(words), " ")
	if slices.Contains(roles, line) {
		return tellsName
	}
	for _, tells := range []string{whole[line], whole[strings.Join(words, " ")]} {
		if tells != "" {
			return tells
		}
	}
	const short = 12 // words
	switch {
	case len(words) > short:
		return refusedAtLength(words)
	case asksNumber(words):
		return tellsNumber
	case asksHandle(core(words)):
		return tellsPhone
	case asksHome(words):
		return tellsAddress
	}
	if tells := refusedWithin(words); tells != "" {
		return tells
	}
	if asksWho(words) {
		return tellsName
	}
	return ""
}

// isTelling says whether a cell is a heading again that would be refused. The
// name of a role is also an answer.
func isTelling(cell string) bool {
	return refused(cell) != "" && !slices.Contains(roles, strings.Join(core(askedWords(cell)), " "))
}

// refusedWithin looks for what is refused anywhere in a short heading.
func refusedWithin(words []string) string {
	spaced := " " + strings.Join(words, " ") + " "
	ofOrganisation := isOfOrganisation(words)
	for _, w := range within {
		if strings.Contains(spaced, " "+w.words+" ") && !(ofOrganisation && w.tells == tellsAddress) && isAsked(words, w.words) {
			return w.tells
		}
	}
	const shortName = 8
	if !anyOf(words, []string{"name", "names"}) || isNaming(words) {
		return ""
	}
	if both := strings.Contains(spaced, " name and ") || strings.Contains(spaced, " and name "); both || !ofOrganisation && len(words) <= shortName {
		return tellsName
	}
	return ""
}

func isOfOrganisation(words []string) bool {
	return anyOf(words, organisations) && !anyOf(words, persons)
}

// isNaming says whether naming is what is asked for: "Name one thing".
func isNaming(words []string) bool {
	return len(words) > 1 && words[0] == "name" && !anyOf(words, persons) &&
		anyOf(words[1:2], strings.Fields("one two three four five a an some any up at"))
}

// isAsked says whether a heading asks for what it names: "How often do you
// phone families?" does not.
func isAsked(words []string, what string) bool {
	const short = 6
	if strings.Contains(what, " ") || anyOf(words, strings.Fields("your number address enter provide give contact")) {
		return true
	}
	return len(words) <= short && !anyOf(words[:1], strings.Fields("how when why do does did"))
}

// yours and pleases stand in a long text that asks for a person's own details,
// and firsts at its beginning.
var (
	yours = regexp.MustCompile(` your( \S+)? (names?|e ?mail|phone|telephone|mobile|postcode|date of birth|(contact )?details|contact number|` +
		`(contact|home) address) `)
	pleases = regexp.MustCompile(` please (.* )?(e ?mail address|(phone|telephone|mobile|contact) number|contact details) `)
	firsts  = regexp.MustCompile(`^ (names? (and|or)|(full|first) name|e ?mail address) `)
	gives   = strings.Fields("please leave enter provide give write type share add put state insert include tell")
)

// refusedAtLength looks at long texts. Most are statements, or ask for words of
// people's own: only what plainly asks for a person's details is refused.
func refusedAtLength(words []string) string {
	const most = 60
	if len(words) > most {
		return ""
	}
	spaced := " " + strings.Join(words, " ") + " "
	found := pleases.FindString(spaced) + firsts.FindString(" "+strings.Join(core(words), " ")+" ")
	if anyOf(words, gives) {
		found += yours.FindString(spaced)
	}
	switch {
	case found == "":
		return ""
	case strings.Contains(found, " name"):
		return tellsName
	case strings.Contains(found, "mail"):
		return tellsMail
	case strings.Contains(found, "birth"):
		return tellsBirth
	case strings.Contains(found, "postcode"), strings.Contains(found, "address"):
		return tellsAddress
	}
	return tellsPhone
}

// asksWho says whether a heading asks for a person in other words than their
// name: "Who filled in this form?", "Last modified by", "What should we call you?"
func asksWho(words []string) bool {
	last := len(words) - 1
	spaced := " " + strings.Join(words, " ") + " "
	switch {
	case words[last] == "by":
		const most = 7
		return last > 0 && last < most && anyOf(words[last-1:last], done)
	case words[0] == "what" && last > 0 && anyOf(words[1:2], strings.Fields("should can shall may do would could")):
		return strings.Contains(spaced, " call you ") || strings.Contains(spaced, " to be called ")
	case words[0] != "who" && words[0] != "whose":
		return false
	}
	rest := words[1:]
	const most = 4
	if len(rest) > 2 && len(rest) <= most && rest[0] == "is" && (rest[1] == "your" || rest[1] == "the") && !isOfOrganisation(words) {
		return true
	}
	for len(rest) > 0 && anyOf(rest[:1], strings.Fields("is are was has have the person people")) {
		rest = rest[1:]
	}
	return len(rest) > 0 && anyOf(rest[:1], done) &&
		(len(rest) == 1 || anyOf(rest, strings.Fields("this these form survey questionnaire return questions")))
}

// asksHome says whether a heading asks where somebody lives.
func asksHome(words []string) bool {
	line := strings.Join(words, " ")
	switch words[0] {
	case "where":
		return strings.HasPrefix(line, "where do you ") && anyOf(words, []string{"live"}) || line == "where you live"
	case "which", "what":
		return strings.HasSuffix(line, " do you live") || strings.HasSuffix(line, " do you live in") || strings.HasSuffix(line, " you live in")
	}
	return false
}

// asksNumber says whether a heading asks for a number by which some list knows
// a person. A case's id is what some tools call a row's.
func asksNumber(words []string) bool {
	const short = 6
	if len(words) > short && !anyOf(words, []string{"your"}) {
		return false
	}
	asked := core(words)
	for i, w := range asked {
		if i+1 == len(asked) || !slices.Contains(holders, w) || !slices.Contains(numberings, asked[i+1]) {
			continue
		}
		isEnd := i+2 == len(asked)
		switch {
		case w == "case" && asked[i+1] == "id":
		case asked[i+1] == "no" && !isEnd:
		case w == "registration" && isOfOrganisation(words):
		default:
			return true
		}
	}
	return false
}

// asksHandle says whether a heading asks where somebody can be found online,
// and not whether or how they use that.
func asksHandle(asked []string) bool {
	if len(asked) == 0 || !slices.Contains(platforms, asked[0]) {
		return false
	}
	return !slices.ContainsFunc(asked[1:], func(w string) bool {
		return !slices.Contains(handles, w) && !slices.Contains(platforms, w) && w != "or"
	})
}

// isStatement says whether a heading says something to agree with. One that
// speaks to the reader is asked something.
func isStatement(words []string) bool {
	const least = 4
	if len(words) < least || anyOf(words, strings.Fields("you your please contacted reached")) {
		return false
	}
	return slices.Contains(subjects, words[0]) || slices.Contains(peoples, words[0]) && anyOf(words[1:least], verbs)
}

// untilNot cuts a heading where it begins to say what should not be written:
// "What else? Please do not give your name."
func untilNot(words []string) []string {
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		asked := i == 0 || !anyOf(words[i-1:i], strings.Fields("you we they i who if"))
		switch {
		case asked && w == "do" && next == "not", asked && w == "don" && next == "t", asked && w == "dont",
			w == "without", w == "no" && (next == "name" || next == "names"):
			return words[:i]
		}
	}
	return words
}

// core is what a heading asks for, without the words around it.
func core(words []string) []string {
	for len(words) > 0 && slices.Contains(leading, words[0]) {
		words = words[1:]
	}
	isNumber := func(w string) bool { return strings.Trim(w, "0123456789") == "" }
	for n := len(words); n > 0 && (slices.Contains(trailing, words[n-1]) || isNumber(words[n-1])); n = len(words) {
		words = words[:n-1]
	}
	return words
}

func anyOf(words, of []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, w) })
}

// askedWords are the words of a heading without accents, and with letters that
// stand alone put together: "D.O.B."
func askedWords(heading string) []string {
	var plain strings.Builder
	for _, r := range norm.NFD.String(strings.ReplaceAll(signs.Replace(heading), "'s ", " ")) {
		if !unicode.Is(unicode.Mn, r) {
			plain.WriteRune(r)
		}
	}
	var words []string
	alone := false
	for _, w := range headingWords(plain.String()) {
		letter := len(w) == 1 && (w[0] < '0' || w[0] > '9')
		if letter && alone {
			words[len(words)-1] += w
			continue
		}
		words = append(words, w)
		alone = letter
	}
	return words
}

// headingWords are the words of a heading, small and without signs. Words
// written as one are parted: RecipientFirstName, IPAddress.
func headingWords(heading string) []string {
	var b strings.Builder
	letters := []rune(signs.Replace(heading))
	for i, r := range letters {
		if i > 0 && unicode.IsUpper(r) {
			ends := unicode.IsUpper(letters[i-1]) && i+1 < len(letters) && unicode.IsLower(letters[i+1])
			if unicode.IsLower(letters[i-1]) || ends {
				b.WriteByte(' ')
			}
		}
		b.WriteRune(r)
	}
	words := strings.FieldsFunc(bare(b.String()), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range words {
		// A second column of a name may be called Name2.
		if without := strings.TrimRightFunc(w, unicode.IsDigit); without != "" {
			words[i] = without
		}
	}
	return words
}

// refuse finds the columns of an export that may say who answered. It looks at
// headings alone: no row has been read when it refuses.
func refuse(fw *framework.Framework, src answer.Source, found *fault.Problems) {
	asked := askings(fw)
	for at, heading := range src.Table.Columns() {
		tells := refused(heading)
		if tells == "" || asksAny(asked, heading) {
			continue
		}
		line, col := src.Table.Place(at)
		found.Add(src.Name, line, col, tells, "Heading", quoted(heading))
	}
}

// asking is a question in one of its languages.
type asking struct {
	item framework.Item
	bare string
}

func askings(fw *framework.Framework) []asking {
	var all []asking
	for _, i := range fw.Items {
		for _, text := range i.Text {
			all = append(all, asking{i, bare(text)})
		}
	}
	return all
}

// asksAny says whether a heading is one of some questions.
func asksAny(asked []asking, heading string) bool {
	h := newHead(heading)
	return slices.ContainsFunc(asked, func(a asking) bool { return h.asks(a.bare) })
}

// asksItem says whether a heading is an item's text, in any of its languages.
func asksItem(h head, i framework.Item) bool {
	for _, text := range i.Text {
		if h.asks(bare(text)) {
			return true
		}
	}
	return false
}

package attack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// open is what results.json says besides figures of people: names, agencies'
// returns, other evidence and findings.
type open struct {
	Framework struct {
		ID, Version string
		Items       []Item
	}
	Releases []struct {
		Groups []struct {
			ID, Name string
			Agencies []string
		}
	}
	Returns  []struct{ Agency, Item, Answer, Text string }
	Evidence []struct{ Principle, Source, Date, Text string }
	Findings []struct{ Text string }
}

func readOpen(folder string) (open, error) {
	var o open
	raw, err := os.ReadFile(filepath.Join(folder, "results.json"))
	if err == nil {
		err = json.Unmarshal(raw, &o)
	}
	return o, err
}

// explainer knows which numbers results.json accounts for.
type explainer struct {
	known *regexp.Regexp // names, ids and fixed sentences, to be taken out
	exact map[string]bool
	// counts are shown counts and sums of them, percents their shares.
	counts, percents map[int]bool
	// agencies are numbers of agencies, by what they said in their returns;
	// lists how long lists of names are at most.
	agencies         map[int]bool
	lists, principle int
}

func newExplainer(published *Published, o open, names Names, fixed Fixed) *explainer {
	e := &explainer{exact: fixed.Exact, counts: map[int]bool{}, percents: map[int]bool{}, agencies: map[int]bool{}, principle: len(names.Principles)}
	for _, rel := range published.Releases {
		for _, row := range rel.Rows {
			if item, ok := published.Item(row.Item); ok && row.Show == ShowCounts {
				e.count(row, item)
			}
		}
	}
	e.returned(published, o)
	e.known = anyOf(slices.Concat(fixed.Sentences, e.named(o), namesIn(names)))
	return e
}

// named are the names, ids and words of agencies in results.json, and how long
// lists of them are.
func (e *explainer) named(o open) []string {
	known := []string{"10 or more", "25 or more", "0 to 2", "CC-BY-4.0", o.Framework.Version}
	for _, rel := range o.Releases {
		e.lists = max(e.lists, len(rel.Groups))
		for _, g := range rel.Groups {
			known = append(append(known, g.ID, g.Name), g.Agencies...)
			e.lists = max(e.lists, len(g.Agencies))
		}
	}
	for _, r := range o.Returns {
		known = append(known, r.Agency, oneLine(r.Text))
	}
	for _, ev := range o.Evidence {
		known = append(known, ev.Source, oneLine(ev.Text), ev.Date)
	}
	return known
}

// namesIn are the ids and words of a framework.
func namesIn(names Names) []string {
	var known []string
	for _, item := range names.Items {
		known = append(known, item.ID, item.Text, item.Stem)
		for _, answer := range slices.Concat(item.Positions, item.Beside) {
			known = append(known, answer.ID, answer.Words)
		}
	}
	for _, p := range names.Principles {
		known = append(known, p.ID, p.Words)
	}
	return known
}

// anyOf matches any of the texts that hold digits, the longest first, and only
// whole: no digit or letter stands before or behind.
func anyOf(texts []string) *regexp.Regexp {
	texts = slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return !digits.MatchString(s) })
	slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	for i, s := range texts {
		texts[i] = regexp.QuoteMeta(s)
	}
	return regexp.MustCompile(`(^|[^0-9A-Za-z])(?:` + strings.Join(slices.Compact(texts), "|") + `)($|[^0-9A-Za-z])`)
}

// count notes what can be said in numbers of a row with counts.
func (e *explainer) count(row Row, item Item) {
	sum, lower, upper := 0, 0, 0
	for i, id := range item.Positions {
		n := row.Counts[id]
		sum += n
		switch side := 2*i + 1 - len(item.Positions); {
		case side < 0:
			lower += n
		case side > 0:
			upper += n
		}
	}
	for _, id := range item.Positions {
		e.note(row.Counts[id], sum)
	}
	for _, id := range item.Beside {
		e.counts[row.Counts[id]] = true
	}
	e.note(lower, sum)
	e.note(upper, sum)
	e.counts[sum] = true
}

func (e *explainer) note(n, of int) {
	e.counts[n] = true
	if of > 0 {
		e.percents[(200*n+of)/(2*of)] = true
	}
}

// returned notes how many agencies say what.
func (e *explainer) returned(published *Published, o open) {
	agencies := map[string]bool{}
	chose := map[[2]string]int{}
	for _, r := range o.Returns {
		agencies[r.Agency] = true
		chose[[2]string{r.Item, r.Answer}]++
	}
	all := len(agencies)
	e.agencies[all] = true
	e.lists = max(e.lists, all)
	for _, item := range published.Framework.Items {
		n, lower, upper, said := 0, 0, 0, 0
		for i, id := range item.Positions {
			of := chose[[2]string{item.ID, id}]
			n += of
			switch side := 2*i + 1 - len(item.Positions); {
			case side < 0:
				lower += of
			case side > 0:
				upper += of
			}
			e.agencies[of] = true
		}
		said = n
		for _, id := range item.Beside {
			e.agencies[chose[[2]string{item.ID, id}]] = true
			said += chose[[2]string{item.ID, id}]
		}
		for _, number := range []int{n, lower, upper, said, all - said} {
			e.agencies[number] = true
		}
	}
}

// Phrases around numbers that are not of people. What each may be is asked of
// the groups in it.
var (
	ofAgencies  = regexp.MustCompile(`([0-9]+) of ([0-9]+) (?:agencies|returns)|([0-9]+) agenc(?:y|ies)|\b([0-9]+) of ([0-9]+) say so|, and ([0-9]+) say `)
	ofLists     = regexp.MustCompile(`and ([0-9]+) more\b|in ([0-9]+) more agencies|([0-9]+) pieces? of evidence|([0-9]+) more (?:pieces|statements)`)
	ofOrder     = regexp.MustCompile(`[Pp]rinciple ([0-9]+) of ([0-9]+)|pages of the ([0-9]+) principles|\(principles? ([0-9]+)(?:(?: and|; if time, also) ([0-9]+))?\)`)
	ofForms     = regexp.MustCompile(`Priority [123]\b|with 8 cards on it|Page [0-9]+ of [0-9]+$`)
	shareInText = regexp.MustCompile(`([0-9]+)%`)
	anyNumber   = regexp.MustCompile(`[0-9]+`)
)

// unexplained are the numbers of a text that results.json does not account for.
func (e *explainer) unexplained(text string) []string {
	if !digits.MatchString(text) || e.exact[text] {
		return nil
	}
	for before := ""; before != text; { // what stands side by side shares its edge
		before = text
		text = e.known.ReplaceAllString(text, "$1 $2")
	}
	text = ofForms.ReplaceAllString(text, " ")
	text = without(text, ofAgencies, func(n int) bool { return e.agencies[n] })
	text = without(text, ofLists, func(n int) bool { return n <= e.lists })
	text = without(text, ofOrder, func(n int) bool { return 0 < n && n <= e.principle })
	text = without(text, shareInText, func(n int) bool { return e.percents[n] })
	text = without(text, anyNumber, func(n int) bool { return e.counts[n] })
	return anyNumber.FindAllString(text, -1)
}

// without takes a phrase out of a text where all of its numbers may be there.
func without(text string, phrase *regexp.Regexp, may func(int) bool) string {
	return phrase.ReplaceAllStringFunc(text, func(found string) string {
		for _, digits := range anyNumber.FindAllString(found, -1) {
			if n, err := strconv.Atoi(digits); err != nil || !may(n) {
				return found
			}
		}
		return " "
	})
}

// check finds numbers in a document's words that results.json doesn't
// account for: shown counts, sums and shares of them, and what agencies said of
// themselves.
func (e *explainer) check(d Document) []Finding {
	var all []Finding
	seen := map[string]bool{}
	for _, text := range d.Texts {
		if left := e.unexplained(text); len(left) > 0 && !seen[text] {
			seen[text] = true
			all = append(all, Finding{"figures", "", "", fmt.Sprintf("%s says %q: nothing in results.json explains %s", d.Name, text, strings.Join(left, ", "))})
		}
	}
	return all
}

package report

import (
	"strconv"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// results are a release's results in the framework's order of items and the
// given order of groups.
func (b *builder) results(release disclosure.Release, groups []Group) []Result {
	type at struct{ item, group string }
	published := map[at]disclosure.Result{}
	for _, r := range release.Results() {
		published[at{r.Item, r.Group}] = r
	}
	var results []Result
	for _, item := range b.fw.Items {
		for _, g := range groups {
			if r, ok := published[at{item.ID, g.ID}]; ok {
				results = append(results, b.result(item, g, r))
			}
		}
	}
	return results
}

func (b *builder) result(item framework.Item, g Group, r disclosure.Result) Result {
	scale, _ := b.fw.Scale(item.Scale)
	result := Result{Item: item.ID, Group: g, Show: r.Show}
	switch r.Show {
	case disclosure.Counts:
		result.Positions = b.counts(scale.Positions, r.Positions, r.N())
		result.Beside = b.counts(scale.Beside, r.Beside, 0)
	case disclosure.InWords:
		result.Lean = r.Lean
		result.Words = b.lean(scale, r.Lean)
	default:
		result.Words = b.words.Say("report.show.nothing")
	}
	return result
}

// whole is an item's result for the whole strand. An item nothing was
// published of is like one with too few answers.
func (b *builder) whole(item string, strand Strand) Result {
	for _, r := range strand.Results {
		if r.Item == item && r.Group.Shape == Whole {
			return r
		}
	}
	none := Result{Item: item, Show: disclosure.Nothing, Words: b.words.Say("report.show.nothing")}
	if len(strand.Groups) > 0 {
		none.Group = strand.Groups[0]
	}
	return none
}

// counts puts words to counts; base is what percentages are of, 0 for none.
func (b *builder) counts(answers []framework.Word, counts []disclosure.Count, base int) []Count {
	words := make(map[string]string, len(answers))
	for _, a := range answers {
		words[a.ID] = b.text(a.Word)
	}
	all := make([]Count, len(counts))
	for i, c := range counts {
		all[i] = Count{Answer: c.Answer, Word: words[c.Answer], Shown: c.Shown, Words: strconv.Itoa(c.Shown)}
		if c.Shown == 0 {
			all[i].Words = b.words.Say("report.show.zero-to-two")
		}
		if percent := percentOf(c.Shown, base); percent > 0 {
			all[i].Percent = percent
			all[i].Share = b.words.Say("report.show.percent", "N", percent)
		}
	}
	return all
}

// percentOf is a whole percentage, halves rounded up; 0 of nothing.
func percentOf(n, base int) int {
	if base == 0 {
		return 0
	}
	return (200*n + base) / (2 * base)
}

// lean puts words to a lean: "mostly “Hardly ever” or “Sometimes”".
func (b *builder) lean(scale framework.Scale, lean disclosure.Lean) string {
	if lean == disclosure.Mixed {
		return b.words.Say("report.lean.mixed")
	}
	return b.words.Say("report.lean.mostly", "Words", b.half(scale, lean))
}

// half are the words of one half of a scale: “Hardly ever” or “Sometimes”.
func (b *builder) half(scale framework.Scale, lean disclosure.Lean) string {
	words := b.wordsOf(scale.Positions)
	half := len(words) / 2
	if lean == disclosure.Lower {
		words = words[:half]
	} else {
		words = words[len(words)-half:]
	}
	for i, word := range words {
		words[i] = b.quoted(word)
	}
	return b.joined(words, "report.list.or")
}

// joined puts names together as a sentence does: "a, b and c".
func (b *builder) joined(names []string, last string) string {
	if len(names) == 0 {
		return ""
	}
	text := names[0]
	for i, name := range names[1:] {
		message := "report.list.comma"
		if i == len(names)-2 {
			message = last
		}
		text = b.words.Say(message, "First", text, "Next", name)
	}
	return text
}

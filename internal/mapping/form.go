package mapping

import (
	"slices"
	"strings"

	"bearings/internal/framework"
)

// coreIDs are the statements everybody of a strand is asked; where a framework
// has none, all its questions if they are few.
func coreIDs(fw *framework.Framework, strand string) []string {
	var core, all []string
	for _, i := range fw.Items {
		if !i.For(strand) {
			continue
		}
		all = append(all, i.ID)
		if i.Part == framework.Core {
			core = append(core, i.ID)
		}
	}
	const few = 12
	if len(core) == 0 && len(all) <= few {
		return all
	}
	return core
}

// missing are the statements everybody is asked that no column is, nor may be.
func (d *drafting) missing() []string {
	if len(d.strands) != 1 {
		return nil
	}
	var all []string
	for _, i := range d.fw.Items {
		found := func(c Column) bool {
			return c.Role == AsItem && c.Item == i.ID || c.Role == AsOpen && c.NearRole == AsItem && c.Near == i.ID
		}
		if i.Part == framework.Core && i.For(d.strands[0]) && !slices.ContainsFunc(d.columns, found) {
			all = append(all, i.ID)
		}
	}
	return all
}

// answered says whether anybody has answered anything: whether there is
// something in a column that is a question, or may be.
func (d *drafting) answered() bool {
	for at, c := range d.columns {
		if (c.Role == AsItem || c.NearRole == AsItem) && d.values[at].rows > 0 {
			return true
		}
	}
	return false
}

// isQuiz says whether a heading is one of the two columns Microsoft Forms adds
// for each question of a quiz: "Points – We listen.", whatever the dash.
func isQuiz(h head) bool {
	for _, word := range []string{"points", "feedback"} {
		if rest, ok := strings.CutPrefix(h.plain, word); ok && strings.HasPrefix(strings.TrimLeft(rest, " "), "-") {
			return true
		}
	}
	return false
}

// aheadOf is how many rows below the first are looked at for headings: a title
// or an explanation may stand above them.
const aheadOf = 10

// asksSome says whether one of the cells is a question of the framework.
func asksSome(fw *framework.Framework, cells []string) bool {
	var texts []string
	for _, i := range fw.Items {
		for _, text := range i.Text {
			texts = append(texts, bare(text))
		}
	}
	return slices.ContainsFunc(cells, func(cell string) bool {
		const long = 1_000 // no question
		if strings.TrimSpace(cell) == "" || len(cell) > long {
			return false
		}
		h := newHead(cell)
		return slices.ContainsFunc(texts, h.asks)
	})
}

// sameHeading are the columns whose headings a mapping can't tell from a
// column's own, itself included.
func sameHeading(heads []head, at int) []int { return find(heads, heads[at].written) }

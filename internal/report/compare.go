package report

import (
	"slices"
	"strings"

	"bearings/internal/framework"
)

// comparisons set a principle's mirrored statements side by side, whole
// strands only. Statements stand together only if each of them mirrors every
// other, so that what two strands say is never compared by way of a third.
func (b *builder) comparisons(principle string) []Comparison {
	var mirrored []framework.Item
	for _, strand := range b.strands {
		for _, item := range b.fw.ItemsOf(principle) {
			if isPersonal(strand.ID) && item.For(strand.ID) && len(item.Mirrors) > 0 {
				mirrored = append(mirrored, item)
			}
		}
	}
	var all []Comparison
	for _, items := range together(nil, mirrored, nil) {
		if c, ok := b.comparison(items); ok {
			all = append(all, c)
		}
	}
	return all
}

// together finds the largest sets of items that all mirror each other: sets of
// chosen and some of the open, such that none of the open or seen could join
// (Bron and Kerbosch's way).
func together(chosen, open, seen []framework.Item) [][]framework.Item {
	if len(open) == 0 {
		if len(seen) == 0 && len(chosen) > 1 {
			return [][]framework.Item{slices.Clone(chosen)}
		}
		return nil
	}
	first, rest := open[0], open[1:]
	with := together(append(slices.Clone(chosen), first), mirrorsOf(first, rest), mirrorsOf(first, seen))
	without := together(chosen, rest, append(slices.Clone(seen), first))
	return append(with, without...)
}

func mirrorsOf(item framework.Item, items []framework.Item) []framework.Item {
	var mirrors []framework.Item
	for _, other := range items {
		if slices.Contains(item.Mirrors, other.ID) {
			mirrors = append(mirrors, other)
		}
	}
	return mirrors
}

// comparison is a table of those items. There is none where fewer than two
// strands have anything to set beside each other.
func (b *builder) comparison(items []framework.Item) (Comparison, bool) {
	var c Comparison
	var strands []string
	shown := 0
	for _, strand := range b.strands {
		for _, item := range items {
			if !isPersonal(strand.ID) || !item.For(strand.ID) {
				continue
			}
			row := Row{Strand: strand.ID, Name: strand.Name, Text: b.text(item.Text)}
			if strand.State == Shown {
				row.Result = b.whole(item.ID, strand)
				shown++
			} else {
				row.Note = strand.Heard
			}
			c.Rows = append(c.Rows, row)
			strands = append(strands, strand.ID)
		}
	}
	c.Title = b.words.Say("report.compare." + strings.Join(slices.Compact(strands), "-"))
	return c, shown > 1
}

package attack

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// Smallest numbers of positions for which a release may show something.
const (
	leastForCounts = 25
	// Of a group made of several agencies, no one agency may have more than
	// this share, in percent.
	mostOfMerged = 80
)

// CheckGroups finds groups that the rules don't know: people of whom nothing
// is known, published alone.
func CheckGroups(rel Release) []Finding {
	var all []Finding
	ids := map[string]bool{}
	for _, g := range rel.Groups {
		if ids[g.ID] {
			all = append(all, Finding{"figures", rel.Strand, g.ID, "two groups have the same id"})
		}
		ids[g.ID] = true
		unsaid := []string{""}
		if slices.Equal(g.Agencies, unsaid) || slices.Equal(g.Levels, unsaid) {
			all = append(all, Finding{"figures", rel.Strand, g.ID, "people who didn't say are published alone"})
		}
		if g.Size != "10 or more" && g.Size != "25 or more" && g.Size != "" {
			all = append(all, Finding{"figures", rel.Strand, g.ID, fmt.Sprintf("a size is shown as %q", g.Size)})
		}
		if g.Size == "10 or more" && leastInParts(g, rel.Groups) >= leastForCounts {
			all = append(all, Finding{"figures", rel.Strand, g.ID, "its parts give away that it is shown more coarsely than it need be"})
		}
	}
	return all
}

// leastInParts is how many people a reader knows to be in a group from the
// sizes of its parts: agency groups, levels, or levels of agency groups, which
// never overlap among themselves.
func leastInParts(g Group, all []Group) int {
	least := map[string]int{"10 or more": 10, "25 or more": 25}
	sums := map[[2]bool]int{}
	for _, part := range all {
		if part.ID != g.ID && isPart(part.Agencies, g.Agencies) && isPart(part.Levels, g.Levels) {
			sums[[2]bool{len(part.Agencies) > 0, len(part.Levels) > 0}] += least[part.Size]
		}
	}
	most := 0
	for _, sum := range sums {
		most = max(most, sum)
	}
	return most
}

// isPart says whether one list of agencies, or of levels, lies within another;
// an empty list holds everything.
func isPart(part, whole []string) bool {
	if len(whole) == 0 {
		return true
	}
	for _, one := range part {
		if !slices.Contains(whole, one) {
			return false
		}
	}
	return len(part) > 0
}

// CheckFigures finds figures of an item that are not true, or that say more
// than the rules allow for so many people. Exact counts are the naive
// publisher's, which has no rules.
func CheckFigures(p *Problem, rel Release, truth map[Atom][]int, exact bool) []Finding {
	var all []Finding
	found := func(format string, args ...any) {
		all = append(all, Finding{"figures", p.Strand, p.Item.ID, fmt.Sprintf(format, args...)})
	}
	if wrong := p.Misfit(p.Truth()); wrong != "" {
		found("%s", wrong)
	}
	if exact {
		return all
	}
	for _, row := range rel.Rows {
		g, _ := rel.Group(row.Group)
		n := people(g, truth)
		if row.Item != p.Item.ID || row.Show == ShowNothing {
			continue
		}
		if said := checkSize(rel, g, row, n); said != "" {
			found("%s", said)
		}
		if agency, share := largest(g, truth); len(g.Agencies) > 1 && share > mostOfMerged {
			found("%s merges agencies, and %s is %d %% of it", g.ID, agency, share)
		}
		if row.Show == ShowCounts {
			all = append(all, checkCounts(p, row)...)
		}
	}
	return all
}

// checkSize compares how a row is shown, and what the group's size is called,
// with how many people gave a position.
func checkSize(rel Release, g Group, row Row, n int) string {
	large := g.Size == "25 or more"
	switch {
	case row.Show == ShowCounts && n < leastForCounts:
		return fmt.Sprintf("%s has counts, and only %d positions", g.ID, n)
	case large && n < leastForCounts && g.ID != rel.Strand:
		return fmt.Sprintf("%s is called 25 or more, and has %d positions", g.ID, n)
	case large && n >= leastForCounts && row.Show == ShowLean && !isOneItemOnly(rel, g):
		return fmt.Sprintf("%s is called 25 or more and has only a lean, so it was made coarser, and everybody can see it", g.ID)
	}
	return ""
}

// isOneItemOnly says whether a lean for the whole strand is one item's alone.
// How many gave a position on an item that is not published by group is said
// nowhere, so its lean looks like that of 10 to 24.
func isOneItemOnly(rel Release, g Group) bool {
	return g.ID == rel.Strand && slices.ContainsFunc(rel.Rows, func(r Row) bool { return r.Group == g.ID && r.Show == ShowCounts })
}

// checkCounts looks at the form of counts: every answer there, each a multiple
// of five.
func checkCounts(p *Problem, row Row) []Finding {
	var all []Finding
	answers := slices.Concat(p.Item.Positions, p.Item.Beside)
	for _, id := range answers {
		v, ok := row.Counts[id]
		if !ok || v < 0 || v%5 != 0 {
			all = append(all, Finding{"figures", p.Strand, p.Item.ID, fmt.Sprintf("%s shows %d for %s", row.Group, v, id)})
		}
	}
	if len(row.Counts) != len(answers) || row.Lean != "" {
		all = append(all, Finding{"figures", p.Strand, p.Item.ID, row.Group + " shows more than its counts"})
	}
	return all
}

// largest is the agency with the most positions in a group, and its share in
// whole percent, rounded up.
func largest(g Group, truth map[Atom][]int) (agency string, share int) {
	byAgency, all := map[string]int{}, 0
	for a, counts := range truth {
		if g.Has(a) {
			byAgency[a.Agency] += sum(counts)
			all += sum(counts)
		}
	}
	most := 0
	for name, n := range byAgency {
		if n > most {
			agency, most = name, n
		}
	}
	if all == 0 {
		return "", 0
	}
	return agency, (100*most + all - 1) / all
}

// CheckCSV compares results.csv in that folder with results.json: a colleague
// reads whichever says more.
func CheckCSV(folder string, published *Published) ([]Finding, error) {
	file, err := os.Open(filepath.Join(folder, "results.csv"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("results.csv: %w", err)
	}
	want := map[string]bool{}
	for _, rel := range published.Releases {
		for _, row := range rel.Rows {
			for _, text := range csvRows(rel.Strand, row) {
				want[text] = true
			}
		}
	}
	var all []Finding
	for _, row := range rows[min(1, len(rows)):] {
		if key := fmt.Sprint(row); want[key] {
			delete(want, key)
		} else {
			all = append(all, Finding{"figures", row[0], row[2], "only results.csv says " + key})
		}
	}
	for key := range want {
		all = append(all, Finding{"figures", "", "", "only results.json says " + key})
	}
	return all, nil
}

// csvRows are the lines of results.csv a row should have there.
func csvRows(strand string, row Row) []string {
	if row.Show != ShowCounts {
		return []string{fmt.Sprint([]string{strand, row.Group, row.Item, row.Show, "", "", row.Lean})}
	}
	var all []string
	for id, n := range row.Counts {
		all = append(all, fmt.Sprint([]string{strand, row.Group, row.Item, row.Show, id, strconv.Itoa(n), ""}))
	}
	return all
}

package insight

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// fewestNamed is how many agencies have to be published before it is said, without
// a name, that some differ. Of a single one everybody would know which it is; of two
// each would know the other, as it sees its own page.
const fewestNamed = 3

// Unnamed finds what From finds, without what is published of single agencies: where
// their staff differ from each other, or from their own agency's return, it says
// only that it is so. Such a finding has no sides and no names.
func Unnamed(fw *framework.Framework, outcome answer.Outcome) Insight {
	full := newReading(fw, outcome)
	less := outcome
	less.Releases = make([]disclosure.Release, len(outcome.Releases))
	for i, release := range outcome.Releases {
		less.Releases[i] = release.WithoutAgencies()
	}
	r := newReading(fw, less)
	var found []Finding
	found = append(found, r.unheard()...)
	for _, id := range r.principles() {
		found = append(found, r.principleBeside(id, full.withoutNames(id))...)
	}
	return Insight{Findings: found, Agenda: agenda(fw, found)}
}

// withoutNames says of which statements of a principle agencies differ.
func (r *reading) withoutNames(id string) []Finding {
	items := r.fw.ItemsOf(id)
	var found []Finding
	add := func(kind Kind, item string) {
		for _, f := range found {
			if f.Kind == kind && f.Item == item {
				return
			}
		}
		found = append(found, Finding{Kind: kind, Strand: framework.Staff, Item: item})
	}
	if len(r.groups(byAgency)) >= fewestNamed {
		for _, f := range r.agencies(items) {
			add(Agencies, f.Item)
		}
	}
	for _, f := range r.ownStaff(items) {
		if r.besideReturns(f.Item) >= fewestNamed {
			add(OwnStaff, f.Item)
		}
	}
	return found
}

// besideReturns is of how many agencies both a position in the return and the staff
// on their own are published.
func (r *reading) besideReturns(item string) int {
	n := 0
	it, _ := r.fw.Item(item)
	scale, _ := r.fw.Scale(it.Scale)
	for _, g := range r.groups(byAgency) {
		for _, line := range r.returns {
			if len(g.Agencies) == 1 && g.Agencies[0] == line.Agency && line.Item == item && placeOf(scale, line.Answer) >= 0 {
				if _, ok := r.side(framework.Staff, g.ID, item); ok {
					n++
				}
			}
		}
	}
	return n
}

// Without leaves out findings about strands that are not shown, and makes the agenda
// of what is left.
func (in Insight) Without(fw *framework.Framework, strands []string) Insight {
	if len(strands) == 0 {
		return in
	}
	in.Findings = slices.DeleteFunc(slices.Clone(in.Findings), func(f Finding) bool {
		return slices.Contains(strands, f.Strand) || f.Kind == NotLooked && slices.Contains(strands, framework.Evidence) ||
			slices.ContainsFunc(f.Sides, func(s Side) bool { return slices.Contains(strands, s.Strand) })
	})
	in.Agenda = agenda(fw, in.Findings)
	return in
}

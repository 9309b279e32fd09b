package report

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
)

// groups are a release's groups under their printed names: the whole strand,
// levels in the framework's order, agencies by name, then the levels of each
// agency.
func (b *builder) groups(release disclosure.Release) []Group {
	var groups []Group
	for _, g := range release.Groups() {
		groups = append(groups, b.group(release.Strand(), g))
	}
	b.tellApart(groups)
	names := b.byName()
	slices.SortStableFunc(groups, func(x, y Group) int {
		byShape := cmp.Compare(x.Shape, y.Shape)
		switch {
		case byShape != 0:
			return byShape
		case x.Shape == ByLevel:
			return b.byLevels(x, y)
		default:
			return cmp.Or(names(x.Of, y.Of), slices.Compare(x.Agencies, y.Agencies), b.byLevels(x, y))
		}
	})
	return groups
}

// tellApart numbers groups of several agencies that would have the same name,
// in the order of their first agency.
func (b *builder) tellApart(groups []Group) {
	alike := map[string][]string{} // by name, the first agency of each group
	for _, g := range groups {
		if g.Shape == ByAgency && len(g.Members) > 0 {
			alike[g.Of] = append(alike[g.Of], g.Members[0])
		}
	}
	for i, g := range groups {
		firsts := alike[g.Of]
		if len(g.Members) == 0 || len(firsts) < 2 {
			continue
		}
		slices.Sort(firsts)
		numbered := b.words.Say("report.group.numbered", "Name", g.Of, "N", slices.Index(firsts, g.Members[0])+1)
		groups[i].Name = strings.Replace(g.Name, g.Of, numbered, 1)
		groups[i].Of = numbered
	}
}

func (b *builder) group(strand string, g disclosure.Group) Group {
	of := ""
	if len(g.Agencies) > 0 {
		of = b.agenciesName(g)
	}
	return Group{
		ID:        g.ID,
		Shape:     shapeOf(g),
		Name:      b.groupName(strand, g),
		Of:        of,
		Agencies:  g.Agencies,
		Levels:    g.Levels,
		Members:   b.members(g.Agencies),
		Size:      g.Size,
		SizeWords: b.words.Say(sizeMessages[g.Size]),
	}
}

var sizeMessages = map[disclosure.Size]string{
	disclosure.TenOrMore:        "report.size.ten",
	disclosure.TwentyFiveOrMore: "report.size.twenty-five",
}

func shapeOf(g disclosure.Group) Shape {
	switch {
	case g.Whole():
		return Whole
	case len(g.Agencies) == 0:
		return ByLevel
	case len(g.Levels) == 0:
		return ByAgency
	default:
		return ByLevelOfAgency
	}
}

// groupName is how every page and file calls a group.
func (b *builder) groupName(strand string, g disclosure.Group) string {
	switch shapeOf(g) {
	case Whole:
		return b.words.Say("report.whole." + strand)
	case ByLevel:
		return b.levelGroup(g.Levels)
	case ByAgency:
		return b.agenciesName(g)
	default:
		return b.words.Say("report.group.level-of-agency", "Agency", b.agenciesName(g), "Level", b.levelGroup(g.Levels))
	}
}

func (b *builder) agenciesName(g disclosure.Group) string {
	if len(g.Agencies) == 1 {
		return b.printed(g.Agencies[0])
	}
	if kind, ok := b.fw.Kind(g.Kind); ok {
		return b.text(kind.Several)
	}
	return b.words.Say("report.group.several")
}

// members are the agencies of a group of several, as they are printed; not
// said comes last.
func (b *builder) members(agencies []string) []string {
	if len(agencies) < 2 {
		return nil
	}
	names := b.byName()
	sorted := slices.Clone(agencies)
	slices.SortFunc(sorted, func(x, y string) int {
		if (x == "") != (y == "") {
			return len(y) - len(x) // the empty one is the shorter
		}
		return names(x, y)
	})
	for i, name := range sorted {
		sorted[i] = b.printed(name)
	}
	return sorted
}

// printed is an agency's name as it is printed.
func (b *builder) printed(agency string) string {
	if agency == "" {
		return b.words.Say("report.group.not-said")
	}
	return agency
}

// levelNames names levels one after the other.
func (b *builder) levelNames(levels []string) string { return b.levelsAs(levels, "report.list.and") }

// levelGroup names one level, or several that were put together.
func (b *builder) levelGroup(levels []string) string { return b.levelsAs(levels, "report.list.either") }

func (b *builder) levelsAs(levels []string, last string) string {
	names := make([]string, len(levels))
	for i, id := range levels {
		names[i] = b.words.Say("report.group.level-not-said")
		if level, ok := b.fw.Level(id); ok {
			names[i] = b.text(level.Name)
		}
	}
	return b.joined(names, last)
}

func (b *builder) byLevels(x, y Group) int {
	return cmp.Compare(b.levelPlace(x), b.levelPlace(y))
}

// levelPlace is where a group's first level stands in the framework; not said
// comes last.
func (b *builder) levelPlace(g Group) int {
	for i, level := range b.fw.Levels {
		if slices.Contains(g.Levels, level.ID) {
			return i
		}
	}
	return len(b.fw.Levels)
}

// byName compares names as people sort them: "école" beside "Ebbw Vale", not
// after "Zebra".
func (b *builder) byName() func(x, y string) int {
	order := collate.New(language.Make(b.words.Language), collate.IgnoreCase)
	return func(x, y string) int { return cmp.Or(order.CompareString(x, y), cmp.Compare(x, y)) }
}

// isFictional says whether answers are made up: every agency and source that
// is named says so.
func isFictional(outcome answer.Outcome) bool {
	var names []string
	for _, release := range outcome.Releases {
		for _, g := range release.Groups() {
			names = append(names, g.Agencies...)
		}
	}
	for _, line := range outcome.Returns {
		names = append(names, line.Agency)
	}
	for _, e := range outcome.Evidence {
		names = append(names, e.Source)
	}
	named := false
	for _, name := range names {
		if name != "" && !strings.HasSuffix(name, answer.FictionalMark) {
			return false
		}
		named = named || name != ""
	}
	return named
}

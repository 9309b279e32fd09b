package answer

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// agencies are all agencies of a file; number 0 is not said.
type agencies struct {
	all []agencyEntry
	// bySpelling finds an agency by the cell as it was written, so that the
	// costly comparison is made once for each spelling.
	bySpelling map[string]int
	byName     map[string]int // folded
	fold       cases.Caser
	latest     int
}

type agencyEntry struct {
	name     string // as it is printed
	kind     string
	kindLine int // where the kind was first said, among all lines
	returned int // line of its return's first row, 0 for none
}

// maxSpellings bounds what is remembered of a file that spells every row anew.
const maxSpellings = 50_000

func newAgencies() *agencies {
	return &agencies{
		all:        []agencyEntry{{}},
		bySpelling: map[string]int{"": 0},
		byName:     map[string]int{},
		fold:       cases.Fold(),
	}
}

func (a *agencies) find(cell string) int {
	if cell == a.all[a.latest].name {
		return a.latest
	}
	n := a.look(cell)
	a.latest = n
	return n
}

func (a *agencies) look(cell string) int {
	if n, ok := a.bySpelling[cell]; ok {
		return n
	}
	printed := norm.NFC.String(cell)
	key := norm.NFC.String(a.fold.String(printed))
	n, ok := a.byName[key]
	if !ok {
		n = len(a.all)
		a.all = append(a.all, agencyEntry{name: strings.Clone(printed)})
		a.byName[strings.Clone(key)] = n
	}
	if isBetterPrinted(printed, a.all[n].name) {
		a.all[n].name = strings.Clone(printed)
	}
	if len(a.bySpelling) < maxSpellings {
		a.bySpelling[strings.Clone(cell)] = n
	}
	return n
}

// isBetterPrinted says which of two spellings of one name is printed. The
// order of the rows must not decide it: a spelling with capitals and small
// letters goes before one without, and then the one that comes first.
func isBetterPrinted(spelling, than string) bool {
	if a, b := isMixed(spelling), isMixed(than); a != b {
		return a
	}
	return spelling < than
}

func isMixed(name string) bool {
	return strings.ContainsFunc(name, unicode.IsUpper) && strings.ContainsFunc(name, unicode.IsLower)
}

// agency is the number of the agency a row names, or -1 where there is a fault.
func (in *intake) agency(r *row, must bool) int {
	if r[agency] == "" && must {
		in.fault(agency, "answers.return.agency_missing")
		return -1
	}
	number := in.agencies.find(r[agency])
	if number > MaxAgencies {
		in.fault(agency, "answers.agency.too_many", "Most", MaxAgencies)
		return -1
	}
	return number
}

// agencyKind checks the kind of agency a row gives. Rows without one say
// nothing; a kind without an agency is nobody's and is not used.
func (in *intake) agencyKind(ag int, r *row) {
	given := r[kind]
	if given == "" || (ag > 0 && in.agencies.all[ag].kind == given) {
		return
	}
	if _, known := in.book.fw.Kind(given); !known {
		in.unknown(kind, r, "answers.kind.unknown", in.book.kinds)
		return
	}
	if ag <= 0 {
		return
	}
	a := &in.agencies.all[ag]
	if a.kind == "" {
		a.kind = strings.Clone(given)
		a.kindLine = in.line()
		return
	}
	in.fault(kind, "answers.kind.differs",
		in.files.first(a.kindLine, "Agency", shown(a.name), "Given", given, "Kind", a.kind)...)
}

package answer

import (
	"cmp"
	"slices"

	"bearings/internal/framework"
)

// Heard is what was read of a round, for those whose own files they are: so that
// they see whether all of it came in. It is no result and is never published. It
// has no number by agency, by level or by answer.
type Heard struct {
	// Strands are those with somebody in them, in the order of framework.Strands.
	Strands []HeardStrand
	// Levels are the levels staff gave, as ids; "" for those who gave none.
	Levels []string
	// Agencies are the agencies' names as they will be printed, sorted; "" first
	// where somebody gave none.
	Agencies []string
	// Alike are pairs of names so much alike that they may be one agency's.
	Alike [][2]string
}

// HeardStrand is a strand and how many answered: people, agencies' returns, or
// pieces of evidence.
type HeardStrand struct {
	Strand string
	N      int
}

// Hear checks files as TakeAll does, and says what was read. Its errors are
// TakeAll's.
func Hear(fw *framework.Framework, from []Source) (Heard, error) {
	in, err := read(fw, from)
	if err != nil {
		return Heard{}, err
	}
	return in.heard(), nil
}

func (in *intake) heard() (heard Heard) {
	for _, strand := range framework.Strands {
		n := len(in.evidence)
		if c := in.crowds[strand]; c != nil {
			n = c.people.n
		}
		if n > 0 {
			heard.Strands = append(heard.Strands, HeardStrand{strand, n})
		}
	}
	said := map[byte]bool{}
	named := map[string]bool{}
	for _, c := range in.crowds {
		for _, a := range c.atoms {
			named[in.agencies.all[a.agency].name] = true
			if c.strand == framework.Staff {
				said[a.level] = true
			}
		}
	}
	for n := range levels {
		if level := (n + 1) % len(levels); said[byte(level)] { // not said comes last
			heard.Levels = append(heard.Levels, levels[level])
		}
	}
	for name := range named {
		heard.Agencies = append(heard.Agencies, name)
	}
	slices.SortFunc(heard.Agencies, func(a, b string) int {
		return cmp.Or(cmp.Compare(in.agencies.fold.String(a), in.agencies.fold.String(b)), cmp.Compare(a, b))
	})
	heard.Alike = alike(heard.Agencies)
	return heard
}

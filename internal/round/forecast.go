package round

import (
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// Rates are the shares of invited staff, in per cent, for which a forecast is made.
var Rates = []int{30, 50, 70}

// Outlook is what results will show if so many of the invited staff answer, as far
// as it depends on how many they are.
type Outlook struct {
	// Percent is the share that answers, in every agency and at every level alike.
	Percent           int
	Invited, Expected int
	// Shows says whether there are results of all staff together at all.
	Shows bool
	// Comments says whether comments may be quoted.
	Comments bool
	Agencies []Foreseen
	Levels   []Foreseen
	// Within are the levels of the agencies that are shown by level.
	Within []Foreseen
	// Mirrors are the agencies whose return can be laid beside what their own
	// staff say, by name.
	Mirrors []string
}

// Foreseen is how one agency, one level, or one level of an agency will appear.
type Foreseen struct {
	Agency, Level     string
	Invited, Expected int
	// How it appears, and in Agencies and Levels what it appears together with,
	// itself left out; Kind is the kind of agency they share, where they do.
	How              How
	Agencies, Levels []string
	Kind             string
	Size             disclosure.Size
	// Enough is how many of those invited would have to answer for it to show on its
	// own, and Invite how many would have to be invited at this rate. Both are 0
	// where more answers alone don't help, and where it does show on its own. Also
	// says that every other group of its sort that is too small needs as many.
	Enough, Invite int
	Also           bool
}

// How a group appears in results.
type How string

const (
	Own      How = "own"      // on its own
	Together How = "together" // together with others
	Nowhere  How = "nowhere"  // in what all staff say alone
)

// mostRemedies is for how many groups it is worked out what would help.
const mostRemedies = 60

// Forecast foresees what results will show at each of the Rates. Groups are formed
// by package disclosure, with the code that publishes them.
func Forecast(r Round, agencies []Agency) []Outlook {
	var all []Outlook
	for _, percent := range Rates {
		all = append(all, newForecasting(r, agencies, percent).outlook())
	}
	return all
}

// share is how many of some people are expected at a rate, rounded to the nearest.
func share(invited, percent int) int { return (invited*percent + 50) / 100 }

// sharing is how many people have to be invited at a rate for so many to be expected.
func sharing(expected, percent int) int {
	invited := expected * 100 / percent
	for share(invited, percent) >= expected && invited > 0 {
		invited--
	}
	for share(invited, percent) < expected {
		invited++
	}
	return invited
}

type forecasting struct {
	round    Round
	agencies []Agency
	percent  int
	expected []disclosure.Expected
	groups   []disclosure.Group
	remedies int
}

func newForecasting(r Round, agencies []Agency, percent int) *forecasting {
	f := &forecasting{round: r, agencies: agencies, percent: percent}
	for _, a := range agencies {
		for _, level := range Levels {
			f.expected = append(f.expected, disclosure.Expected{Agency: a.Name, Kind: a.Kind, Level: level, N: share(a.Staff[level], percent)})
		}
	}
	f.groups = f.divide(f.expected)
	return f
}

func (f *forecasting) divide(expected []disclosure.Expected) []disclosure.Group {
	return disclosure.Forecast(framework.Staff, expected, disclosure.Rules{AtLeast: f.round.AtLeast})
}

func (f *forecasting) outlook() Outlook {
	o := Outlook{Percent: f.percent, Invited: invitedTo(f.agencies, ""), Expected: f.count("", ""), Shows: len(f.groups) > 0}
	o.Comments = o.Shows && o.Expected >= f.round.CommentsAtLeast
	for _, a := range f.agencies {
		if one, ok := f.foresee(a.Name, ""); ok {
			o.Agencies = append(o.Agencies, one)
			if one.How == Own && a.Form != NoReturn && f.round.Asks(framework.Return) {
				o.Mirrors = append(o.Mirrors, a.Name)
			}
		}
	}
	for _, level := range Levels {
		if one, ok := f.foresee("", level); ok {
			o.Levels = append(o.Levels, one)
		}
	}
	for _, a := range f.agencies {
		for _, level := range Levels {
			if one, ok := f.foresee(a.Name, level); ok {
				o.Within = append(o.Within, one)
			}
		}
	}
	return o
}

// count is how many are expected of an agency and level; "" is any.
func (f *forecasting) count(agency, level string) (sum int) {
	for _, e := range f.expected {
		if (agency == "" || e.Agency == agency) && (level == "" || e.Level == level) {
			sum += e.N
		}
	}
	return sum
}

// foresee says how a group will appear; ok is false where nobody of it is invited.
func (f *forecasting) foresee(agency, level string) (one Foreseen, ok bool) {
	one = Foreseen{Agency: agency, Level: level, Expected: f.count(agency, level), How: Nowhere}
	for _, a := range f.agencies {
		if agency == "" || a.Name == agency {
			one.Invited += invitedTo([]Agency{a}, level)
		}
	}
	if one.Invited == 0 {
		return one, false
	}
	if g, found := groupOf(f.groups, agency, level); found {
		one.Kind, one.Size = g.Kind, g.Size
		one.Agencies, one.Levels = others(g.Agencies, agency), others(g.Levels, level)
		if one.How = Together; len(one.Agencies)+len(one.Levels) == 0 {
			one.How = Own
		}
	}
	if one.How != Own {
		f.remedy(&one)
	}
	return one, true
}

// groupOf is the group in which an agency, a level, or a level of an agency appears.
func groupOf(groups []disclosure.Group, agency, level string) (disclosure.Group, bool) {
	at := slices.IndexFunc(groups, func(g disclosure.Group) bool {
		return (agency == "") == (len(g.Agencies) == 0) && (level == "") == (len(g.Levels) == 0) &&
			(agency == "" || slices.Contains(g.Agencies, agency)) && (level == "" || slices.Contains(g.Levels, level))
	})
	if at < 0 {
		return disclosure.Group{}, false
	}
	return groups[at], true
}

func others(all []string, but string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return one == but })
}

// remedy works out how many answers would let a group show on its own, by dividing
// once more as if they had come: to it alone, or else to every group of its sort
// that is too small, as one that stays small may draw in the next.
func (f *forecasting) remedy(one *Foreseen) {
	needed := max(f.round.AtLeast, disclosure.Threshold)
	if one.Expected >= needed || f.remedies == mostRemedies {
		return
	}
	f.remedies++
	alone := part{one.Agency, one.Level}
	small := f.small(alone, needed)
	for _, all := range [][]part{{alone}, small} {
		g, found := groupOf(f.divide(f.raised(all, needed)), one.Agency, one.Level)
		if !found || len(others(g.Agencies, one.Agency))+len(others(g.Levels, one.Level)) > 0 {
			continue
		}
		one.Enough, one.Invite, one.Also = needed, sharing(needed, f.percent), len(all) > 1
		return
	}
}

// part is an agency, a level, or a level of an agency; "" is any.
type part struct{ agency, level string }

// small are the groups of the same sort of whom too few are expected.
func (f *forecasting) small(like part, needed int) (all []part) {
	var sort []part
	switch {
	case like.level == "":
		for _, a := range f.agencies {
			sort = append(sort, part{agency: a.Name})
		}
	default:
		for _, level := range Levels {
			sort = append(sort, part{like.agency, level})
		}
	}
	for _, p := range sort {
		if n := f.count(p.agency, p.level); n > 0 && n < needed {
			all = append(all, p)
		}
	}
	return all
}

// raised is what is expected, with each of some groups raised to a number where most
// of it are.
func (f *forecasting) raised(all []part, to int) []disclosure.Expected {
	expected := slices.Clone(f.expected)
	for _, p := range all {
		most := -1
		for i, e := range expected {
			if (p.agency == "" || e.Agency == p.agency) && (p.level == "" || e.Level == p.level) && (most < 0 || e.N > expected[most].N) {
				most = i
			}
		}
		expected[most].N += max(0, to-f.count(p.agency, p.level))
	}
	return expected
}

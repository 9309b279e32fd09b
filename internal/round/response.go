package round

import (
	"context"

	"bearings/internal/framework"
	"bearings/internal/people"
)

// Band is all that anybody learns of how many staff have answered while a round is
// open: no number, and no group smaller than smallestInvited.
type Band string

const (
	Small   Band = "small"   // too few are invited to say
	Few     Band = "few"     // less than 25 in a hundred
	Some    Band = "some"    // 25 to 49
	Half    Band = "half"    // 50 to 74
	Most    Band = "most"    // 75 or more
	TooMany Band = "toomany" // more than were invited
)

// smallestInvited is the least number of people invited of whom a band is shown.
const smallestInvited = 10

// bandOf puts a number of replies into words.
func bandOf(invited, replied int) Band {
	switch part := 100 * replied; {
	case invited < smallestInvited:
		return Small
	case replied > invited:
		return TooMany
	case part >= 75*invited:
		return Most
	case part >= 50*invited:
		return Half
	case part >= 25*invited:
		return Some
	}
	return Few
}

// Response is how far staff have answered: of everybody, of one agency, or at one
// level. There is none of a level within an agency.
type Response struct {
	Agency people.AgencyID
	Name   string // the agency's
	Level  string
	Band   Band
}

// Responses says how far staff have answered, for everybody, by agency and by level,
// for whoever looks after the round; everybody else sees those of the agencies
// they write for. There are none unless the round is open and asks staff.
func (s *Service) Responses(ctx context.Context, v people.Viewer, r Round, agencies []Agency) (all []Response, err error) {
	if r.State != Open || !r.Asks(framework.Staff) {
		return nil, nil
	}
	heard, err := s.Store.Read(ctx).Heard(r.ID, framework.Staff)
	if err != nil {
		return nil, err
	}
	manages := v.May(people.ManageRound, people.Where{Partnership: r.Partnership})
	if manages {
		all = append(all, Response{Band: bandOf(invitedTo(agencies, ""), replied(heard, "", ""))})
	}
	for _, a := range agencies {
		if manages || v.May(people.WriteReturn, people.Where{Partnership: r.Partnership, Agency: a.ID}) {
			all = append(all, Response{Agency: a.ID, Name: a.Name, Band: bandOf(invitedTo([]Agency{a}, ""), replied(heard, a.Name, ""))})
		}
	}
	for _, level := range Levels {
		if manages {
			all = append(all, Response{Level: level, Band: bandOf(invitedTo(agencies, level), replied(heard, "", level))})
		}
	}
	return all, nil
}

// invitedTo is how many of some agencies are invited at a level, or with "" at all.
func invitedTo(agencies []Agency, level string) (sum int) {
	for _, a := range agencies {
		for of, n := range a.Staff {
			if level == "" || of == level {
				sum += n
			}
		}
	}
	return sum
}

// replied is how many of an agency and level replied here; "" is any. What was brought
// in does not count: whoever could add to it and take it out again until a band
// changes would learn the number.
func replied(heard []Heard, agency, level string) (sum int) {
	for _, h := range heard {
		if (agency == "" || h.Agency == agency) && (level == "" || h.Level == level) {
			sum += h.N - h.Brought
		}
	}
	return sum
}

// Progress says how far an agency's return is, and nothing of what stands in it.
type Progress struct {
	Agency Agency
	State  ReturnState // empty where nobody has begun
}

// ReturnProgress is that of every agency that makes a return, for whoever looks after
// the round; everybody else sees that of the agencies they write for.
func (s *Service) ReturnProgress(ctx context.Context, v people.Viewer, r Round, agencies []Agency) (all []Progress, err error) {
	if r.State == Preparing || !r.Asks(framework.Return) {
		return nil, nil
	}
	returns, err := s.Store.Read(ctx).Returns(r.ID)
	if err != nil {
		return nil, err
	}
	states := map[people.AgencyID]ReturnState{}
	for _, one := range returns {
		states[one.Agency] = one.State
	}
	for _, a := range agencies {
		where := people.Where{Partnership: r.Partnership}
		of := people.Where{Partnership: r.Partnership, Agency: a.ID}
		if a.Form != NoReturn && (v.May(people.ManageRound, where) || v.May(people.WriteReturn, of)) {
			all = append(all, Progress{Agency: a, State: states[a.ID]})
		}
	}
	return all, nil
}

package round

import (
	"context"
	"slices"
	"time"

	"bearings/internal/britain"

	"bearings/internal/framework"
	"bearings/internal/people"
)

// Paper is a return as it is read: on a page, in print, in a file.
type Paper struct {
	Round  Round
	Agency Agency
	// Return is the zero Return where nobody has begun.
	Return Return
	// Blank says that it is a form to fill in, with no answers.
	Blank bool
	Parts []PaperPart
}

// PaperPart is what is asked about one principle. The zero Principle is of questions
// that belong to none.
type PaperPart struct {
	Principle framework.Principle
	Questions []PaperQuestion
}

// PaperQuestion is a question of a return with its answer.
type PaperQuestion struct {
	Item framework.Item
	// Scale is what the item is answered with; empty where it is answered in words.
	Scale framework.Scale
	// Answer is an answer of the scale, Text what was written; both are empty where the
	// question was left empty.
	Answer, Text string
}

// IsEmpty says whether the question was left empty.
func (q PaperQuestion) IsEmpty() bool { return q.Answer == "" && q.Text == "" }

// Word is the chosen answer in words, or empty.
func (q PaperQuestion) Word() framework.Text {
	for _, word := range slices.Concat(q.Scale.Positions, q.Scale.Beside) {
		if word.ID == q.Answer {
			return word.Word
		}
	}
	return nil
}

// IsShown says whether everybody in the partnership may read the return.
func (p Paper) IsShown() bool {
	return !p.Blank && p.Return.State == Signed && !p.Round.Revealed.IsZero()
}

// SignedOn is the day in Britain on which a return was signed.
func (p Paper) SignedOn() time.Time { return dayOf(p.Return.Signed) }

// ShownOn is the day in Britain on which all returns were revealed.
func (p Paper) ShownOn() time.Time { return dayOf(p.Round.Revealed) }

func dayOf(t time.Time) time.Time {
	t = britain.Time(t)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// Stage is how far a paper has got: "blank", "draft" or "signed".
func (p Paper) Stage() string {
	switch {
	case p.Blank:
		return "blank"
	case p.Return.State == Signed:
		return string(Signed)
	}
	return string(Draft)
}

// AskedOf are the questions an agency's return has, in the order of the principles.
func AskedOf(fw *framework.Framework, form Form) []framework.Item {
	var items []framework.Item
	for _, item := range fw.Items {
		if item.For(framework.Return) && form != NoReturn && (item.Short || form == FullForm) {
			items = append(items, item)
		}
	}
	return items
}

// paperOf lays a return out, principle by principle.
func paperOf(fw *framework.Framework, p Paper, answers []ReturnAnswer) Paper {
	given := map[string]ReturnAnswer{}
	for _, a := range answers {
		given[a.Item] = a
	}
	asked := AskedOf(fw, p.Agency.Form)
	for _, principle := range append([]framework.Principle{{}}, fw.Principles...) {
		part := PaperPart{Principle: principle}
		for _, item := range asked {
			if item.Principle == principle.ID {
				scale, _ := fw.Scale(item.Scale)
				a := given[item.ID]
				part.Questions = append(part.Questions, PaperQuestion{Item: item, Scale: scale, Answer: a.Answer, Text: a.Text})
			}
		}
		if len(part.Questions) > 0 {
			p.Parts = append(p.Parts, part)
		}
	}
	return p
}

// agencyIn is an agency of a round that makes a return in it.
func agencyIn(read Reader, r Round, agency people.AgencyID) (Agency, error) {
	all, err := read.RoundAgencies(r.ID)
	if err != nil {
		return Agency{}, err
	}
	i := slices.IndexFunc(all, func(a Agency) bool { return a.ID == agency })
	if i < 0 || all[i].Form == NoReturn || !r.Asks(framework.Return) {
		return Agency{}, missing()
	}
	return all[i], nil
}

// ownReturn is the round and the agency whose return somebody may see with a right.
func (s *Service) ownReturn(read Reader, v people.Viewer, right people.Right, where people.Where, id ID) (r Round, a Agency, err error) {
	if where.Agency == "" {
		return r, a, missing()
	}
	if r, err = find(read, v, right, where, id); err != nil {
		return r, a, err
	}
	a, err = agencyIn(read, r, where.Agency)
	return r, a, err
}

// ReturnPaper is an agency's return as it stands, for those who write it.
func (s *Service) ReturnPaper(ctx context.Context, v people.Viewer, where people.Where, id ID) (Paper, error) {
	read := s.Store.Read(ctx)
	r, a, err := s.ownReturn(read, v, people.WriteReturn, where, id)
	if err != nil {
		return Paper{}, err
	}
	return s.paper(ctx, read, r, a)
}

// BlankReturn is the form of an agency's return, for those who write it.
func (s *Service) BlankReturn(ctx context.Context, v people.Viewer, where people.Where, id ID) (Paper, error) {
	r, a, err := s.ownReturn(s.Store.Read(ctx), v, people.WriteReturn, where, id)
	if err != nil {
		return Paper{}, err
	}
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return Paper{}, err
	}
	return paperOf(fw, Paper{Round: r, Agency: a, Blank: true}, nil), nil
}

func (s *Service) paper(ctx context.Context, read Reader, r Round, a Agency) (Paper, error) {
	p := Paper{Round: r, Agency: a}
	fw, err := s.Framework(ctx, r.ID)
	if err != nil {
		return p, err
	}
	if p.Return, _, err = read.Return(r.ID, a.ID); err != nil {
		return p, err
	}
	answers, err := read.ReturnAnswers(r.ID, a.ID)
	return paperOf(fw, p, answers), err
}

// Standing is how far an agency's return has got, as the coordinator may know.
type Standing string

const (
	NoneAsked Standing = "none"
	NotBegun  Standing = "not-begun"
	Begun     Standing = "begun"
	IsSigned  Standing = "signed"
)

// ReturnStanding is an agency's return in the list of a round's.
type ReturnStanding struct {
	Agency   Agency
	Standing Standing
	Signed   time.Time
	// MayWrite says that the viewer may write it, MayRead that it may be read by
	// everybody in the partnership.
	MayWrite, MayRead bool
}

// ReturnList are the returns of a round as far as the viewer may know of them: the
// coordinator sees how far each has got, an agency its own, and everybody in the
// partnership those that were revealed.
func (s *Service) ReturnList(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) ([]ReturnStanding, error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.SeeRound, people.Where{Partnership: partnership}, id)
	if err != nil {
		return nil, err
	}
	agencies, err := read.RoundAgencies(id)
	if err != nil {
		return nil, err
	}
	reads, err := s.mayReadReturns(read, v, r)
	if err != nil {
		return nil, err
	}
	coordinates := v.May(people.ManageRound, people.Where{Partnership: partnership})
	var all []ReturnStanding
	for _, a := range agencies {
		one := ReturnStanding{Agency: a, MayWrite: a.Form != NoReturn && v.May(people.WriteReturn, people.Where{Partnership: partnership, Agency: a.ID})}
		if one.Standing, one.Signed, err = returnStanding(read, id, a); err != nil {
			return nil, err
		}
		one.MayRead = reads && one.Standing == IsSigned
		if coordinates || one.MayWrite || one.MayRead {
			all = append(all, one)
		}
	}
	return all, nil
}

func returnStanding(read Reader, id ID, a Agency) (Standing, time.Time, error) {
	if a.Form == NoReturn {
		return NoneAsked, time.Time{}, nil
	}
	r, there, err := read.Return(id, a.ID)
	switch {
	case err != nil:
		return "", time.Time{}, err
	case r.State == Signed:
		return IsSigned, r.Signed, nil
	case there:
		return Begun, time.Time{}, nil
	}
	answers, err := read.ReturnAnswers(id, a.ID)
	if len(answers) > 0 {
		return Begun, time.Time{}, err
	}
	return NotBegun, time.Time{}, err
}

package round

import (
	"context"
	"encoding/json"
	"slices"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Statements is the kind of the release that holds the agencies' signed returns.
const Statements = "returns"

// Reveal shows all signed returns of a closed round to everybody in the
// partnership, at once. What is shown is kept as it stands and never changes.
func (s *Service) Reveal(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) error {
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if err := mayReveal(r); err != nil {
			return err
		}
		lines, err := signedLines(tx, fw, r)
		if err != nil {
			return err
		}
		content, err := json.Marshal(lines)
		if err != nil {
			return err
		}
		r.Revealed = s.Now()
		ok, err := tx.AddRelease(id, Kept{Strand: framework.Return, Kind: Statements, Made: r.Revealed, Content: content})
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.Invalid, "returnfiles.reveal-done")
		}
		if err := s.FreezeEvidence(tx, r); err != nil {
			return err
		}
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.ReturnsRevealed, r))
	})
}

func mayReveal(r Round) error {
	switch {
	case !r.Asks(framework.Return):
		return fault.New(fault.Invalid, "returnfiles.reveal-not-asked")
	case !r.Revealed.IsZero():
		return fault.New(fault.Invalid, "returnfiles.reveal-done")
	case r.State != Closed:
		return fault.New(fault.Invalid, "returnfiles.reveal-open")
	}
	return nil
}

// signedLines are what is written in the signed returns, agency after agency, in
// the framework's order.
func signedLines(read Reader, fw *framework.Framework, r Round) ([]answer.Return, error) {
	agencies, err := read.RoundAgencies(r.ID)
	if err != nil {
		return nil, err
	}
	lines := []answer.Return{}
	for _, a := range agencies {
		is, _, err := returnStanding(read, r.ID, a)
		if err != nil {
			return nil, err
		}
		if is != IsSigned {
			continue
		}
		answers, err := read.ReturnAnswers(r.ID, a.ID)
		if err != nil {
			return nil, err
		}
		for _, item := range AskedOf(fw, a.Form) {
			i := slices.IndexFunc(answers, func(one ReturnAnswer) bool { return one.Item == item.ID })
			if i >= 0 && answers[i].Answer+answers[i].Text != "" {
				lines = append(lines, answer.Return{Agency: a.Name, Item: item.ID, Answer: answers[i].Answer, Text: answers[i].Text})
			}
		}
	}
	return lines, nil
}

// RevealedReturns are the lines of the returns among a round's releases; ok is false
// where they have not been revealed.
func RevealedReturns(kept []Kept) (lines []answer.Return, ok bool, err error) {
	for _, one := range kept {
		if one.Kind == Statements {
			err := json.Unmarshal(one.Content, &lines)
			return lines, true, err
		}
	}
	return nil, false, nil
}

// mayReadReturns says whether somebody may read what was revealed. Whoever only
// scrutinises may where the coordinator has shared the page with them.
func (s *Service) mayReadReturns(read Reader, v people.Viewer, r Round) (bool, error) {
	if r.Revealed.IsZero() || !v.May(people.SeeResults, people.Where{Partnership: r.Partnership}) {
		return false, nil
	}
	return seesPage(read, v, r, ReturnsPage)
}

// RevealedPaper is one of the returns that were revealed.
func (s *Service) RevealedPaper(ctx context.Context, v people.Viewer, where people.Where, id ID) (Paper, error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.SeeResults, people.Where{Partnership: where.Partnership}, id)
	if err != nil {
		return Paper{}, err
	}
	if reads, err := s.mayReadReturns(read, v, r); err != nil || !reads {
		return Paper{}, orMissing(err)
	}
	a, err := agencyIn(read, r, where.Agency)
	if err != nil {
		return Paper{}, err
	}
	p := Paper{Round: r, Agency: a}
	if p.Return, _, err = read.Return(id, a.ID); err != nil || p.Return.State != Signed {
		return Paper{}, orMissing(err)
	}
	kept, err := read.Releases(id)
	if err != nil {
		return Paper{}, err
	}
	lines, _, err := RevealedReturns(kept)
	if err != nil {
		return Paper{}, err
	}
	fw, err := s.Framework(ctx, id)
	return paperOf(fw, p, answersOf(lines, a.Name)), err
}

func answersOf(lines []answer.Return, agency string) []ReturnAnswer {
	var answers []ReturnAnswer
	for _, line := range lines {
		if line.Agency == agency {
			answers = append(answers, ReturnAnswer{Item: line.Item, Answer: line.Answer, Text: line.Text})
		}
	}
	return answers
}

func orMissing(err error) error {
	if err != nil {
		return err
	}
	return missing()
}

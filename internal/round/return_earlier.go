package round

import (
	"context"
	"slices"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// The most letters of a text that is brought in and of its source's name, and the
// most texts beside the questions of one return.
const (
	MaxEarlier       = 20_000
	MaxEarlierSource = 120
	MostEarlier      = 300
)

// EarlierText is a text on its way to a question.
type EarlierText struct{ Item, Text string }

// Older is a signed return of the same agency whose texts may be brought in.
type Older struct {
	Round       Round
	Partnership people.Partnership
	// Texts are those of the questions that are asked again, letter for letter the
	// same question by its id. Never a position.
	Texts []EarlierText
}

// EarlierPage is what an agency has beside the questions of its return, and what it
// could bring in.
type EarlierPage struct {
	Paper    Paper
	Earliers []Earlier
	Olders   []Older
	// Versions are how often each answer was changed, by item.
	Versions map[string]int
	// Closed says why nothing can be changed: the id of a message, or empty.
	Closed string
}

// EarlierOf is that page, for those who write the return.
func (s *Service) EarlierOf(ctx context.Context, v people.Viewer, where people.Where, id ID) (page EarlierPage, err error) {
	read := s.Store.Read(ctx)
	r, a, err := s.ownReturn(read, v, people.WriteReturn, where, id)
	if err != nil {
		return page, err
	}
	if page.Paper, err = s.paper(ctx, read, r, a); err != nil {
		return page, err
	}
	if page.Earliers, err = read.Earliers(id, a.ID); err != nil {
		return page, err
	}
	answers, err := read.ReturnAnswers(id, a.ID)
	if err != nil {
		return page, err
	}
	page.Versions = map[string]int{}
	for _, one := range answers {
		page.Versions[one.Item] = one.Version
	}
	page.Closed = isShut(r, page.Paper.Return)
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return page, err
	}
	page.Olders, err = olders(read, fw, r, a)
	return page, err
}

// isShut is the message that says why a return can't be changed, or empty.
func isShut(r Round, one Return) string {
	switch {
	case r.State != Open:
		return "returnfiles.not-open"
	case one.State == Signed:
		return "returnfiles.is-signed"
	}
	return ""
}

// olders are the agency's last signed return in the partnership, and those other
// partnerships' rounds that it offered to this one.
func olders(read Reader, fw *framework.Framework, r Round, a Agency) ([]Older, error) {
	all, err := lastReturn(read, fw, r, a)
	if err != nil {
		return nil, err
	}
	offers, err := read.OffersTo(r.Partnership, a.ID)
	if err != nil {
		return nil, err
	}
	for _, offer := range offers {
		from, ok, err := read.Round(offer.Round)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		one, ok, err := older(read, fw, from, a)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, one)
		}
	}
	return all, nil
}

// lastReturn is what an agency signed in the last round of the same partnership that
// is closed, if it did.
func lastReturn(read Reader, fw *framework.Framework, r Round, a Agency) ([]Older, error) {
	rounds, err := read.RoundsOf(r.Partnership)
	if err != nil {
		return nil, err
	}
	for _, from := range rounds {
		if from.ID == r.ID || from.State != Closed {
			continue
		}
		one, ok, err := older(read, fw, from, a)
		if err != nil {
			return nil, err
		}
		if ok {
			return []Older{one}, nil
		}
	}
	return nil, nil
}

// older is an agency's return in another round; ok is false where it is not signed.
func older(read Reader, fw *framework.Framework, from Round, a Agency) (one Older, ok bool, err error) {
	signed, _, err := read.Return(from.ID, a.ID)
	if err != nil || signed.State != Signed {
		return one, false, err
	}
	one.Round = from
	if one.Partnership, _, err = read.Partnership(from.Partnership); err != nil {
		return one, false, err
	}
	answers, err := read.ReturnAnswers(from.ID, a.ID)
	if err != nil {
		return one, false, err
	}
	for _, item := range AskedOf(fw, a.Form) {
		i := slices.IndexFunc(answers, func(given ReturnAnswer) bool { return given.Item == item.ID })
		if item.IsText() && i >= 0 && answers[i].Text != "" {
			one.Texts = append(one.Texts, EarlierText{item.ID, answers[i].Text})
		}
	}
	return one, true, nil
}

// BringReturn puts the texts of an older return beside the questions; source names
// it. Texts that are there already are not brought a second time.
func (s *Service) BringReturn(ctx context.Context, v people.Viewer, where people.Where, id, from ID, source func(Older) string) error {
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	return s.changeEarlier(ctx, v, where, id, func(tx Tx, r Round, a Agency) error {
		all, err := olders(tx, fw, r, a)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(one Older) bool { return one.Round.ID == from })
		if i < 0 {
			return missing()
		}
		if len(all[i].Texts) == 0 {
			return fault.New(fault.Invalid, "returnfiles.nothing-same")
		}
		return s.addEarliers(tx, v, r, a, plainLine(source(all[i])), all[i].Texts)
	})
}

// AddEarlier puts texts from elsewhere beside the questions; source is the name of
// the document they come from.
func (s *Service) AddEarlier(ctx context.Context, v people.Viewer, where people.Where, id ID, source string, texts []EarlierText) error {
	source = plainLine(source)
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	return s.changeEarlier(ctx, v, where, id, func(tx Tx, r Round, a Agency) error {
		for i := range texts {
			texts[i].Text = plainText(texts[i].Text)
		}
		if err := checkEarlier(fw, a, source, texts); err != nil {
			return err
		}
		return s.addEarliers(tx, v, r, a, source, texts)
	})
}

// CheckEarlier says what has to be put right before texts can be added, and writes
// nothing.
func (s *Service) CheckEarlier(ctx context.Context, v people.Viewer, where people.Where, id ID, source string, texts []EarlierText) error {
	_, a, err := s.ownReturn(s.Store.Read(ctx), v, people.WriteReturn, where, id)
	if err != nil {
		return err
	}
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	plain := make([]EarlierText, len(texts))
	for i, one := range texts {
		plain[i] = EarlierText{one.Item, plainText(one.Text)}
	}
	return checkEarlier(fw, a, plainLine(source), plain)
}

func checkEarlier(fw *framework.Framework, a Agency, source string, texts []EarlierText) error {
	if len(texts) == 0 {
		return fault.New(fault.Invalid, "returnfiles.choose-one")
	}
	asked := AskedOf(fw, a.Form)
	for _, one := range texts {
		known := slices.ContainsFunc(asked, func(item framework.Item) bool { return item.ID == one.Item && item.IsText() })
		switch {
		case !known:
			return fault.New(fault.Invalid, "returnfiles.question-needed")
		case one.Text == "":
			return fault.New(fault.Invalid, "returnfiles.text-needed")
		case len([]rune(one.Text)) > MaxEarlier:
			return fault.New(fault.Invalid, "returnfiles.text-long", "Most", MaxEarlier)
		}
	}
	switch {
	case source == "":
		return fault.New(fault.Invalid, "returnfiles.source-needed")
	case len([]rune(source)) > MaxEarlierSource:
		return fault.New(fault.Invalid, "returnfiles.source-long", "Most", MaxEarlierSource)
	}
	return nil
}

func (s *Service) addEarliers(tx Tx, v people.Viewer, r Round, a Agency, source string, texts []EarlierText) error {
	there, err := tx.Earliers(r.ID, a.ID)
	if err != nil {
		return err
	}
	for _, one := range texts {
		again := slices.ContainsFunc(there, func(e Earlier) bool { return e.Item == one.Item && e.Source == source && e.Text == one.Text })
		if again {
			continue
		}
		if len(there) >= MostEarlier {
			return fault.New(fault.Invalid, "returnfiles.too-many", "Most", MostEarlier)
		}
		e := Earlier{ID: s.NewID(), Item: one.Item, Source: source, Text: one.Text, Author: v.Account.ID, At: s.Now()}
		if err := tx.AddEarlier(r.ID, a.ID, e); err != nil {
			return err
		}
		there = append(there, e)
	}
	return nil
}

// RemoveEarlier takes a text away from beside its question.
func (s *Service) RemoveEarlier(ctx context.Context, v people.Viewer, where people.Where, id ID, earlier string) error {
	return s.changeEarlier(ctx, v, where, id, func(tx Tx, r Round, a Agency) error {
		return tx.RemoveEarlier(r.ID, a.ID, earlier)
	})
}

// changeEarlier does something beside the questions of a return that is being
// written.
func (s *Service) changeEarlier(ctx context.Context, v people.Viewer, where people.Where, id ID, do func(Tx, Round, Agency) error) error {
	if where.Agency == "" {
		return missing()
	}
	return s.change(ctx, v, people.WriteReturn, where, id, func(tx Tx, r Round) error {
		a, err := agencyIn(tx, r, where.Agency)
		if err != nil {
			return err
		}
		one, _, err := tx.Return(id, a.ID)
		if err != nil {
			return err
		}
		if shut := isShut(r, one); shut != "" {
			return fault.New(fault.Invalid, shut)
		}
		return do(tx, r, a)
	})
}

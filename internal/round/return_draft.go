package round

import (
	"context"
	"slices"
	"time"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// ReturnDraft is everything there is of an agency's return, for those who write it.
type ReturnDraft struct {
	Round     Round
	Agency    Agency
	Framework *framework.Framework
	Return    Return
	// Answers, Others, Notes and Earliers are by item; Notes are oldest first.
	Answers  map[string]ReturnAnswer
	Others   map[string][]OtherAnswer
	Notes    map[string][]Note
	Earliers map[string][]Earlier
	// Names are those of everybody who wrote, but of erased accounts.
	Names map[people.AccountID]string
}

// ReturnPart is what stands on one page of a return.
type ReturnPart struct {
	// ID is the principle's, ShortPart or FurtherPart.
	ID        string
	Principle framework.Principle
	Items     []framework.Item
}

// The parts that are not of one principle.
const (
	ShortPart   = "short"   // the one page of the short form
	FurtherPart = "further" // what a pack asks under no principle
)

// ReturnParts are the pages of a return in their order.
func ReturnParts(fw *framework.Framework, form Form) []ReturnPart {
	switch form {
	case ShortForm:
		if items := returnItems(fw, func(i framework.Item) bool { return i.Short }); len(items) > 0 {
			return []ReturnPart{{ID: ShortPart, Items: items}}
		}
	case FullForm:
		var parts []ReturnPart
		for _, p := range fw.Principles {
			if items := returnItems(fw, func(i framework.Item) bool { return i.Principle == p.ID }); len(items) > 0 {
				parts = append(parts, ReturnPart{p.ID, p, items})
			}
		}
		if items := returnItems(fw, func(i framework.Item) bool { return i.Principle == "" }); len(items) > 0 {
			parts = append(parts, ReturnPart{ID: FurtherPart, Items: items})
		}
		return parts
	}
	return nil
}

func returnItems(fw *framework.Framework, fits func(framework.Item) bool) (items []framework.Item) {
	for _, i := range fw.Items {
		if i.For(framework.Return) && fits(i) {
			items = append(items, i)
		}
	}
	return items
}

// Parts are the pages of this return.
func (d ReturnDraft) Parts() []ReturnPart { return ReturnParts(d.Framework, d.Agency.Form) }

// Part is one of its pages.
func (d ReturnDraft) Part(id string) (ReturnPart, bool) {
	for _, p := range d.Parts() {
		if p.ID == id {
			return p, true
		}
	}
	return ReturnPart{}, false
}

// Item is one of the questions of this return, with the page it stands on.
func (d ReturnDraft) Item(id string) (framework.Item, ReturnPart, bool) {
	for _, p := range d.Parts() {
		for _, i := range p.Items {
			if i.ID == id {
				return i, p, true
			}
		}
	}
	return framework.Item{}, ReturnPart{}, false
}

// CanWrite says whether anything can be changed.
func (d ReturnDraft) CanWrite() bool { return d.closed() == nil }

// closed is why nothing can be changed any more, or nil.
func (d ReturnDraft) closed() error {
	switch {
	case d.Round.State != Open:
		return fault.New(fault.Invalid, "return.not-open")
	case d.Return.State == Signed:
		return fault.New(fault.Invalid, "return.is-signed")
	case len(d.Parts()) == 0:
		return fault.New(fault.Invalid, "return.none-asked")
	}
	return nil
}

// Empty are the questions nobody has answered.
func (d ReturnDraft) Empty() (items []framework.Item) {
	for _, p := range d.Parts() {
		for _, i := range p.Items {
			if a := d.Answers[i.ID]; a.Answer == "" && a.Text == "" {
				items = append(items, i)
			}
		}
	}
	return items
}

// Undecided are the questions to which two people wrote at the same time.
func (d ReturnDraft) Undecided() (items []framework.Item) {
	for _, p := range d.Parts() {
		for _, i := range p.Items {
			if len(d.Others[i.ID]) > 0 {
				items = append(items, i)
			}
		}
	}
	return items
}

// ReadReturn reads an agency's return for those who write it. Nobody else may, and
// not the coordinator.
func (s *Service) ReadReturn(ctx context.Context, v people.Viewer, where people.Where, id ID) (ReturnDraft, error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.WriteReturn, where, id)
	if err != nil {
		return ReturnDraft{}, err
	}
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return ReturnDraft{}, err
	}
	return draft(read, r, where.Agency, fw)
}

// draft reads everything there is of a return.
func draft(read Reader, r Round, agency people.AgencyID, fw *framework.Framework) (d ReturnDraft, err error) {
	d = ReturnDraft{Round: r, Framework: fw, Answers: map[string]ReturnAnswer{}, Others: map[string][]OtherAnswer{}, Notes: map[string][]Note{},
		Earliers: map[string][]Earlier{}, Names: map[people.AccountID]string{}}
	agencies, err := read.RoundAgencies(r.ID)
	if err != nil {
		return d, err
	}
	i := slices.IndexFunc(agencies, func(a Agency) bool { return a.ID == agency })
	if i < 0 || agency == "" {
		return d, missing()
	}
	if d.Agency = agencies[i]; !r.Asks(framework.Return) {
		d.Agency.Form = NoReturn
	}
	var there bool
	if d.Return, there, err = read.Return(r.ID, agency); err != nil {
		return d, err
	} else if !there {
		d.Return = Return{Agency: agency, State: Draft}
	}
	return d, d.fill(read)
}

// fill reads what was written, and by whom.
func (d *ReturnDraft) fill(read Reader) error {
	answers, err := read.ReturnAnswers(d.Round.ID, d.Agency.ID)
	if err != nil {
		return err
	}
	others, err := read.OtherAnswers(d.Round.ID, d.Agency.ID)
	if err != nil {
		return err
	}
	notes, err := read.Notes(d.Round.ID, d.Agency.ID)
	if err != nil {
		return err
	}
	earliers, err := read.Earliers(d.Round.ID, d.Agency.ID)
	if err != nil {
		return err
	}
	authors := []people.AccountID{d.Return.SignedBy}
	for _, a := range answers {
		d.Answers[a.Item], authors = a, append(authors, a.Author)
	}
	for _, a := range others {
		d.Others[a.Item], authors = append(d.Others[a.Item], a), append(authors, a.Author)
	}
	for _, n := range notes {
		d.Notes[n.Item], authors = append(d.Notes[n.Item], n), append(authors, n.Author)
	}
	for _, e := range earliers {
		d.Earliers[e.Item] = append(d.Earliers[e.Item], e)
	}
	return d.name(read, authors)
}

func (d *ReturnDraft) name(read Reader, authors []people.AccountID) error {
	slices.Sort(authors)
	for _, id := range slices.Compact(authors) {
		if id == "" {
			continue
		}
		a, ok, err := read.Account(id)
		if err != nil {
			return err
		}
		if ok {
			d.Names[id] = a.Name
		}
	}
	return nil
}

// Latest is who changed a part last, and when; ok is false before anybody has.
func (d ReturnDraft) Latest(p ReturnPart) (author people.AccountID, at time.Time, ok bool) {
	for _, i := range p.Items {
		if a, there := d.Answers[i.ID]; there && !a.At.Before(at) {
			author, at, ok = a.Author, a.At, true
		}
	}
	return author, at, ok
}

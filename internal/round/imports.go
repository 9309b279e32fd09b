package round

import (
	"context"
	"slices"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Brought is answers from elsewhere on their way into a round.
type Brought struct {
	// ID is random and made when the file came: who sends the same form twice brings
	// the same import, which is taken in once.
	ID string
	// Name is the file's.
	Name  string
	Given answer.Given
}

// SeveralStrands is the kind of an import that holds more than one.
const SeveralStrands = "answers"

// Asked is what answers from elsewhere are checked against before they are
// brought in. While a round is being set up anybody's can come.
func (s *Service) Asked(ctx context.Context, r Round) (answer.Asked, error) {
	read := s.Store.Read(ctx)
	asked := answer.Asked{Strands: r.Strands}
	if r.State == Preparing {
		asked.Strands = framework.Strands
	}
	agencies, err := read.RoundAgencies(r.ID)
	if err != nil {
		return asked, err
	}
	returns, err := read.Returns(r.ID)
	for _, a := range agencies {
		one := answer.AskedAgency{Name: a.Name}
		switch {
		case a.Form == NoReturn:
			one.Return = answer.NoReturn
		case slices.ContainsFunc(returns, func(r Return) bool { return r.Agency == a.ID && r.State == Signed }):
			one.Return = answer.IsSigned
		}
		asked.Agencies = append(asked.Agencies, one)
	}
	return asked, err
}

// BringIn puts answers from elsewhere into a round. Sent twice, it is done once.
func (s *Service) BringIn(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, b Brought) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		return s.bringIn(tx, r, b, s.by(v, deed.AnswersImported, r, "import", b.ID))
	})
}

// AtServer reads a round for whoever runs the machine.
func (s *Service) AtServer(ctx context.Context, id ID) (Round, error) {
	r, ok, err := s.Store.Read(ctx).Round(id)
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "roundimport.no-round", "ID", string(id))
	}
	return r, err
}

// BringInAtServer is BringIn for whoever runs the machine.
func (s *Service) BringInAtServer(ctx context.Context, id ID, b Brought) error {
	return s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.HoldRound(id); err != nil {
			return err
		}
		r, ok, err := tx.Round(id)
		if err != nil {
			return err
		}
		if !ok {
			return missing()
		}
		d := s.itself(deed.AnswersImported, r, "import", b.ID)
		d.Actor = deed.AtTheServer
		return s.bringIn(tx, r, b, d)
	})
}

func (s *Service) bringIn(tx Tx, r Round, b Brought, d deed.Deed) error {
	if r.State == Closed {
		return fault.New(fault.Invalid, "roundimport.closed")
	}
	in := bringing{Service: s, tx: tx, round: r, batch: b.ID, source: b.Name}
	if d.Actor != deed.AtTheServer {
		in.author = people.AccountID(d.Actor)
	}
	given := b.Given
	one := Import{ID: b.ID, Kind: kindOf(given.Heard), Name: b.Name, Author: in.author, At: s.Now(),
		Counted: len(given.Replies) + len(given.Returns) + len(given.Evidence)}
	if one.Counted == 0 {
		return fault.New(fault.Invalid, "roundimport.nothing")
	}
	if isNew, err := tx.AddImport(r.ID, one); err != nil || !isNew {
		return err
	}
	for _, step := range []func(answer.Given) error{in.askThem, in.fits, in.replies, in.returns, in.evidence} {
		if err := step(given); err != nil {
			return err
		}
	}
	return tx.Record(d)
}

// kindOf is the strand of an import, or that it holds several.
func kindOf(heard answer.Heard) string {
	if len(heard.Strands) == 1 {
		return heard.Strands[0].Strand
	}
	return SeveralStrands
}

// bringing is an import on its way in.
type bringing struct {
	*Service
	tx            Tx
	round         Round
	agencies      []Agency
	batch, source string
	author        people.AccountID
}

// askThem adds the strands that were heard to a round that is being set up.
func (b *bringing) askThem(given answer.Given) error {
	var strands []string
	added := false
	for _, strand := range framework.Strands {
		heard := slices.ContainsFunc(given.Heard.Strands, func(h answer.HeardStrand) bool { return h.Strand == strand })
		if heard && !b.round.Asks(strand) {
			if b.round.State != Preparing {
				return fault.New(fault.Invalid, "roundimport.changed")
			}
			added = true
		}
		if heard || b.round.Asks(strand) {
			strands = append(strands, strand)
		}
	}
	if !added {
		return nil
	}
	b.round.Strands = strands
	return b.tx.ChangeRound(b.round)
}

// fits looks whether the agencies are still the round's: somebody may have changed
// it since the file was read.
func (b *bringing) fits(given answer.Given) (err error) {
	if b.agencies, err = b.tx.RoundAgencies(b.round.ID); err != nil {
		return err
	}
	for _, r := range given.Replies {
		if r.Strand == framework.Staff && r.Agency != "" && b.agency(r.Agency) == "" {
			return fault.New(fault.Invalid, "roundimport.changed")
		}
	}
	return nil
}

func (b *bringing) agency(name string) people.AgencyID {
	for _, a := range b.agencies {
		if a.Name == name {
			return a.ID
		}
	}
	return ""
}

func (b *bringing) replies(given answer.Given) error {
	for _, one := range given.Replies {
		reply := Reply{ID: b.NewKey(), Strand: one.Strand, Agency: one.Agency, Level: one.Level, Answers: one.Answers, Use: one.Use, Batch: b.batch}
		if _, err := b.tx.AddReply(b.round.ID, reply, b.remarks(one)); err != nil {
			return err
		}
	}
	return nil
}

// remarks are somebody's words, one for each principle they wrote under, in an
// order that tells nothing.
func (b *bringing) remarks(one answer.Reply) (all []Remark) {
	author := b.NewKey()
	for _, c := range one.Comments {
		if i := slices.IndexFunc(all, func(r Remark) bool { return r.Principle == c.Principle }); i >= 0 {
			all[i].Text += "\n\n" + c.Text
			continue
		}
		all = append(all, Remark{ID: b.NewKey(), Strand: one.Strand, Author: author, Principle: c.Principle, Text: c.Text,
			Use: one.Use, State: Unread, Batch: b.batch})
	}
	return all
}

// EvidenceFromElsewhere is the kind of evidence that came in a file, which has no
// column for it.
const EvidenceFromElsewhere = "other"

func (b *bringing) evidence(given answer.Given) error {
	for _, one := range given.Evidence {
		e := Evidence{ID: b.NewID(), Principle: one.Principle, Kind: EvidenceFromElsewhere, Source: one.Source, Month: one.Month, Text: one.Text,
			Author: b.author, At: b.Now()}
		if err := b.tx.BringEvidence(b.round.ID, e, b.batch); err != nil {
			return err
		}
	}
	return nil
}

// UndoImport takes out again what came with a file, where nobody has changed it
// since. What was published is never undone.
func (s *Service) UndoImport(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, imported string) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		all, err := tx.Imports(id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(one Import) bool { return one.ID == imported })
		switch {
		case i < 0:
			return missing()
		case r.State == Closed:
			return fault.New(fault.Invalid, "roundimport.closed")
		case !all[i].Undone.IsZero():
			return nil
		}
		if err := tx.RemoveBatch(id, imported); err != nil {
			return err
		}
		all[i].Undone = s.Now()
		if err := tx.EndImport(id, all[i]); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.ImportUndone, r, "import", imported))
	})
}

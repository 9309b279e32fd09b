package round

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// MaxSigned is the most letters of a name or a role below a return.
const MaxSigned = 100

// Signature is what stands below a return.
type Signature struct {
	Name, Role string
	// Sure says that whoever signs has confirmed it.
	Sure bool
	// Seen is the mark of what they read.
	Seen string
}

// Mark tells one state of the answers from another.
func (d ReturnDraft) Mark() string {
	var text strings.Builder
	for _, p := range d.Parts() {
		for _, i := range p.Items {
			text.WriteString(i.ID + " " + strconv.Itoa(d.Answers[i.ID].Version) + "\n")
		}
	}
	sum := sha256.Sum256([]byte(text.String()))
	return hex.EncodeToString(sum[:8])
}

// SignReturn makes a draft the agency's return. Nothing is changed in it afterwards,
// unless it is opened again.
func (s *Service) SignReturn(ctx context.Context, v people.Viewer, where people.Where, id ID, with Signature) error {
	return s.withReturn(ctx, v, people.SignReturn, where, id, func(tx Tx, d ReturnDraft) error {
		if d.Return.State == Signed && d.Return.SignedBy == v.Account.ID && d.Round.State == Open {
			return nil // the same form, sent twice
		}
		if err := d.closed(); err != nil {
			return err
		}
		if err := d.checkSignature(&with); err != nil {
			return err
		}
		signed := Return{Agency: d.Agency.ID, State: Signed, Signed: s.Now(), SignedBy: v.Account.ID, Name: with.Name, Role: with.Role}
		if err := tx.PutReturn(id, signed); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.ReturnSigned, d.Round, "agency", string(d.Agency.ID)))
	})
}

func (d ReturnDraft) checkSignature(with *Signature) (err error) {
	if len(d.Undecided()) > 0 {
		return fault.New(fault.Invalid, "return.sign-undecided")
	}
	if d.Mark() != with.Seen {
		return fault.New(fault.Invalid, "return.sign-changed")
	}
	for _, one := range []struct {
		text   *string
		needed string
	}{{&with.Name, "return.name-needed"}, {&with.Role, "return.role-needed"}} {
		*one.text = strings.Join(strings.Fields(*one.text), " ")
		if *one.text == "" {
			return fault.New(fault.Invalid, one.needed)
		}
		if *one.text, err = tidy(*one.text, MaxSigned); err != nil {
			return fault.New(fault.Invalid, one.needed+"-fit", "Most", MaxSigned)
		}
	}
	if !with.Sure {
		return fault.New(fault.Invalid, "return.sure-needed")
	}
	return nil
}

// ReopenReturn lets an agency go on writing while the round is open. Everything that
// was written stays.
func (s *Service) ReopenReturn(ctx context.Context, v people.Viewer, where people.Where, id ID) error {
	return s.withReturn(ctx, v, people.SignReturn, where, id, func(tx Tx, d ReturnDraft) error {
		if d.Round.State != Open {
			return fault.New(fault.Invalid, "return.not-open")
		}
		if d.Return.State != Signed {
			return nil
		}
		if err := tx.PutReturn(id, Return{Agency: d.Agency.ID, State: Draft}); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.ReturnReopened, d.Round, "agency", string(d.Agency.ID)))
	})
}

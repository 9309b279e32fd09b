package round

import (
	"context"
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Characteristics are what data on children may or may not say: the protected ones
// of the Equality Act 2010 that concern children, and what exploitation of children
// goes along with. Their words are the messages "roundevidence.has-<characteristic>".
var Characteristics = []string{"age", "sex", "ethnicity", "language", "religion", "disability", "neurodiversity", "sexual-orientation", "gender-identity",
	"immigration", "care", "exclusion", "place"}

// States of data on a characteristic. What nobody has said has none.
const (
	LookedAt     = "looked-at"     // collected and looked at
	NotLookedAt  = "not-looked-at" // collected and not looked at
	NotCollected = "not-collected"
)

// DataStates are all of them, in the order in which they are offered.
var DataStates = []string{LookedAt, NotLookedAt, NotCollected}

// MaxMissing is the most letters in each box about who is missing from the data.
const MaxMissing = 600

// Looked says whether anybody has said anything about who is missing from the data.
func (m MissingData) Looked() bool {
	return len(m.States) > 0 || m.Over != "" || m.Under != "" || m.Done != ""
}

// In are the characteristics in a state, "" for those of which nobody has said.
func (m MissingData) In(state string) (all []string) {
	for _, one := range Characteristics {
		if m.States[one] == state {
			all = append(all, one)
		}
	}
	return all
}

// Always is the principle that is always talked about, under which it is asked who is
// missing from the data; "" where a framework has none.
func Always(fw *framework.Framework) string {
	i := slices.IndexFunc(fw.Principles, func(p framework.Principle) bool { return p.Always })
	if i < 0 {
		return ""
	}
	return fw.Principles[i].ID
}

// SaveMissingData keeps who is missing from the data.
func (s *Service) SaveMissingData(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, m MissingData) error {
	if err := checkMissingData(&m); err != nil {
		return err
	}
	return s.change(ctx, v, people.AddEvidence, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if err := evidenceOpen(r); err != nil {
			return err
		}
		m.Author, m.At = v.Account.ID, s.Now()
		if err := tx.PutMissingData(id, m); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.EvidenceAdded, r))
	})
}

func checkMissingData(m *MissingData) error {
	states := map[string]string{}
	for characteristic, state := range m.States {
		if state == "" {
			continue
		}
		if !slices.Contains(Characteristics, characteristic) || !slices.Contains(DataStates, state) {
			return fault.New(fault.Invalid, "roundevidence.unknown-choice")
		}
		states[characteristic] = state
	}
	m.States = states
	for _, box := range []struct {
		text *string
		name string
	}{{&m.Over, "over"}, {&m.Under, "under"}, {&m.Done, "measures"}} {
		*box.text = strings.TrimSpace(*box.text)
		if len([]rune(*box.text)) > MaxMissing {
			return fault.New(fault.Invalid, "roundevidence."+box.name+"-long", "Most", MaxMissing)
		}
	}
	return nil
}

// EvidenceLines is other evidence as results print it: who is missing from the data
// first, under the principle about, then the pieces in the order of the page. month
// (YYYY-MM) is that of the entry on missing data where nobody has looked.
func EvidenceLines(all []Evidence, m MissingData, about, month string, words people.Words) []answer.Evidence {
	var lines []answer.Evidence
	if about != "" {
		if m.Looked() {
			month = m.At.UTC().Format("2006-01")
		}
		lines = append(lines, answer.Evidence{Principle: about, Source: words.Say("roundevidence.missing"), Month: month, Text: missingInWords(m, words), Fixed: true})
	}
	all = slices.Clone(all)
	SortEvidence(all)
	for _, e := range all {
		lines = append(lines, answer.Evidence{Principle: e.Principle, Source: sourceInWords(e, words), Month: e.Month,
			Text: e.Text + " " + words.Say("roundevidence.line-cannot", "Text", e.Cannot)})
	}
	return lines
}

func sourceInWords(e Evidence, words people.Words) string {
	if e.Kind == OtherEvidence || !slices.Contains(EvidenceKinds, e.Kind) {
		return e.Source
	}
	return words.Say("roundevidence.line-source", "Source", e.Source, "Kind", words.Say("roundevidence.kind-"+e.Kind))
}

func missingInWords(m MissingData, words people.Words) string {
	if !m.Looked() {
		return words.Say("roundevidence.nobody-looked")
	}
	var said []string
	for _, state := range append(slices.Clone(DataStates), "") {
		var names []string
		for _, one := range m.In(state) {
			names = append(names, words.Say("roundevidence.within-"+one))
		}
		if len(names) > 0 {
			said = append(said, words.Say("roundevidence.line-"+orUnsaid(state), "Names", strings.Join(names, ", ")))
		}
	}
	for _, box := range []struct{ name, text string }{{"over", m.Over}, {"under", m.Under}, {"measures", m.Done}} {
		if box.text == "" {
			box.text = words.Say("roundevidence.unsaid-words")
		}
		said = append(said, words.Say("roundevidence.line-"+box.name, "Text", box.text))
	}
	return strings.Join(said, " ")
}

func orUnsaid(state string) string {
	if state == "" {
		return "unsaid"
	}
	return state
}

// CheckMissingData says what has to be put right before it is kept.
func CheckMissingData(m MissingData) error { return checkMissingData(&m) }

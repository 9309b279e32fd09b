// Package fiction writes believable answers of a partnership that does not
// exist, for demonstrations, trials and tests of size. Every agency's printed
// name says that it is fictional.
package fiction

import (
	"io"

	"bearings/internal/fault"
	"bearings/internal/framework"
)

// Plan says how large the fictional partnership is.
type Plan struct {
	// Agencies is how many agencies there are, 0 to MaxAgencies. Most of them
	// give a return. With none, people name no agency.
	Agencies int
	// Staff, Young and Parents are how many people reply, 0 to MaxPeople each.
	// Who replies differs by agency: some hear from many of their people, some
	// from few, some from nobody. People whom the framework asks nothing do not
	// reply.
	Staff, Young, Parents int
	// Seed decides every answer: the same plan with the same framework gives
	// the same file on every machine.
	Seed uint64
}

// How large a plan may be.
const (
	MaxAgencies = 200
	MaxPeople   = 200_000 // of each strand
)

// Write writes an answers file (CSV, UTF-8, with all the columns of
// answer.Columns) of the planned partnership to w as a stream. A plan that
// can't be is a fault.Fault of kind Invalid, and nothing is written: a number
// below 0 or too large, nobody at all, or only people and agencies whom the
// framework asks nothing. Any other error is w's.
func Write(w io.Writer, fw *framework.Framework, plan Plan) error {
	said, err := readWords()
	if err != nil {
		return err
	}
	topics := topicsOf(fw)
	forms := formsOf(fw, said, topics, plan.Seed)
	if err := plan.check(); err != nil {
		return err
	}
	t := teller{
		town:  build(fw, said, plan, topics, levelsAsked(fw, forms[framework.Staff])),
		words: said,
		forms: forms,
		out:   newShuffler(w, plan.Seed),
		rand:  source(plan.Seed, "replies"),
		ids:   newIDs(plan.Seed),
	}
	c := t.gather(evidenceFor(fw, said, plan), plan)
	if c.empty() {
		return fault.New(fault.Invalid, "fiction.nobody_asked")
	}
	t.out.header()
	t.tell(c)
	return t.out.close()
}

func (p Plan) check() error {
	most := 0
	for _, count := range []int{p.Staff, p.Young, p.Parents} {
		if count < 0 || p.Agencies < 0 {
			return fault.New(fault.Invalid, "fiction.below_nought")
		}
		most = max(most, count)
	}
	switch {
	case p.Agencies > MaxAgencies:
		return fault.New(fault.Invalid, "fiction.too_many_agencies", "Most", MaxAgencies, "Given", p.Agencies)
	case most > MaxPeople:
		return fault.New(fault.Invalid, "fiction.too_many_people", "Most", MaxPeople, "Given", most)
	case most == 0 && p.Agencies == 0:
		return fault.New(fault.Invalid, "fiction.nobody")
	}
	return nil
}

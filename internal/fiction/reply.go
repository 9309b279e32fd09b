package fiction

import (
	"strings"

	"bearings/internal/framework"
)

// position draws the answer that somebody gives to a question on its scale.
func (t *teller) position(who *someone, q question) string {
	at := who.lift + q.lift + around(t.rand, answerWidth)
	if who.agency != nil {
		at += who.agency.lifts[q.topic]
	}
	at = max(0, min(999, at))
	return q.positions[at*len(q.positions)/1000].ID
}

// upper says whether an answer stands in the upper half of its scale.
func (q question) upper(answer string) bool {
	for i, p := range q.positions {
		if p.ID == answer {
			return 2*i >= len(q.positions)-1
		}
	}
	return false
}

// beside draws an answer beside the scale, or "" for one on it. People in
// direct work know less of what the partnership does; some agencies think a
// topic belongs to others.
func (t *teller) beside(who *someone, q question) string {
	for _, b := range q.beside {
		chance := b.chance
		switch {
		case b.ours && who.agency != nil && who.agency.notOurs == q.topic:
			chance *= 9
		case !b.ours && who.level == framework.Direct:
			chance += chance / 2
		case !b.ours && who.level == framework.Strategic:
			chance /= 2
		}
		if permille(t.rand, chance) {
			return b.id
		}
	}
	return ""
}

// agencyReturn tells an agency's signed statement: kinder to itself than its
// own people are, more or less, and not always complete. A small agency fills
// in the one-page form where there is one.
func (t *teller) agencyReturn(from *agency) {
	form := t.forms[framework.Return]
	who := someone{strand: framework.Return, agency: from}
	who.lift = middle + returnLift + around(t.rand, personWidth/2)
	who.text = below(t.rand, 100)
	t.begin(&who)
	stop := len(form.first)
	if permille(t.rand, returnStops) {
		stop = 1 + below(t.rand, stop)
	}
	for _, group := range append([][]question{form.first[:stop]}, form.deeper...) {
		for _, q := range group {
			leftOut := from.small && form.short && !q.item.Short
			if leftOut || permille(t.rand, returnBlank) {
				continue
			}
			t.state(&who, q)
		}
	}
	t.atLeastOne(&who, form)
}

// state answers one question of a return.
func (t *teller) state(who *someone, q question) {
	if q.item.IsText() {
		t.write(who, q.item.ID, "", who.says(q))
		return
	}
	answer := t.beside(who, q)
	if answer == "" {
		answer = t.position(who, q)
	}
	t.write(who, q.item.ID, answer, "")
}

// evidenceFor chooses a few pieces of evidence, each on a principle of its own.
func evidenceFor(fw *framework.Framework, said words, plan Plan) []piece {
	if plan.Agencies == 0 {
		return nil
	}
	used := map[string]bool{}
	var pieces []piece
	for _, e := range said.Evidence {
		var free, fits []string
		for _, p := range fw.Principles {
			if used[p.ID] {
				continue
			}
			free = append(free, p.ID)
			if holdsAny(strings.ToLower(p.Title.In("en")), e.Fits) {
				fits = append(fits, p.ID)
			}
		}
		if len(fits) > 0 {
			free = fits[:1]
		}
		if len(free) == 0 {
			continue
		}
		principle := pick(source(plan.Seed, e.Source), free)
		used[principle] = true
		pieces = append(pieces, piece{principle: principle, evidence: e})
	}
	return pieces
}

// piece is one piece of evidence on one principle.
type piece struct {
	evidence
	principle string
}

func (t *teller) piece(p piece) {
	who := someone{strand: framework.Evidence, agency: &agency{name: cell(t.words.marked(p.Source))}}
	t.begin(&who)
	t.write(&who, p.principle, p.Month, t.words.put(p.Text))
}

// begin writes down who answers, once for all the rows of a reply.
func (t *teller) begin(who *someone) {
	head := t.ids.next(who.head[:0])
	head = append(append(head, ','), who.strand...)
	name, kind := "", ""
	if who.agency != nil {
		name, kind = who.agency.name, who.agency.kind
	}
	for _, text := range []string{name, kind, who.level} {
		head = append(append(head, ','), text...)
	}
	who.head = head
}

// write tells one row.
func (t *teller) write(who *someone, item, answer, comment string) {
	row := append(t.row[:0], who.head...)
	for _, text := range []string{item, answer, cell(comment), who.use} {
		row = append(append(row, ','), text...)
	}
	t.row = append(row, '\n')
	t.out.add(t.row)
	who.told = who.told || answer != "" || comment != ""
}

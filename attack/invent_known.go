package attack

import (
	"fmt"
	"math/rand/v2"
)

// principles of the made-up framework.
var principles = []Name{{"P1", "Believe children"}, {"P2", "Work with families"}}

// known adds what everybody may know: which principle a question is about, and
// what agencies say in their returns. It draws from a source of its own, so
// that a seed's people stay who they are.
func (v *inventor) known() {
	r := rand.New(rand.NewPCG(v.round.Seed, 0x4e7))
	if r.IntN(4) == 0 {
		return // a framework without principles, and nobody sent a return
	}
	place := map[string]int{}
	for i, q := range v.round.Items {
		v.round.Items[i].Principle = principles[place[q.Strand]%len(principles)].ID
		place[q.Strand]++
	}
	seen := map[string]bool{"": true}
	for _, p := range v.round.People {
		if p.Strand != "staff" || seen[fold(p.Agency)] {
			continue
		}
		seen[fold(p.Agency)] = true
		if r.IntN(3) > 0 {
			v.sendReturn(r, p)
		}
	}
}

func (v *inventor) sendReturn(r *rand.Rand, from Person) {
	p := Person{ID: fmt.Sprintf("a%d", len(v.round.Returns)), Strand: "return", Agency: from.Agency, Kind: from.Kind, Answers: map[string]string{}}
	for _, q := range v.round.Items {
		switch {
		case q.Strand != "staff" || r.IntN(6) == 0:
		case len(q.Beside) > 0 && r.IntN(6) == 0:
			p.Answers[q.ID] = q.Beside[r.IntN(len(q.Beside))]
		default:
			p.Answers[q.ID] = q.Positions[r.IntN(len(q.Positions))]
		}
	}
	v.round.Returns = append(v.round.Returns, p)
}

// Names are what the made-up framework calls things.
func (r *Round) Names() Names {
	var names Names
	for _, q := range r.Items {
		strands := []string{q.Strand}
		if q.Strand == "staff" {
			strands = append(strands, "return")
		}
		names.Items = append(names.Items, NamedItem{
			ID: q.ID, Principle: q.Principle, Strands: strands, Text: statement(q), Positions: wordsFor(q.Positions), Beside: wordsFor(q.Beside),
		})
		if q.Principle != "" {
			names.Principles = principles
		}
	}
	return names
}

func statement(q Question) string { return fmt.Sprintf("Statement %s.", q.ID) }

func wordsFor(ids []string) []Name {
	var names []Name
	for _, id := range ids {
		names = append(names, Name{id, "Word " + id})
	}
	return names
}

// mirrors are the questions to other strands that ask the same as this one does:
// those of the same number with the same words to answer with. A mirror holds
// both ways and is written once, with the later question.
func (r *Round) mirrors(q Question) []string {
	var ids []string
	for _, other := range r.Items {
		if other.ID == q.ID {
			break
		}
		if other.Strand != q.Strand && q.Principle != "" && other.Scale == q.Scale && placeOf(other) == placeOf(q) {
			ids = append(ids, other.ID)
		}
	}
	return ids
}

// placeOf is the last digit of a question's id, which says its place among those
// of its strand.
func placeOf(q Question) byte { return q.ID[len(q.ID)-1] }

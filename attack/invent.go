package attack

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Scales of the made-up framework, positions lowest first.
var scales = []struct {
	ID        string
	Positions []string
	Beside    []string
}{
	{"four", []string{"rarely", "sometimes", "often", "always"}, []string{"dont-know", "not-ours"}},
	{"two", []string{"disagree", "agree"}, []string{"dont-know"}},
	{"five", []string{"never", "seldom", "half", "mostly", "always"}, []string{"dont-know"}},
	{"three", []string{"worse", "same", "better"}, []string{"dont-know"}},
	{"six", []string{"s1", "s2", "s3", "s4", "s5", "s6"}, nil},
}

// Kinds of agency in the made-up framework.
var kinds = []string{"school", "voluntary", "health", "justice"}

var levels = []string{"direct", "operational", "strategic"}

// inventor makes up one partnership.
type inventor struct {
	*rand.Rand
	round *Round
	names int
	// crossed are the cells of the shape of that name, or nil. Everybody then
	// answers everything: one skipped question would blur it.
	crossed *crossing
}

// place is an agency and how many people of each level answer in it.
type place struct {
	name, kind string
	levels     map[string]int
}

// Invent makes up a partnership of an awkward kind. The same seed always gives
// the same one.
func Invent(seed uint64) *Round {
	v := &inventor{Rand: rand.New(rand.NewPCG(seed, 0x5eed)), round: &Round{Seed: seed, AtLeast: 10}}
	if v.IntN(8) == 0 {
		v.round.AtLeast = 10 + v.IntN(6)
	}
	v.questions("staff", 2+v.IntN(3))
	v.people("staff", v.staff())
	for _, strand := range []string{"young-person", "parent"} {
		if v.IntN(3) > 0 {
			continue
		}
		v.questions(strand, 1+v.IntN(2))
		v.people(strand, v.services())
	}
	v.known()
	return v.round
}

func (v *inventor) questions(strand string, n int) {
	for i := range n {
		scale := scales[0]
		if v.IntN(3) == 0 {
			scale = scales[1+v.IntN(len(scales)-1)]
		}
		id := fmt.Sprintf("%s-%d", strand, i+1)
		v.round.Items = append(v.round.Items, Question{Item: Item{id, scale.Positions, scale.Beside}, Strand: strand, Scale: scale.ID})
	}
}

// staff chooses a shape for the staff survey.
func (v *inventor) staff() []place {
	shapes := []struct {
		name string
		make func() []place
	}{
		{"small", v.small}, {"spread", v.spread}, {"spread", v.spread}, {"at the edges", v.edges},
		{"left over", v.leftOver}, {"left over", v.leftOver}, {"many schools", v.manySchools},
		{"crossed", v.crossing},
	}
	shape := shapes[v.IntN(len(shapes))]
	v.round.Shape = shape.name
	if shape.name == "crossed" {
		v.round.AtLeast = 10
	}
	return shape.make()
}

func (v *inventor) place(levelled map[string]int) place {
	v.names++
	p := place{name: fmt.Sprintf("Agency %d", v.names), levels: levelled}
	if v.IntN(4) > 0 {
		p.kind = kinds[v.IntN(len(kinds))]
	}
	return p
}

// small: hardly enough people for any result.
func (v *inventor) small() []place {
	var places []place
	for left := 8 + v.IntN(24); left > 0; {
		n := min(left, 1+v.IntN(9))
		places = append(places, v.place(v.divided(n)))
		left -= n
	}
	return places
}

// spread: a few large agencies and ever smaller ones, each with a leader or
// two.
func (v *inventor) spread() []place {
	var places []place
	first := 20 + v.IntN(80)
	for i := range 2 + v.IntN(10) {
		places = append(places, v.place(v.divided(max(1, first/(i+1)-v.IntN(4)))))
	}
	return places
}

// edges: sizes just below, at and above every threshold.
func (v *inventor) edges() []place {
	sizes := []int{1, 2, 3, 5, 8, 9, 10, 11, 12, 15, 20, 20, 23, 24, 25, 26, 27, 30, 40}
	var places []place
	for range 3 + v.IntN(7) {
		places = append(places, v.place(v.divided(sizes[v.IntN(len(sizes))])))
	}
	return places
}

// leftOver: agencies that can be split by level beside some that can't, so
// that what is left of a level, once the split ones are taken off, is small.
func (v *inventor) leftOver() []place {
	var places []place
	use := levels[:2+v.IntN(2)]
	for range 1 + v.IntN(4) {
		each := map[string]int{}
		for _, l := range use {
			each[l] = 10 + v.IntN(9)
		}
		places = append(places, v.place(each))
	}
	for range 1 + v.IntN(3) {
		each := map[string]int{"direct": 8 + v.IntN(20)}
		for _, l := range use[1:] {
			each[l] = v.IntN(7)
		}
		places = append(places, v.place(each))
	}
	return places
}

// manySchools: two large agencies and many tiny ones of the same kind.
func (v *inventor) manySchools() []place {
	places := []place{v.place(v.divided(30 + v.IntN(50))), v.place(v.divided(10 + v.IntN(30)))}
	for range 5 + v.IntN(20) {
		p := v.place(v.divided(1 + v.IntN(4)))
		if v.IntN(5) > 0 {
			p.kind = "school"
		}
		places = append(places, p)
	}
	return places
}

// services are what young people and parents name: no levels, some unnamed.
func (v *inventor) services() []place {
	var places []place
	for i := range 1 + v.IntN(5) {
		p := v.place(map[string]int{"": 1 + v.IntN(40)})
		if i > 0 && v.IntN(4) == 0 {
			p.name, p.kind = "", ""
		}
		places = append(places, p)
	}
	return places
}

// divided splits n people into levels, in one of several ways.
func (v *inventor) divided(n int) map[string]int {
	weights := [][]int{{6, 3, 1}, {1, 0, 0}, {5, 5, 0}, {1, 1, 1}, {0, 0, 1}, {12, 1, 0}}
	w := weights[v.IntN(len(weights))]
	unsaid := 0
	if v.IntN(4) == 0 {
		unsaid = 1 + v.IntN(3)
	}
	each := map[string]int{}
	for range n {
		at := v.IntN(w[0] + w[1] + w[2] + unsaid)
		switch {
		case at < w[0]:
			each["direct"]++
		case at < w[0]+w[1]:
			each["operational"]++
		case at < w[0]+w[1]+w[2]:
			each["strategic"]++
		default:
			each[""]++
		}
	}
	return each
}

// people fills places with people and lets them answer.
func (v *inventor) people(strand string, places []place) {
	if strand == "staff" && v.crossed == nil && v.IntN(4) == 0 { // some don't say where they work
		places = append(places, place{levels: v.divided(1 + v.IntN(12))})
	}
	first := len(v.round.People)
	for _, at := range places {
		for _, level := range append(slices.Clone(levels), "") {
			for range at.levels[level] {
				v.round.People = append(v.round.People, Person{
					ID: fmt.Sprintf("r%d", len(v.round.People)), Strand: strand,
					Agency: at.name, Kind: at.kind, Level: level, Answers: map[string]string{},
				})
			}
		}
	}
	for _, q := range v.round.Items {
		if q.Strand == strand {
			v.answer(q, v.round.People[first:])
		}
	}
}

package attack

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// Twin is a round in which people answered otherwise, and every published
// figure may stay as it is. For each item one person of a published group
// changes an answer where rounding hides it, or two people whom no group tells
// apart change places; and two people of the same agency and level change all
// their answers. ok says whether there is anything that differs.
func Twin(round *Round, published *Published) (twin *Round, ok bool) {
	r := rand.New(rand.NewPCG(round.Seed, 0x7717))
	copied := *round
	copied.People = slices.Clone(round.People)
	for i, p := range copied.People {
		copied.People[i].Answers = maps.Clone(p.Answers)
	}
	twin = &copied
	for _, strand := range round.Strands() {
		rel := published.Strand(strand)
		for _, id := range itemsShown(rel) {
			item, there := published.Item(id)
			if !there {
				continue
			}
			p, err := NewProblem(rel, item, round.Table(strand, item), false)
			if err == nil && len(p.Classes) > 0 && twin.change(r, p) {
				ok = true
			}
		}
	}
	return twin, twin.swap(r) || ok
}

// change lets one person of the problem's people answer otherwise.
func (r *Round) change(chance *rand.Rand, p *Problem) bool {
	search := NewSearch(p, nil)
	var free []move
	for m := range search.moves {
		if search.hides(m) {
			free = append(free, m)
		}
	}
	chance.Shuffle(len(free), func(i, j int) { free[i], free[j] = free[j], free[i] })
	for _, m := range free {
		if r.answer(chance, p, m) {
			return true
		}
	}
	return r.swapInClass(p)
}

// hides says whether every figure stays as it is published when somebody moves.
func (s *Search) hides(m move) bool {
	for i, f := range s.problem.Figures {
		v := s.now[i]
		if s.problem.Classes[m.class].In[f.Group] {
			v += f.Weight[m.to] - f.Weight[m.from]
		}
		if v < f.Low || v > f.High {
			return false
		}
	}
	return slices.Contains(s.problem.Classes[m.class].In, true)
}

// answer lets somebody of the class answer as the move says.
func (r *Round) answer(chance *rand.Rand, p *Problem, m move) bool {
	var who []int
	for i, person := range r.People {
		if person.Strand == p.Strand && slices.Contains(p.Classes[m.class].Atoms, person.Atom()) && person.Answers[p.Item.ID] == p.Item.Positions[m.from] {
			who = append(who, i)
		}
	}
	if len(who) == 0 {
		return false
	}
	r.People[who[chance.IntN(len(who))]].Answers[p.Item.ID] = p.Item.Positions[m.to]
	return true
}

// swapInClass lets two people of different agencies or levels, whom no group
// tells apart, change their answers.
func (r *Round) swapInClass(p *Problem) bool {
	for _, c := range p.Classes {
		first := -1
		for i, person := range r.People {
			if person.Strand != p.Strand || !slices.Contains(c.Atoms, person.Atom()) || position(p.Item, person.Answers[p.Item.ID]) < 0 {
				continue
			}
			if first < 0 {
				first = i
				continue
			}
			a, b := r.People[first].Answers, person.Answers
			if r.People[first].Atom() != person.Atom() && a[p.Item.ID] != b[p.Item.ID] {
				a[p.Item.ID], b[p.Item.ID] = b[p.Item.ID], a[p.Item.ID]
				return true
			}
		}
	}
	return false
}

// swap lets two people of the same agency and level change all their answers.
func (r *Round) swap(chance *rand.Rand) bool {
	for _, i := range chance.Perm(len(r.People)) {
		for k, other := range r.People {
			one := r.People[i]
			if one.Strand == other.Strand && one.Atom() == other.Atom() && one.Agency == other.Agency && len(one.Answers) == len(other.Answers) && !maps.Equal(one.Answers, other.Answers) {
				r.People[i].Answers, r.People[k].Answers = other.Answers, one.Answers
				return true
			}
		}
	}
	return false
}

// CheckTwin is A3: whoever answers otherwise, and leaves every published figure
// as it is, leaves every byte of every file as it is. told says whether the
// twin's figures are the same; where the program decided to publish others,
// there is nothing to compare.
func CheckTwin(folder, other string) (found []Finding, told bool, err error) {
	first, err := os.ReadFile(filepath.Join(folder, "results.csv"))
	if err != nil {
		return nil, false, err
	}
	second, err := os.ReadFile(filepath.Join(other, "results.csv"))
	if err != nil || !bytes.Equal(first, second) {
		return nil, false, err
	}
	a, err := ReadPublished(folder)
	if err != nil {
		return nil, false, err
	}
	b, err := ReadPublished(other)
	if err != nil {
		return nil, false, err
	}
	if fmt.Sprint(a.Releases) != fmt.Sprint(b.Releases) { // maps are printed in order
		return nil, false, nil
	}
	for _, name := range Files {
		first, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, false, err
		}
		second, err := os.ReadFile(filepath.Join(other, name))
		if err != nil {
			return nil, false, err
		}
		if !bytes.Equal(first, second) {
			found = append(found, Finding{"A3", "", "", fmt.Sprintf("%s differs although no figure does: it knows more than is published", name)})
		}
	}
	return found, true, nil
}

package attack

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bearings/internal/framework"
	who "bearings/internal/people"
)

// bands is what may be known of how many have answered: for all, each agency and each
// level, which quarter of those invited it is, by their names.
func bands(r *Round, invited map[string]map[string]int) map[string]int {
	of, asked := map[string]int{}, map[string]int{}
	for _, p := range r.People {
		if p.Strand == framework.Staff {
			of["all"]++
			of["agency "+fold(p.Agency)]++
			of["level "+p.Level]++
		}
	}
	for agency, levels := range invited {
		for level, n := range levels {
			asked["all"] += n
			asked["agency "+agency] += n
			asked["level "+level] += n
		}
	}
	quarters := map[string]int{}
	for name, n := range asked {
		switch replied := of[name]; {
		case n < 10:
		case replied > n:
			quarters[name] = 9
		default:
			quarters[name] = min(3, 4*replied/n) + 1
		}
	}
	return quarters
}

// inviting makes up how many staff agencies invite: about as many as answer, twice,
// four times and eight times as many; some have few.
func inviting(r *Round) map[string]map[string]int {
	invited := map[string]map[string]int{}
	for _, p := range r.People {
		if p.Agency == "" {
			continue
		}
		if invited[fold(p.Agency)] == nil {
			times := []int{1, 2, 4, 8}[len(invited)%4]
			invited[fold(p.Agency)] = map[string]int{framework.Direct: 2 * times, framework.Operational: times, framework.Strategic: 0, "times": times}
		}
		if p.Strand == framework.Staff && p.Level != "" {
			invited[fold(p.Agency)][p.Level] += invited[fold(p.Agency)]["times"]
		}
	}
	for agency := range agenciesOf(r) {
		if agency != "" && invited[agency] == nil {
			invited[agency] = map[string]int{framework.Direct: 9, framework.Operational: 0, framework.Strategic: 0}
		}
		delete(invited[agency], "times")
	}
	return invited
}

// others is a round in which other people answered other things, and as many in each
// group as leave every band as it is.
func others(r *Round, invited map[string]map[string]int) (twin *Round, differ int) {
	chance := rand.New(rand.NewPCG(r.Seed, 0x0be4))
	twin = copied(r)
	want := bands(r, invited)
	for range 60 {
		next := copied(twin)
		at := chance.IntN(len(next.People))
		if chance.IntN(2) == 0 {
			next.People = slices.Delete(next.People, at, at+1)
		} else {
			next.People = append(next.People, next.People[at])
			next.People[len(next.People)-1].ID = fmt.Sprint("more-", len(next.People))
		}
		if maps.Equal(bands(next, invited), want) && maps.Equal(agenciesOf(next), agenciesOf(r)) {
			twin = copied(next)
			differ++
		}
	}
	for i, p := range twin.People {
		for _, q := range r.Items {
			if _, asked := p.Answers[q.ID]; asked {
				twin.People[i].Answers[q.ID] = q.Positions[chance.IntN(len(q.Positions))]
			}
		}
	}
	return twin, differ
}

func agenciesOf(r *Round) map[string]bool {
	all := map[string]bool{}
	for _, p := range slices.Concat(r.People, r.Returns) {
		all[fold(p.Agency)] = true
	}
	return all
}

// openFor plays a round until people have answered as in by, and lets everybody ask. r is
// the round whose agencies and people there are.
func (s *side) openFor(r, by *Round, invited map[string]map[string]int, folder, name string) ([]answered, error) {
	h, err := s.built(r, folder, name)
	if err != nil {
		return nil, err
	}
	defer h.db.Close()
	h.invited = func(agency string) map[string]int {
		return invited[fold(agency)]
	}
	if err := h.prepare(); err != nil {
		return nil, err
	}
	h.invented = by
	if err := h.answer(); err != nil {
		return nil, err
	}
	return h.askAt("open", anyPath)
}

// checkOpen compares what everybody is sent of open rounds: nothing but bands may tell
// who has answered, and nothing at all what.
func checkOpen(s *side, invented *Round, folder string) error {
	invited := inviting(invented)
	twin, differ := others(invented, invited)
	if differ < 3 {
		return fmt.Errorf("the twins differ in %d replies", differ)
	}
	nobody := copied(invented)
	nobody.People = nil
	var sent [][]answered
	for i, r := range []*Round{invented, twin, nobody} {
		all, err := s.openFor(invented, r, invited, folder, fmt.Sprint("open-", i))
		if err != nil {
			return err
		}
		sent = append(sent, all)
	}
	s.compare(sent[0], sent[1], "the bands do not", nobodyMay)
	s.compare(sent[0], sent[2], "only how many answered does", func(a answered) bool {
		return a.viewer == string(who.Coordinator) || strings.HasPrefix(a.viewer, string(who.AgencyLead)) || strings.HasPrefix(a.viewer, string(who.Contributor))
	})
	told := 0
	for i, a := range sent[0] {
		if a.isPage() && ofResults(a.path) && len(madeUpFigures(a.body)) > 0 {
			s.finds(a, "shows figures: %v", madeUpFigures(a.body))
		}
		if a != sent[2][i] {
			told++
		}
	}
	if told == 0 {
		s.finds("open", "no page shows a band: there is too little to compare")
	}
	return nil
}

// madeUpFigures are the words of answers in a page, which stand only beside figures.
func madeUpFigures(page string) (all []string) {
	for _, scale := range scales {
		for _, id := range slices.Concat(scale.Positions, scale.Beside) {
			if strings.Contains(page, "Word "+id) {
				all = append(all, id)
			}
		}
	}
	return all
}

// TestOpenRounds attacks what the site shows while people answer.
func TestOpenRounds(t *testing.T) { onBoth(t, "open", 4, 3, someStaff(20), checkOpen) }

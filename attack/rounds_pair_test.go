package attack

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/round"
)

// pair is a partnership that has had two rounds, and what anybody was sent of both.
type pair struct {
	first, second *colleague
	// sent is what was sent of the first before the second was, and of both afterwards.
	sent []answered
}

// changesPage is what says what changed since the last round.
const changesPage = "/results/changes"

// playPair plays two rounds of the same agencies, half a year apart, reads both, and
// sees that the second changes nothing of the first.
func (s *side) playPair(before, after *Round, folder, name string) (*pair, error) {
	h, err := s.built(before, folder, name)
	if err != nil {
		return nil, err
	}
	defer h.db.Close()
	h.wide = false
	p := &pair{}
	var alone []answered
	if p.first, alone, err = s.playOne(h, filepath.Join(folder, name, "first")); err != nil {
		return nil, fmt.Errorf("the first round: %w", err)
	}
	first := h.round
	h.now, h.invented = h.now.AddDate(0, 6, 0), after
	h.rounds.NewLink = func() string { return "madeupcode01" }
	if p.second, p.sent, err = s.playOne(h, filepath.Join(folder, name, "second")); err != nil {
		return nil, fmt.Errorf("the second round: %w", err)
	}
	second := h.round
	h.round = first
	again, err := h.askAt(allShared, ofResults)
	h.round = second
	if err != nil {
		return nil, err
	}
	for i, a := range alone[len(alone)-len(again):] {
		if a != again[i] {
			s.finds(a, "is otherwise once there is another round")
		}
	}
	p.sent = append(append(alone, p.sent...), again...)
	return p, nil
}

// playOne plays one of them, lets everybody ask before and after the days in which an
// agency has its page alone, and reads it.
func (s *side) playOne(h *house, folder string) (*colleague, []answered, error) {
	if err := h.do(h.prepare, h.answer, h.publish); err != nil {
		return nil, nil, err
	}
	all, err := h.askAt("alone", ofResults)
	if err != nil {
		return nil, nil, err
	}
	h.now = h.now.AddDate(0, 0, 30)
	if err := h.share(round.Public, func(string) bool { return true }); err != nil {
		return nil, nil, err
	}
	shown, err := h.askAt(allShared, ofResults)
	if err != nil {
		return nil, nil, err
	}
	all = append(all, shown...)
	read := *h // what is read later is of this round
	c, err := newColleague(&read, folder, s.fixed)
	if err != nil {
		return nil, nil, err
	}
	if c.kept, err = h.db.Round().Read(h.ctx).Releases(h.round.ID); err != nil {
		return nil, nil, err
	}
	return c, all, c.readAll(folder, slices.DeleteFunc(slices.Clone(all), isChanges))
}

// ofResultsLeft counts published results, not people.
var ofResultsLeft = regexp.MustCompile(`^Of [0-9]+ more results? |^Of one more result `)

func isChanges(a answered) bool { return strings.HasSuffix(a.path, changesPage) }

// readChanges sees that every number on a page of changes is published in one of the
// two rounds, and agencies stand there only for whom they may.
func (s *side) readChanges(p *pair) error {
	var explainers []*explainer
	for _, c := range []*colleague{p.first, p.second} {
		e, err := c.explainer(c.whole)
		if err != nil {
			return err
		}
		explainers = append(explainers, e)
	}
	told := 0
	for _, a := range p.sent {
		if !isChanges(a) || !a.isPage() {
			continue
		}
		if a.viewer == "nobody" || a.viewer == "scrutineer" {
			s.finds(a, "is for members alone")
		}
		d, err := ReadHTML(a.path, []byte(a.body))
		if err != nil {
			return err
		}
		told += strings.Count(a.body, "<bdi>")
		for _, text := range d.Texts {
			for i, agency := range p.second.names {
				if i > 0 && agency.MatchString(text) && strings.Contains(text, "Statement") && !p.second.mayName(a) {
					s.finds(a, "says %q, and that is nobody's business but its own", text)
				}
				text = agency.ReplaceAllString(text, " ")
			}
			text = ofResultsLeft.ReplaceAllString(ofSite.ReplaceAllString(text, " "), " ")
			for _, number := range explainers[0].unexplained(text) {
				if slices.Contains(explainers[1].unexplained(text), number) {
					s.finds(a, "says %q: in neither round is %s published", text, number)
				}
			}
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally["changes"] += told
	return nil
}

// together is what is published of both rounds, as if it were one.
func (p *pair) together(strand string) Release {
	all, later := p.first.read.Strand(strand), p.second.read.Strand(strand)
	for _, g := range later.Groups {
		g.ID = "again " + g.ID
		all.Groups = append(all.Groups, g)
	}
	for _, row := range later.Rows {
		row.Group = "again " + row.Group
		all.Rows = append(all.Rows, row)
	}
	return all
}

// attackPair attacks each round by itself, and both together as somebody does who knows
// that the same people answered. Where nobody changed an answer all figures are of the
// same table.
func (s *side) attackPair(p *pair, before, after *Round, same bool, solver *Solver) error {
	var tally Tally
	for _, one := range []struct {
		r *Round
		c *colleague
	}{{before, p.first}, {after, p.second}} {
		found, _, err := Attack(one.r, one.c.read, solver)
		if err != nil {
			return err
		}
		s.found = append(append(s.found, one.c.found...), found...)
	}
	for _, strand := range before.Strands() {
		rel := p.together(strand)
		for _, id := range itemsShown(rel) {
			item, _ := p.first.read.Item(id)
			problem, err := NewProblem(rel, item, before.Table(strand, item), false)
			if err != nil {
				return err
			}
			found, err := CheckDerivable(problem, before.AtLeast, solver, &tally)
			if err != nil {
				return err
			}
			if same {
				pinned, err := CheckPossible(problem, solver, &tally)
				if err != nil {
					return err
				}
				found = append(found, pinned...)
			}
			s.found = append(s.found, found...)
		}
	}
	return nil
}

// later is the round in which the same people answer again, in another order: the same,
// or one answer in six another one.
func later(r *Round, same bool) *Round {
	chance := rand.New(rand.NewPCG(r.Seed, 0x1a7e))
	next := copied(r)
	for i, p := range next.People {
		for _, q := range r.Items {
			if !same && position(q.Item, p.Answers[q.ID]) >= 0 && chance.IntN(6) == 0 {
				next.People[i].Answers[q.ID] = q.Positions[chance.IntN(len(q.Positions))]
			}
		}
	}
	chance.Shuffle(len(next.People), func(i, j int) { next.People[i], next.People[j] = next.People[j], next.People[i] })
	return next
}

func checkPair(solver *Solver) checked {
	return func(s *side, invented *Round, folder string) error {
		same := invented.Seed/2%2 == 0
		after := later(invented, same)
		p, err := s.playPair(invented, after, folder, "pair")
		if err != nil {
			return err
		}
		if err := s.readChanges(p); err != nil {
			return err
		}
		if err := s.attackPair(p, invented, after, same, solver); err != nil {
			return err
		}
		before, _ := Twin(invented, p.first.read)
		if next, ok := Twin(after, p.second.read); ok {
			after = next
		}
		twins, err := s.playPair(before, after, folder, "twins")
		if err != nil {
			return err
		}
		if sameReleases(p.first, twins.first) && sameReleases(p.second, twins.second) {
			s.compare(p.sent, twins.sent, "no figure of either round does", nobodyMay)
		}
		return nil
	}
}

// TestPairsOfRounds attacks two rounds of the same people together.
func TestPairsOfRounds(t *testing.T) {
	onBoth(t, "pairs", 2, 2, someStaff(40), checkPair(needSolver(t)))
}

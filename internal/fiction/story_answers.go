package fiction

import (
	"math/rand/v2"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/framework"
)

// StoryAnswers is what somebody of the story answered.
type StoryAnswers struct {
	Strand string
	// Agency is the id of one of the story's, or empty; Level an id, or empty.
	Agency, Level string
	// Answers are answer ids by item id.
	Answers map[string]string
}

// Between the rounds people came to see this much better, in thousandths of a scale.
const betterSince = 45

// teller answers for people of the story in a round, always the same.
func (s Story) teller(fw *framework.Framework, round int, purpose string) (*teller, error) {
	said, err := readWords()
	if err != nil {
		return nil, err
	}
	topics := topicsOf(fw)
	seed := uint64(1 + round)
	t := &teller{words: said, forms: formsOf(fw, said, topics, 1), rand: source(seed, purpose), town: &town{topics: topics.names}}
	for _, a := range s.Agencies {
		one := agency{name: a.ID, kind: a.Kind, small: a.Form == "short", notOurs: -1, lifts: make([]int, len(topics.names))}
		for at, topic := range topics.names {
			one.lifts[at] = a.Lean[topic] + round*betterSince
		}
		t.town.agencies = append(t.town.agencies, one)
	}
	return t, nil
}

// Everybody are the answers of all who replied in a round, 0 or 1, in the order of
// nothing.
func (s Story) Everybody(fw *framework.Framework, round int) ([]StoryAnswers, error) {
	t, err := s.teller(fw, round, "story")
	if err != nil {
		return nil, err
	}
	var all []StoryAnswers
	for i, a := range s.Agencies {
		for l, n := range a.Replied(round) {
			for range n {
				all = append(all, t.storyPerson(someone{strand: framework.Staff, agency: &t.town.agencies[i], level: StoryLevels[l]}))
			}
		}
	}
	for range s.Young[round] {
		all = append(all, t.storyPerson(someone{strand: framework.YoungPerson}))
	}
	for range s.Parents[round] {
		all = append(all, t.storyPerson(someone{strand: framework.Parent}))
	}
	rand.New(rand.NewPCG(1, uint64(round))).Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	return all, nil
}

// storyPerson answers the first questions and, for some, those beneath one of them.
func (t *teller) storyPerson(who someone) StoryAnswers {
	form := t.forms[who.strand]
	who.lift = middle + around(t.rand, personWidth) + strandLift[who.strand] + levelLift[who.level]
	all := StoryAnswers{Strand: who.strand, Level: who.level, Answers: map[string]string{}}
	if who.agency != nil {
		all.Agency = who.agency.name
	}
	asked := form.first
	if len(form.deeper) > 0 && permille(t.rand, goesDeeper) {
		asked = append(asked[:len(asked):len(asked)], pick(t.rand, form.deeper)...)
	}
	for _, q := range asked {
		if q.item.IsText() || !q.item.ForLevel(who.level) || permille(t.rand, skips) {
			continue
		}
		if all.Answers[q.item.ID] = t.beside(&who, q); all.Answers[q.item.ID] == "" {
			all.Answers[q.item.ID] = t.position(&who, q)
		}
	}
	return all
}

// Return is what an agency of the story writes in its return in a round, in the
// framework's order.
func (s Story) Return(fw *framework.Framework, round int, a StoryAgency) ([]answer.Return, error) {
	t, err := s.teller(fw, round, "return "+a.ID)
	if err != nil {
		return nil, err
	}
	form := t.forms[framework.Return]
	who := someone{strand: framework.Return, lift: middle + returnLift + around(t.rand, personWidth/2)}
	for i := range t.town.agencies {
		if t.town.agencies[i].name == a.ID {
			who.agency, who.text = &t.town.agencies[i], 2*i+round
		}
	}
	var lines []answer.Return
	for _, q := range form.first {
		line := answer.Return{Agency: a.Name, Item: q.item.ID}
		switch {
		case a.Form == "short" && !q.item.Short:
			continue
		case q.item.IsText():
			line.Text = who.says(q)
		case s.Reply.Agency == a.ID && s.Reply.Principle == q.item.Principle:
			line.Answer = q.positions[len(q.positions)-1].ID
		default:
			line.Answer = t.position(&who, q)
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// says is the next of the texts a return may have at a question.
func (who *someone) says(q question) string {
	var text []string
	for _, list := range q.texts {
		text = append(text, list[who.text%len(list)])
	}
	who.text++
	return strings.Join(text, " ")
}

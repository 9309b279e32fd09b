package fiction

import (
	"math/rand/v2"

	"bearings/internal/framework"
)

// teller tells one reply after another, in an order that says nothing.
type teller struct {
	town  *town
	words words
	forms map[string]*form
	out   *shuffler
	rand  *rand.Rand
	ids   ids
	row   []byte
}

// How people see things, in thousandths of a scale from its lowest end.
const (
	middle      = 590 // where answers lie about
	personWidth = 95  // how unlike people are
	answerWidth = 115 // how unlike one person's answers are
	topicLean   = 60  // how unlike the topics are
	itemLean    = 25  // how unlike the questions of one topic are
	returnLift  = 70  // how much better an agency's return sees things
)

// strandLift is how much better or worse a strand sees things.
var strandLift = map[string]int{framework.YoungPerson: -60, framework.Parent: -75}

// levelLift is how much better or worse a level sees things.
var levelLift = map[string]int{framework.Direct: -55, framework.Operational: 30, framework.Strategic: 150}

// lessSeen is how much less young people and parents see of some topics.
const lessSeen = -165

// In a thousand.
const (
	noAgency    = 40
	noService   = 150
	noLevel     = 30
	noReturn    = 130
	goesDeeper  = 340
	stopsEarly  = 70
	skips       = 25
	comments    = 45
	isUnsure    = 40
	saysNotOurs = 15
	otherBeside = 10
	returnStops = 150
	returnBlank = 60
)

// someone is a person, or an agency giving its return, while they answer.
type someone struct {
	strand string
	agency *agency // nil where none is said
	level  string
	lift   int
	// head is the part of each row that is the same: who answers.
	head []byte
	use  string
	told bool // has answered something
	text int  // which of the texts of a return comes next
}

// company is everybody who is still to reply.
type company struct {
	people  []int // by voices
	returns []*agency
	pieces  []piece
}

// voices are the strands of people.
var voices = []string{framework.Staff, framework.YoungPerson, framework.Parent}

func (c company) empty() bool {
	for _, count := range c.people {
		if count > 0 {
			return false
		}
	}
	return len(c.returns)+len(c.pieces) == 0
}

// gather brings together who replies: nobody whom the framework asks nothing,
// and most of the agencies.
func (t *teller) gather(pieces []piece, plan Plan) company {
	c := company{people: []int{plan.Staff, plan.Young, plan.Parents}, pieces: pieces}
	for i, strand := range voices {
		if t.forms[strand].empty() {
			c.people[i] = 0
		}
	}
	if t.forms[framework.Return].empty() {
		return c
	}
	for i := range t.town.agencies {
		if !permille(t.rand, noReturn) || i == 0 {
			c.returns = append(c.returns, &t.town.agencies[i])
		}
	}
	t.rand.Shuffle(len(c.returns), func(i, j int) { c.returns[i], c.returns[j] = c.returns[j], c.returns[i] })
	return c
}

// tell has everybody reply. Who is next is drawn from all who are still to
// come, so that a place in the file tells nothing.
func (t *teller) tell(c company) {
	left := append(c.people, len(c.returns), len(c.pieces))
	for {
		next := weighted(t.rand, left)
		if next < 0 {
			return
		}
		left[next]--
		switch next {
		case len(voices):
			t.agencyReturn(c.returns[left[next]])
		case len(voices) + 1:
			t.piece(c.pieces[left[next]])
		default:
			t.person(voices[next])
		}
	}
}

// person tells one person's reply.
func (t *teller) person(strand string) {
	who := someone{strand: strand}
	if strand == framework.Staff {
		t.workplace(&who)
	} else if !permille(t.rand, noService) {
		who.agency = t.one(t.town.asking)
	}
	who.lift = middle + around(t.rand, personWidth) + strandLift[strand] + levelLift[who.level]
	t.reply(&who)
}

// workplace draws where a member of staff works and at which level; some do
// not say.
func (t *teller) workplace(who *someone) {
	if !permille(t.rand, noAgency) {
		who.agency = t.one(t.town.replies)
	}
	if at := weighted(t.rand, t.town.shares); at >= 0 && !permille(t.rand, noLevel) {
		who.level = t.town.levels[at]
	}
}

// one draws an agency by weight, or none where there is none to draw.
func (t *teller) one(weights []int) *agency {
	if at := weighted(t.rand, weights); at >= 0 {
		return &t.town.agencies[at]
	}
	return nil
}

// reply answers the first questions and, for some, those beneath a few of them.
func (t *teller) reply(who *someone) {
	form := t.forms[who.strand]
	t.begin(who)
	commentAt := -1
	if permille(t.rand, comments) && len(t.words.Comments[who.strand].Seen) > 0 {
		commentAt = below(t.rand, len(form.first))
		who.use = pick(t.rand, []string{"summary", "summary", "quote"})
	}
	stop := len(form.first)
	if permille(t.rand, stopsEarly) {
		stop = 1 + below(t.rand, stop)
	}
	for i, q := range form.first[:stop] {
		if q.item.ForLevel(who.level) {
			t.answer(who, q, i == commentAt)
		}
	}
	if stop == len(form.first) && len(form.deeper) > 0 && permille(t.rand, goesDeeper) {
		at := below(t.rand, len(form.deeper))
		for range 1 + below(t.rand, min(3, len(form.deeper))) {
			for _, q := range form.deeper[at] {
				if q.item.ForLevel(who.level) {
					t.answer(who, q, false)
				}
			}
			at = (at + 1) % len(form.deeper)
		}
	}
	t.atLeastOne(who, form)
}

// atLeastOne makes sure that a reply answers something; a blank is no reply.
func (t *teller) atLeastOne(who *someone, form *form) {
	for _, q := range form.first {
		if who.told {
			return
		}
		if q.item.ForLevel(who.level) && !q.item.IsText() {
			t.write(who, q.item.ID, t.position(who, q), "")
		}
	}
}

// answer answers one question, skips it, or has an answer beside the scale. A
// skipped one may leave a blank row, though never before the first answer.
func (t *teller) answer(who *someone, q question, comment bool) {
	if q.item.IsText() {
		if set := t.words.Comments[who.strand]; permille(t.rand, comments) && len(set.Seen) > 0 {
			t.write(who, q.item.ID, "", pick(t.rand, set.Seen))
		}
		return
	}
	if permille(t.rand, skips) {
		if blank := permille(t.rand, 500); blank && who.told {
			t.write(who, q.item.ID, "", "")
		}
		return
	}
	if beside := t.beside(who, q); beside != "" {
		t.write(who, q.item.ID, beside, "")
		return
	}
	position, text := t.position(who, q), ""
	if comment {
		set := t.words.Comments[who.strand]
		text = pick(t.rand, set.NotSeen)
		if q.upper(position) {
			text = pick(t.rand, set.Seen)
		}
	}
	t.write(who, q.item.ID, position, text)
}

package attack

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	who "bearings/internal/people"
	"bearings/internal/round"
)

// The kinds of words in comments, by what becomes of the comment.
const (
	printedWord = "p" // printed
	maskedWord  = "h" // masked where the rest is printed
	summedWord  = "s" // told in a summary only: by the moderator, or as its author asked
	leftWord    = "l" // used for nothing
	fewWord     = "f" // let be printed under a principle where too few are
	summaryWord = "u" // in a moderator's summary
)

// remarking makes up who writes what. further sets hidden comments of twins apart, and
// more is how many more of each there are.
type remarking struct {
	invented *Round
	people   []int // who writes, by place among the invented
	authors  int
	all      map[int][]round.Remark
	order    map[string]int // in which it was written, by text
	further  string
	more     int
}

func (w *remarking) writes(author int, principle, kind, use string, text func(word string) string) {
	p := w.people[author]
	further := w.further
	if kind == printedWord || kind == maskedWord {
		further = ""
	}
	one := round.Remark{ID: fmt.Sprintf("remark-%03d", len(w.order)), Strand: w.invented.People[p].Strand, Author: fmt.Sprintf("author-%d-%d", w.authors, author),
		Principle: principle, Use: use, State: round.Unread, Text: text(word(kind, len(w.order), further))}
	w.all[p] = append(w.all[p], one)
	w.order[one.Text] = len(w.order)
}

func plainly(word string) string { return "They listen to children, " + word + "." }

// remarks lets people of the round comment: staff with every kind of comment, others
// with what can only be summed up.
func remarks(invented *Round, further string, moved bool) *remarking {
	w := &remarking{invented: invented, all: map[int][]round.Remark{}, order: map[string]int{}, further: further, more: 2 * len(further)}
	for _, strand := range invented.Strands() {
		w.authors++
		w.people = nil
		for _, i := range rand.New(rand.NewPCG(invented.Seed, 5)).Perm(len(invented.People)) {
			if invented.People[i].Strand == strand {
				w.people = append(w.people, i)
			}
		}
		if moved { // the same is written by others
			slices.Reverse(w.people)
		}
		if strand == framework.Staff {
			w.staff()
			continue
		}
		for k := range min(len(w.people), 4+w.more) {
			w.writes(k, "P1", summedWord, round.ForQuote, plainly)
		}
	}
	return w
}

func (w *remarking) staff() {
	need := max(disclosure.CommentersAtLeast, w.invented.AtLeast) + 2
	for k := range need { // in the same order in which twins write them: what is hidden comes last
		w.writes(k, "P1", printedWord, round.ForQuote, func(word string) string {
			if k%4 == 0 {
				hidden := "zq" + maskedWord + string(rune('a'+k)) + w.further
				return "They listen at Hill " + hidden + ", and " + word + "."
			}
			return plainly(word)
		})
	}
	if w.invented.Seed%2 == 0 {
		for k := range need { // the same people again: nobody may see that they are
			w.writes(need-1-k, "P2", printedWord, round.ForQuote, plainly)
		}
	} else {
		for k := range 6 + w.more {
			w.writes(k, "P2", fewWord, round.ForQuote, plainly)
		}
	}
	for k := range 4 + w.more {
		w.writes(need+k, "P1", summedWord, round.ForQuote, plainly)
		w.writes(need+6+k, "P1", summedWord, round.ForSummary, plainly)
		w.writes(need+12+k, "P1", leftWord, round.ForQuote, plainly)
	}
}

// canComment is what a round has to have for that.
func canComment(r *Round) bool { return someStaff(48)(r) }

// said is a round played with comments, and all that anybody was sent of it.
type said struct {
	h    *house
	sent map[string][]answered // by moment
}

var remarkMoments = []string{"open", "unread", "read", "published", "some shared", "all shared"}

// moments is how many of them are looked at: what a page always tells is found at once.
func (s *side) moments() int {
	if s.fault != nil && s.fault.site != nil {
		return 2
	}
	return len(remarkMoments)
}

// playRemarks plays a round with comments, and lets everybody ask at every moment.
func (s *side) playRemarks(invented *Round, folder, name string, w *remarking) (*said, error) {
	h, err := s.built(invented, folder, name)
	if err != nil {
		return nil, err
	}
	defer h.db.Close()
	h.remarks, h.rounds.Store = w.all, inOrder{h.rounds.Store, w.order}
	h.rounds.Shuffle = func() *disclosure.Shuffle { return disclosure.NewShuffle([32]byte{byte(invented.Seed), 7}) }
	if s.fault != nil && s.fault.chance != nil {
		s.fault.chance(h)
	}
	p := &said{h, map[string][]answered{}}
	some := func(page string) bool { return page != round.CommentsPage }
	come := []func() error{
		func() error { return h.do(h.prepare, h.answer) },
		h.publish,
		func() error { return h.moderate() },
		func() error { return h.publishRemarks() },
		func() error { return h.share(round.Scrutineer, some) },
		func() error {
			h.now = h.now.AddDate(0, 0, 30)
			return h.share(round.Public, func(string) bool { return true })
		},
	}
	for i, moment := range remarkMoments[:s.moments()] {
		if err := come[i](); err != nil {
			return nil, fmt.Errorf("%s, %s: %w", name, moment, err)
		}
		ids, err := h.someRemarks()
		if err != nil {
			return nil, err
		}
		choose := func(path string) bool {
			return i == 0 || ofResults(path) || strings.Contains(path, "/comments") || !strings.Contains(path, "/rounds/"+string(h.round.ID)+"/")
		}
		if p.sent[moment], err = h.askAt(moment, choose); err != nil {
			return nil, err
		}
		disguise(p.sent[moment], ids)
	}
	return p, nil
}

// someRemarks are the ids of all comments, of which a few can be asked for.
func (h *house) someRemarks() (ids []string, err error) {
	h.comments = nil
	for _, strand := range h.invented.Strands() {
		all, err := h.rounds.Store.Read(h.ctx).Remarks(h.round.ID, strand)
		if err != nil {
			return nil, err
		}
		for _, one := range all {
			ids = append(ids, one.ID)
		}
		if strand == framework.Staff && len(all) > 0 {
			h.comments = []string{all[0].ID, all[5].ID, all[8].ID}
		}
	}
	return ids, nil
}

func (h *house) moderator() who.Viewer {
	i := slices.IndexFunc(h.viewers, func(v viewer) bool { return v.grant.Role == who.Moderator })
	return h.viewers[i].asked()
}

// moderate reads every comment and decides on it, as its word says, and sums up.
func (h *house) moderate() error {
	v := h.moderator()
	all, _, err := h.rounds.Readings(h.ctx, v, h.partnership.ID, h.round.ID)
	if err != nil {
		return err
	}
	n := 0
	for _, reading := range all {
		for _, under := range reading.Principles {
			for _, c := range under.Comments {
				d, printed := decided(c.Text, reading.Quotable)
				if err := h.rounds.DecideComment(h.ctx, v, h.partnership.ID, h.round.ID, c.ID, d, printed); err != nil {
					return err
				}
			}
			sum := round.CommentSummary{Principle: under.Principle, Text: "People say much goes well, " + word(summaryWord, n, "") + "."}
			if err := h.rounds.SumUpComments(h.ctx, v, h.partnership.ID, h.round.ID, reading.Strand, sum); err != nil {
				return err
			}
			n++
		}
	}
	return nil
}

func decided(text string, quotable bool) (round.CommentDecision, string) {
	found := madeUp.FindAllString(text, -1)
	last := found[len(found)-1]
	switch kind := last[2:3]; {
	case kind == leftWord:
		return round.LeftOut, ""
	case kind == summedWord, !quotable:
		return round.Summarised, ""
	case len(found) > 1:
		return round.Masked, strings.Replace(text, "Hill "+found[0], "[a school]", 1)
	}
	return round.AsItStands, ""
}

func (h *house) publishRemarks() error {
	all, _, err := h.rounds.Readings(h.ctx, h.moderator(), h.partnership.ID, h.round.ID)
	for _, one := range all {
		if err == nil {
			err = h.rounds.PublishComments(h.ctx, h.moderator(), h.partnership.ID, h.round.ID, one.Strand)
		}
	}
	return err
}

func isModerator(a answered) bool { return a.viewer == string(who.Moderator) }

// checkRemarks is rule S10 from outside.
func checkRemarks(s *side, invented *Round, folder string) error {
	ways := []struct {
		name string
		w    *remarking
	}{{"written", remarks(invented, "", false)}, {"hidden", remarks(invented, "x", false)}, {"moved", remarks(invented, "", true)},
		{"silent", &remarking{all: map[int][]round.Remark{}}}}
	var played []*said
	for _, one := range ways {
		p, err := s.playRemarks(invented, folder, one.name, one.w)
		if err != nil {
			return err
		}
		played = append(played, p)
	}
	first := played[0]
	for i, moment := range remarkMoments[:s.moments()] {
		mayKnow := isModerator
		if i == 0 {
			mayKnow = nobodyMay
		}
		s.compare(first.sent[moment], played[1].sent[moment], "only comments that nobody may publish do", mayKnow)
		s.compare(first.sent[moment], played[2].sent[moment], "only who wrote each comment does", nobodyMay)
		if i < 3 {
			s.compare(dropComments(first.sent[moment]), dropComments(played[3].sent[moment]), "only comments that nobody has published do", mayKnow)
		}
		s.readRemarks(invented, moment, first.sent[moment])
	}
	if s.moments() == len(remarkMoments) {
		s.checkOrder(ways[0].w, first)
	}
	return nil
}

// dropComments leaves out the addresses of single comments, of which not every
// database has as many.
func dropComments(all []answered) []answered {
	return slices.DeleteFunc(slices.Clone(all), func(a answered) bool { return strings.Contains(a.path, "/comments/") })
}

// readRemarks sees that whoever reads a word may.
func (s *side) readRemarks(invented *Round, moment string, sent []answered) {
	at := slices.Index(remarkMoments, moment)
	under := map[string]map[string]bool{}
	for _, a := range sent {
		for _, one := range wordsIn(a) {
			own := isModerator(a) && strings.Contains(a.path, "/comments") && at > 0
			kind := one[2:3]
			may := at >= 3 && (kind == printedWord || kind == summaryWord) && ofResults(a.path)
			may = may && (at == 5 || a.viewer != "nobody" && a.viewer != string(who.Scrutineer) && !strings.HasPrefix(a.path, "/published/"))
			if !own && !may {
				s.finds(a, "tells %q, which is not for them", one)
			}
			if may && kind == printedWord {
				key := a.viewer + strings.Split(a.path, "/results")[0]
				if under[key] == nil {
					under[key] = map[string]bool{}
				}
				under[key][one] = true
			}
		}
	}
	need := max(disclosure.CommentersAtLeast, invented.AtLeast)
	for key, words := range under {
		if len(words) < need {
			s.finds(key, "%s: comments of %d people are told", moment, len(words))
		}
	}
	if at >= 3 && len(under) < 4 || at == 5 && len(under) < 8 {
		s.finds(moment, "only %d people read any comment: there is too little to look at", len(under))
	}
}

// TestRemarksInRounds attacks what the site shows of comments.
func TestRemarksInRounds(t *testing.T) { onBoth(t, "comments", 1, 4, canComment, checkRemarks) }

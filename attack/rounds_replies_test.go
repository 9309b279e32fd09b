package attack

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	who "bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

var replyMoments = []string{"alone", "alone, shared", "over", "all shared"}

// replies is a round in which agencies replied to what was found of them.
type replies struct {
	h    *house
	sent map[string][]answered
	by   map[string]who.AgencyID // whose words are whose
}

// playReplies plays a round, lets agencies reply, and lets everybody ask in the last
// second of the days in which each has its page alone, and afterwards.
func (s *side) playReplies(invented *Round, folder, name, further string) (*replies, error) {
	h, err := s.built(invented, folder, name)
	if err != nil {
		return nil, err
	}
	defer h.db.Close()
	p := &replies{h, map[string][]answered{}, map[string]who.AgencyID{}}
	if err := h.do(h.prepare, h.answer, h.publish, func() error { return p.reply(further) }); err != nil {
		return nil, err
	}
	all := func(string) bool { return true }
	come := []func() error{
		func() error { h.now = h.round.AloneUntil().Add(-time.Second); return nil },
		func() error { return h.share(round.Public, all) },
		func() error { h.now = h.round.AloneUntil(); return h.share(round.Members, all) },
		func() error { return h.share(round.Public, all) },
	}
	for i, moment := range replyMoments {
		if err := come[i](); err != nil {
			return nil, fmt.Errorf("%s: %w", moment, err)
		}
		if p.sent[moment], err = h.askAt(moment, func(path string) bool { return i == 0 || ofResults(path) }); err != nil {
			return nil, err
		}
	}
	if err := p.reply("late"); len(p.by) > 0 && err == nil {
		s.finds("over", "an agency replies after its days")
	}
	return p, nil
}

// reply lets the lead of each agency reply to each finding about it.
func (p *replies) reply(further string) error {
	h := p.h
	results, err := h.rounds.ForMembers(h.ctx, h.round.ID)
	if err != nil {
		return err
	}
	for i, a := range results.Agencies {
		made, err := ui.Site{Words: h.words}.MakeAgency(results, a)
		if err != nil {
			return err
		}
		for _, principle := range made.Principles {
			for _, finding := range principle.Findings {
				said := word("r", i, further)
				reply := round.AgencyReply{Agency: a.ID, Finding: finding.Key, Text: "We have looked into it, " + said + "."}
				if err := h.rounds.ReplyToFinding(h.ctx, h.lead(a.ID), h.partnership.ID, h.round.ID, reply); err != nil {
					return err
				}
				if further != "late" {
					p.by[said] = a.ID
					h.also = append(h.also, ui.AgencyReplyURL(h.round, a.ID, finding.Key))
				}
			}
		}
	}
	h.also = slices.Compact(h.also)
	return nil
}

func (h *house) lead(of who.AgencyID) who.Viewer {
	i := slices.IndexFunc(h.viewers, func(v viewer) bool { return v.grant.Role == who.AgencyLead && v.grant.Agency == of })
	return h.viewers[i].asked()
}

// mayRead says whether whoever was sent something may read an agency's reply there: on
// its own page the agency's people, and everywhere members, where all agreed to be named
// and after the days in which each has its page alone.
func (s *side) mayRead(h *house, a answered, of who.AgencyID) bool {
	i := slices.IndexFunc(h.viewers, func(v viewer) bool { return v.name == a.viewer })
	if h.viewers[i].grant.Agency == of && strings.Contains(a.path, "/agencies/"+string(of)) {
		return true
	}
	member := a.viewer != "nobody" && a.viewer != string(who.Scrutineer) && !strings.HasPrefix(a.path, "/published/")
	return s.pages == round.Named && slices.Index(replyMoments, a.when) >= 2 && member && ofResults(a.path)
}

// checkReplies sees who reads what agencies say of findings about them.
func checkReplies(s *side, invented *Round, folder string) error {
	s.leads = true
	first, err := s.playReplies(invented, folder, "said", "")
	if err != nil {
		return err
	}
	twin, err := s.playReplies(invented, folder, "said-otherwise", "otherwise")
	if err != nil {
		return err
	}
	for _, moment := range replyMoments {
		own, members := 0, 0
		for _, a := range first.sent[moment] {
			for _, one := range wordsIn(a) {
				of, known := first.by[one]
				switch {
				case !known || !s.mayRead(first.h, a, of):
					s.finds(a, "tells %q, an agency's reply, which is not for them", one)
				case strings.Contains(a.path, "/agencies/"+string(of)):
					own++
				default:
					members++
				}
			}
		}
		if len(first.by) > 0 && (own == 0 || members == 0 && s.pages == round.Named && moment == "over") {
			s.finds(moment, "%d agencies replied, and %d read it on its page, %d elsewhere", len(first.by), own, members)
		}
		s.compare(first.sent[moment], twin.sent[moment], "only agencies' replies do", func(a answered) bool {
			return slices.ContainsFunc(first.h.agencies, func(one who.Agency) bool {
				_, replied := first.by[word("r", first.place(one.ID), "")]
				return replied && s.mayRead(first.h, a, one.ID)
			})
		})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally["replies"] += len(first.by)
	return nil
}

// place is where an agency stands among those of the round, or somewhere beyond.
func (p *replies) place(of who.AgencyID) int {
	for i := range p.h.agencies {
		if p.by[word("r", i, "")] == of {
			return i
		}
	}
	return len(p.h.agencies)
}

// TestRepliesInRounds attacks what the site shows of agencies' replies.
func TestRepliesInRounds(t *testing.T) { onBoth(t, "replies", 2, 2, someStaff(40), checkReplies) }

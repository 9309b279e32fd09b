package attack

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bearings/internal/framework"
	who "bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// What a round shows beside its figures (comments, agencies' replies, how many have
// answered, what changed since the last round) is checked with words made up for it:
// each stands for one thing somebody wrote, and may be read only by those it is for.

// word is such a word. kind says what it stands for, in a letter.
func word(kind string, n int, further string) string {
	return fmt.Sprintf("zq%s%c%c%s", kind, 'a'+n/26, 'a'+n%26, further)
}

var madeUp = regexp.MustCompile(`zq[a-z]+`)

// wordsIn are the words made up that stand in what somebody was sent; of a file that
// is packed, in its parts: packed bytes hold three letters in a row by chance.
func wordsIn(a answered) []string {
	text := a.path + a.head
	packed, err := zip.NewReader(strings.NewReader(a.body), int64(len(a.body)))
	if err != nil {
		text += a.body
	} else {
		for _, part := range packed.File {
			if r, err := part.Open(); err == nil {
				content, _ := io.ReadAll(r) // what can't be read is no word
				text += string(content)
			}
		}
	}
	return madeUp.FindAllString(text, -1)
}

// side plays rounds for one of these checks.
type side struct {
	*rounds
	name  string
	pages round.AgencyPages
	// leads says that every agency's lead is there, not the first agency's people alone.
	leads bool
	found []Finding
}

func (s *side) finds(about any, format string, args ...any) {
	s.found = append(s.found, Finding{s.name, "", "", fmt.Sprintf("%v: ", about) + fmt.Sprintf(format, args...)})
}

// built is a house for a round, in a folder of that name, with few people in it.
func (s *side) built(invented *Round, folder, name string) (*house, error) {
	folder = filepath.Join(folder, name)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := WriteRound(invented, folder); err != nil {
		return nil, err
	}
	h, err := builtHouse(invented, s.pages, filepath.Join(folder, "framework"), s.options(folder), s.fault)
	if err != nil {
		return nil, err
	}
	h.wide = true
	h.viewers = slices.DeleteFunc(h.viewers, func(v viewer) bool {
		i := slices.IndexFunc(h.agencies, func(a who.Agency) bool { return a.ID == v.grant.Agency })
		return i >= 1 && !s.leads
	})
	return h, nil
}

// askAt lets everybody ask for what is chosen of the pages, at one moment.
func (h *house) askAt(when string, choose func(path string) bool) ([]answered, error) {
	fw, err := h.rounds.Framework(h.ctx, h.round.ID)
	if err != nil {
		return nil, err
	}
	var all []answered
	for _, v := range h.viewers {
		for _, path := range append(h.paths(fw, v), h.also...) {
			if choose(path) {
				one := h.ask(v, path)
				one.when = when
				all = append(all, one)
			}
		}
	}
	return all, nil
}

func anyPath(string) bool { return true }

// compare finds what was sent otherwise to those who may not know what the two
// databases differ in.
func (s *side) compare(all, others []answered, about string, mayKnow func(answered) bool) {
	if len(all) != len(others) {
		s.finds(about, "%d addresses in one database, %d in the other", len(all), len(others))
		return
	}
	for i, a := range all {
		if a.status >= 500 {
			s.finds(a, "status %d", a.status)
		}
		if a != others[i] && !mayKnow(a) {
			s.finds(a, "differs, and %s", about)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tally["twins"]++
	s.tally["pages"] += len(all)
}

func nobodyMay(answered) bool { return false }

// suitable are the first n made-up rounds, from seed on, that a check has a use for.
func suitable(seed uint64, n int, use func(*Round) bool) (all []*Round) {
	for ; len(all) < n; seed++ {
		if one := Invent(seed); use(one) {
			all = append(all, one)
		}
	}
	return all
}

// someStaff says whether there are at least so many staff, in a few agencies, and
// principles to speak about.
func someStaff(least int) func(*Round) bool {
	return func(r *Round) bool {
		agencies, n := map[string]bool{}, 0
		for _, p := range r.People {
			agencies[fold(p.Agency)] = true
			if p.Strand == framework.Staff {
				n++
			}
		}
		return n >= least && len(agencies) <= 9 && len(agencies) > 2 && r.hasPrinciples()
	}
}

// copied is a round whose people and answers can be changed.
func copied(r *Round) *Round {
	one := *r
	one.People = slices.Clone(r.People)
	for i, p := range one.People {
		one.People[i].Answers = maps.Clone(p.Answers)
	}
	return &one
}

// checked is one of these checks: it plays a round with its twins, in a folder.
type checked func(s *side, invented *Round, folder string) error

// onBoth runs a check over made-up rounds: on SQLite as many as ATTACK_ROUNDS says
// or n, in PostgreSQL one. Of each round it opens at most so many databases.
func onBoth(t *testing.T, name string, n, databases int, use func(*Round) bool, check checked) {
	t.Run("sqlite", func(t *testing.T) {
		r := newRounds(t)
		for _, invented := range suitable(uint64(number(t, "ATTACK_SEED", 1)), number(t, "ATTACK_ROUNDS", n), use) {
			r.side(t, name, invented, check)
		}
		t.Logf("%s: read: %v", name, r.tally)
		if r.tally["twins"] == 0 {
			t.Error("no twins were compared")
		}
	})
	t.Run("postgresql", func(t *testing.T) {
		r := newRounds(t)
		var empty []store.Options
		for range databases {
			empty = append(empty, testkit.Engines[1].Options(t))
		}
		r.options = func(string) store.Options {
			next := empty[0]
			empty = empty[1:]
			return next
		}
		r.side(t, name, suitable(uint64(number(t, "ATTACK_SEED", 1)), 2, use)[1], check)
		t.Logf("%s: read: %v", name, r.tally)
	})
}

func (r *rounds) side(t *testing.T, name string, invented *Round, check checked) {
	t.Helper()
	s := r.sideOf(name, invented)
	if err := check(s, invented, t.TempDir()); err != nil {
		t.Errorf("seed %d: %v", invented.Seed, err)
	}
	for i, f := range s.found {
		if i < 10 {
			t.Errorf("seed %d: %v", invented.Seed, f)
		}
	}
}

func (r *rounds) sideOf(name string, invented *Round) *side {
	return &side{rounds: r, name: name, pages: []round.AgencyPages{round.OwnOnly, round.Named}[invented.Seed%2]}
}

// mustFind runs a check over a round with a fault put in on purpose.
func mustFind(t *testing.T, fault faulty, use func(*Round) bool, check checked) {
	t.Helper()
	t.Run(fault.name, func(t *testing.T) {
		r := newRounds(t)
		r.fault = &fault
		invented := suitable(1, 1, use)[0]
		s := r.sideOf("fault", invented)
		if err := check(s, invented, t.TempDir()); err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(s.found, func(f Finding) bool { return strings.Contains(f.Says, fault.says) })
		if i < 0 {
			t.Fatalf("nobody found this fault; %d other findings", len(s.found))
		}
		t.Logf("%.200s", s.found[i])
	})
}

// disguise puts numbers for ids that chance made, and everything in its order again.
func disguise(all []answered, ids []string) {
	var pairs []string
	for i, id := range ids {
		pairs = append(pairs, id, fmt.Sprintf("%0*d", len(id), i))
	}
	replacer := strings.NewReplacer(pairs...)
	for i, a := range all {
		if strings.Contains(a.path, "/comments") {
			all[i].path, all[i].head, all[i].body = replacer.Replace(a.path), replacer.Replace(a.head), replacer.Replace(a.body)
		}
	}
	slices.SortStableFunc(all, func(a, b answered) int {
		return cmp.Or(cmp.Compare(a.viewer, b.viewer), cmp.Compare(a.path, b.path))
	})
}

package language

import (
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
)

// Checker looks for the words of its rules. It is made by New or Standard, holds
// nothing of the texts it has read, and may be used by several goroutines.
type Checker struct {
	rules    []Rule
	patterns []pattern
	// near are the words that show another sense of a rule's words.
	near []senses
	v    *vocabulary
	// details are the rules of detectors, by name; 0 is silent.
	details map[string]int
	readers sync.Pool
}

// pattern is one of a rule's patterns.
type pattern struct {
	lazy
	rule int
}

// lazy is a pattern that is made ready when it is first needed: most never are.
type lazy struct {
	text string
	made atomic.Pointer[automaton]
}

// senses are a rule's words that show another sense.
type senses struct {
	all []*lazy
	// first are the words with which one of them starts, and in states which.
	first atomic.Pointer[automaton]
}

// shown tells whether a sentence has one of the words.
func (c *Checker) shown(s *senses, sentence []token) bool {
	first := s.first.Load()
	if first == nil {
		first = &automaton{}
		which := map[wordID]uint64{}
		for i, l := range s.all {
			a := c.ready(l)
			for _, w := range a.words {
				if w.states&a.first != 0 {
					which[w.id] |= 1 << (i % 64)
				}
			}
		}
		for id, states := range which {
			first.words = append(first.words, fit{id, states})
			first.known[id/64%4] |= 1 << (id % 64)
		}
		slices.SortFunc(first.words, func(x, y fit) int { return int(x.id) - int(y.id) })
		s.first.Store(first)
	}
	for at := range sentence {
		states := first.fits(sentence[at].id)
		for i := 0; states != 0 && i < len(s.all); i++ {
			if states&(1<<(i%64)) != 0 && c.ready(s.all[i]).run(sentence, at) >= 0 {
				return true
			}
		}
	}
	return false
}

// ready is the pattern's automaton.
func (c *Checker) ready(l *lazy) *automaton {
	if a := l.made.Load(); a != nil {
		return a
	}
	a := &automaton{} // finds nothing: only a pack made by others can hold what is no pattern
	if row, err := parsePattern(l.text); err == nil {
		if made, err := c.compile(row, 0); err == nil {
			a = made
		}
	}
	l.made.Store(a)
	return a
}

// compile makes a pattern's automaton; its words are marked as of a group.
func (c *Checker) compile(row *node, group sets) (*automaton, error) {
	a, err := build(c.v, row, group)
	if err != nil {
		return nil, err
	}
	a.denies, a.child, a.self = c.has(row, setNot), c.has(row, setChild), c.has(row, setSelf)
	return a, nil
}

// RuleError is what is wrong with a rule.
type RuleError struct {
	// Rule is its id, and At its place in the list.
	Rule string
	At   int
	// Field is the field at fault as the rule files name it ("patterns"), and
	// Item its place in the field, from 0.
	Field string
	Item  int
	// Problem is what is wrong, one word: see the constants.
	Problem string
	// Value is the part at fault.
	Value string
}

func (e *RuleError) Error() string {
	return e.Rule + ": " + e.Field + ": " + e.Problem + ": " + e.Value
}

// maxPatterns is how many patterns a checker can hold.
const maxPatterns = 1<<16 - 1

// New makes a checker of rules. The error joins a *RuleError for everything that
// is wrong with them.
func New(rules []Rule) (*Checker, error) {
	c := &Checker{rules: slices.Clone(rules), v: newVocabulary(), details: map[string]int{}}
	c.v.addGroups()
	var wrongs []error
	seen := map[string]bool{}
	for at := range c.rules {
		rule := &c.rules[at]
		fail := func(field string, item int, err error) {
			var p *problem
			errors.As(err, &p)
			wrongs = append(wrongs, &RuleError{rule.ID, at, field, item, p.kind, p.value})
		}
		if seen[rule.ID] {
			fail("id", 0, wrong(ProblemDoubled, rule.ID))
		}
		seen[rule.ID] = true
		c.take(at, fail)
	}
	if len(wrongs) > 0 {
		return nil, errors.Join(wrongs...)
	}
	names := identifyingWords()
	for _, word := range slices.Sorted(maps.Keys(names)) {
		c.v.entries[c.v.add(word)].name = names[word]
	}
	c.v.finish()
	c.seal()
	return c, nil
}

func (c *Checker) seal() {
	c.v.seal()
	c.readers.New = func() any { return &reader{c: c} }
}

// take adds a rule, or says what is wrong with it.
func (c *Checker) take(at int, fail func(field string, item int, err error)) {
	rule := &c.rules[at]
	switch {
	case rule.Detector == "" && len(rule.Patterns) == 0:
		fail("patterns", 0, wrong(ProblemMissing, ""))
	case rule.Detector != "" && !slices.Contains(Detectors, rule.Detector):
		fail("detector", 0, wrong(ProblemUnknown, rule.Detector))
	case rule.Detector != "":
		c.details[rule.Detector] = at + 1
	}
	c.near = append(c.near, senses{})
	for i, text := range rule.NotNear {
		near := &lazy{text: text}
		a, err := c.takeNear(text)
		if err == nil {
			near.made.Store(a)
		}
		c.near[at].all = append(c.near[at].all, near)
		if err != nil {
			fail("not_near", i, err)
		}
	}
	for i, text := range rule.Patterns {
		if err := c.takePattern(at, text); err != nil {
			fail("patterns", i, err)
		}
	}
}

func (c *Checker) takeNear(text string) (*automaton, error) {
	if c.v.full() {
		return nil, wrong(ProblemManyPatterns, text)
	}
	row, err := parsePattern(text)
	if err != nil {
		return nil, err
	}
	return c.compile(row, 0)
}

func (c *Checker) takePattern(at int, text string) error {
	if len(c.patterns) == maxPatterns || c.v.full() {
		return wrong(ProblemManyPatterns, text)
	}
	row, err := parsePattern(text)
	if err != nil {
		return err
	}
	from := anchor(row)
	if from.cost > tooCommon {
		return wrong(ProblemOnlyCommon, text)
	}
	a, err := c.compile(row, setPattern)
	if err != nil {
		return err
	}
	for _, word := range from.words {
		e := &c.v.entries[c.v.add(word)]
		this := uint16(len(c.patterns))
		if n := len(e.starts); n == 0 || e.starts[n-1] != this {
			e.starts = append(e.starts, this)
		}
	}
	c.patterns = append(c.patterns, pattern{lazy: lazy{text: text}, rule: at})
	c.patterns[len(c.patterns)-1].made.Store(a)
	return nil
}

// has tells whether a pattern can't be matched without a word of a group.
func (c *Checker) has(n *node, s sets) bool {
	switch n.kind {
	case nodeWord:
		for _, w := range n.words {
			if c.v.entries[c.v.id(w)].sets&s == 0 {
				return false
			}
		}
		return true
	case nodeRow:
		for _, part := range n.parts {
			if c.has(part, s) {
				return true
			}
		}
	case nodeChoice:
		for _, part := range n.parts {
			if !c.has(part, s) {
				return false
			}
		}
		return true
	}
	return false
}

// Rules are the checker's rules, by id. They are not to be changed.
func (c *Checker) Rules() []Rule { return c.rules }

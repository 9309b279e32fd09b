package language

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"sync"
)

//go:embed standard.pack
var standardPack string

// Standard is a checker of the rules that come with the package. It is made once.
func Standard() *Checker {
	standard.once.Do(makeStandard)
	return standard.checker
}

// A plain function makes it, so that a program which never asks for the standard
// rules doesn't carry them.
var standard struct {
	once    sync.Once
	checker *Checker
}

func makeStandard() {
	var err error
	if standard.checker, err = Open(standardPack); err != nil {
		panic("language: the standard rules are damaged: " + err.Error())
	}
}

// The names of a packed rule's facts, in the order they are written.
const (
	packRule   = "rule"
	packWords  = "words"
	packLevel  = "severity"
	packKind   = "category"
	packFind   = "pattern"
	packDetect = "detector"
	packChild  = "child"
	packCue    = "cue"
	packNear   = "not_near"
	packWhy    = "why"
	packSay    = "say"
	packDebate = "debate"
	packSource = "source"
	packDay    = "reviewed"
	packFlag   = "flag"
	packPass   = "pass"
)

// Pack writes rules in the compact form that a program carries: a line a fact,
// its name and a space before it, an empty line behind each rule. An index of
// their words follows, if the rules are sound, so that Open has little to do.
func Pack(rules []Rule) string {
	var b strings.Builder
	packRules(&b, rules)
	c, err := New(rules)
	if err != nil {
		return b.String()
	}
	return withIndex(b.String(), c.index())
}

func withIndex(rules, index string) string { return rules + indexLine(rules, index) + index }

// Pack writes the checker's rules as the function Pack does. Before, trim may take
// out of a copy of each what its reader has no use for, but no patterns.
func (c *Checker) Pack(trim func(*Rule)) string {
	rules := slices.Clone(c.rules)
	for i := range rules {
		trim(&rules[i])
	}
	var b strings.Builder
	packRules(&b, rules)
	return withIndex(b.String(), c.index())
}

func packRules(b *strings.Builder, rules []Rule) {
	for _, r := range rules {
		put := func(name string, values ...string) {
			for _, v := range values {
				if v != "" {
					b.WriteString(name + " " + oneLine(v) + "\n")
				}
			}
		}
		b.WriteString(packRule + " " + oneLine(r.ID) + "\n")
		put(packWords, r.Words)
		put(packLevel, r.Severity.String())
		put(packKind, r.Category)
		put(packFind, r.Patterns...)
		put(packDetect, r.Detector)
		if r.Child {
			put(packChild, "yes")
		}
		if r.Cue {
			put(packCue, "yes")
		}
		put(packNear, r.NotNear...)
		put(packWhy, r.Why)
		put(packSay, r.Alternatives...)
		put(packDebate, r.Debate)
		for _, s := range r.Sources {
			confirmed := "unconfirmed"
			if s.Confirmed {
				confirmed = "confirmed"
			}
			b.WriteString(packSource + " " + confirmed)
			for _, part := range []string{s.Date, s.URL, s.Name} {
				b.WriteString("\t" + oneLine(part))
			}
			b.WriteByte('\n')
		}
		put(packDay, r.Reviewed)
		putExact(b, packFlag, r.Flag)
		putExact(b, packPass, r.Pass)
		b.WriteByte('\n')
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// putExact keeps line ends and spaces as they are.
func putExact(b *strings.Builder, name string, values []string) {
	for _, v := range values {
		b.WriteString(name + " " + exact.Replace(v) + "\n")
	}
}

var (
	exact   = strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\r", "\\r")
	inexact = strings.NewReplacer("\\\\", "\\", "\\n", "\n", "\\r", "\r")
)

var errPack = errors.New("not a pack of rules")

// Unpack reads what Pack wrote.
func Unpack(data string) ([]Rule, error) {
	var rules []Rule
	data, _, _ = splitPack(data)
	for line := range strings.SplitSeq(data, "\n") {
		if line == "" {
			continue
		}
		name, value, ok := strings.Cut(line, " ")
		if !ok {
			return nil, errPack
		}
		if name == packRule {
			rules = append(rules, Rule{ID: value})
			continue
		}
		if len(rules) == 0 || !unpackFact(&rules[len(rules)-1], name, value) {
			return nil, errPack
		}
	}
	return rules, nil
}

func unpackFact(r *Rule, name, value string) (ok bool) {
	switch name {
	case packWords:
		r.Words = value
	case packLevel:
		r.Severity, ok = ParseSeverity(value)
		return ok
	case packKind:
		r.Category = value
	case packFind:
		r.Patterns = append(r.Patterns, value)
	case packDetect:
		r.Detector = value
	case packChild:
		r.Child = true
	case packCue:
		r.Cue = true
	case packNear:
		r.NotNear = append(r.NotNear, value)
	case packWhy:
		r.Why = value
	case packSay:
		r.Alternatives = append(r.Alternatives, value)
	case packDebate:
		r.Debate = value
	case packSource:
		parts := strings.SplitN(value, "\t", 4)
		if len(parts) != 4 {
			return false
		}
		r.Sources = append(r.Sources, Source{Confirmed: parts[0] == "confirmed", Date: parts[1], URL: parts[2], Name: parts[3]})
	case packDay:
		r.Reviewed = value
	case packFlag:
		r.Flag = append(r.Flag, inexact.Replace(value))
	case packPass:
		r.Pass = append(r.Pass, inexact.Replace(value))
	default:
		return false
	}
	return true
}

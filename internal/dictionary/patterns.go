package dictionary

import (
	"errors"
	"strconv"
	"strings"

	"bearings/internal/tree"
	"bearings/language"
)

// maxElements is how many elements a pattern may have side by side.
const maxElements = 16

// patternProblems say what the engine has against a pattern. The words in
// not_near are patterns too.
var patternProblems = map[string]string{
	language.ProblemTooLong:    "dictionary.pattern.large",
	language.ProblemTooMany:    "dictionary.pattern.large",
	language.ProblemNested:     "dictionary.pattern.large",
	language.ProblemEmpty:      "dictionary.pattern.empty",
	language.ProblemUnclosed:   "dictionary.pattern.unclosed",
	language.ProblemUnopened:   "dictionary.pattern.unopened",
	language.ProblemClass:      "dictionary.pattern.class",
	language.ProblemGap:        "dictionary.pattern.number",
	language.ProblemGapAtEdge:  "dictionary.pattern.edge",
	language.ProblemLetter:     "dictionary.pattern.letter",
	language.ProblemOnlyCommon: "dictionary.pattern.common",
}

// checkTwice sees that no two files hold a rule of the same id.
func (l *loading) checkTwice() {
	first := map[string]*entry{}
	for _, e := range l.entries {
		if before := first[e.rule.ID]; before != nil {
			l.add(e.root.Get("id").Place, "dictionary.called.twice", "Id", e.rule.ID, "File", before.root.File)
			continue
		}
		first[e.rule.ID] = e
	}
}

// checkPatterns says what the engine has against patterns. Every entry is asked
// for, whatever else is wrong with it; what has a fault already is left alone.
func (l *loading) checkPatterns() {
	told := map[tree.Place]bool{}
	for _, p := range l.faults {
		told[tree.Place{File: p.File, Line: p.Line, Column: p.Column}] = true
	}
	var rules []language.Rule
	var from []*entry
	for _, e := range l.entries {
		if e.silence {
			continue
		}
		l.checkElements(e)
		only := language.Rule{ID: strconv.Itoa(len(rules)), Patterns: e.rule.Patterns, NotNear: e.rule.NotNear}
		if len(only.Patterns) == 0 {
			only.Detector = language.Detectors[0]
		}
		rules, from = append(rules, only), append(from, e)
	}
	_, err := language.New(rules)
	for _, wrong := range ruleErrors(err) {
		if wrong.Problem == language.ProblemManyPatterns {
			// None of the rules is at fault: it is their number.
			l.add(tree.Place{File: l.dir}, "dictionary.folder.too-much")
			return
		}
		if at := placeIn(from[wrong.At], wrong); !told[at] {
			l.addRuleError(at, wrong)
		}
	}
}

// checkElements sees that the patterns of a rule are of a reasonable length.
func (l *loading) checkElements(e *entry) {
	for _, pattern := range e.root.Get("patterns").List() {
		if n := elements(written(pattern)); n > maxElements {
			l.add(pattern.Place, "dictionary.pattern.elements", "N", n, "Most", maxElements)
		}
	}
}

// elements counts what stands side by side in a pattern.
func elements(pattern string) int {
	n, depth, inside := 0, 0, false
	for _, r := range pattern {
		switch {
		case strings.ContainsRune("({", r):
			depth++
		case strings.ContainsRune(")}", r):
			depth--
		}
		space := depth <= 0 && (r == ' ' || r == '-')
		if !space && !inside {
			n++
		}
		inside = !space
	}
	return n
}

// ruleErrors are all the engine's errors within one.
func ruleErrors(err error) []*language.RuleError {
	if err == nil {
		return nil
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*language.RuleError
		for _, e := range several.Unwrap() {
			all = append(all, ruleErrors(e)...)
		}
		return all
	}
	var one *language.RuleError
	if errors.As(err, &one) {
		return []*language.RuleError{one}
	}
	return nil
}

// placeIn is where what the engine has against a rule stands in its file.
func placeIn(e *entry, wrong *language.RuleError) tree.Place {
	if field := e.root.Get(wrong.Field); field != nil {
		return itemOf(field, wrong.Item)
	}
	return e.root.Place
}

func (l *loading) addRuleError(at tree.Place, wrong *language.RuleError) {
	message := patternProblems[wrong.Problem]
	if wrong.Field != "patterns" && wrong.Field != "not_near" || message == "" {
		message = "dictionary.field.refused"
	}
	l.add(at, message, "Field", wrong.Field, "Value", wrong.Value)
}

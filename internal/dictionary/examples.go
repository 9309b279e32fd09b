package dictionary

import (
	"fmt"
	"strings"

	"bearings/internal/fault"
	"bearings/language"
)

// Failure is an example a rule doesn't keep.
type Failure struct {
	Rule language.Rule
	// Field is flag or pass, Item the sentence's place in it, from 0, and Text
	// the sentence.
	Field string
	Item  int
	Text  string
	// Found is what was found there though it should pass, or "".
	Found string
	// Reason says why what should be found was passed over; empty where the
	// words were not seen at all.
	Reason language.Reason
}

// Check runs the examples of rules through the engine, in the profile note and
// all rules together. A sentence counts as found, too, where a longer finding of
// another rule covers it. The error says that the engine refuses the rules.
func Check(rules []language.Rule) ([]Failure, error) {
	if len(rules) == 0 {
		return nil, nil
	}
	checker, err := language.New(rules)
	if err != nil {
		return nil, fmt.Errorf("checking the rules' examples: %w", err)
	}
	var failed []Failure
	for _, r := range rules {
		failed = append(failed, failures(checker, r)...)
	}
	return failed, nil
}

func failures(checker *language.Checker, r language.Rule) []Failure {
	var failed []Failure
	for i, text := range r.Flag {
		if ok, reason := found(checker, r.ID, text); !ok {
			failed = append(failed, Failure{Rule: r, Field: "flag", Item: i, Text: text, Reason: reason})
		}
	}
	for i, text := range r.Pass {
		for _, f := range checker.Check(text, language.Options{}).Findings {
			if f.Rule == r.ID {
				failed = append(failed, Failure{Rule: r, Field: "pass", Item: i, Text: text, Found: f.Text})
				break
			}
		}
	}
	return failed
}

// found says whether a rule has a finding in a text, and if not, why what it
// saw was passed over.
func found(checker *language.Checker, rule, text string) (bool, language.Reason) {
	result := checker.Check(text, language.Options{})
	for _, f := range result.Findings {
		if f.Rule == rule {
			return true, ""
		}
	}
	var reason language.Reason
	for _, f := range result.Suppressed {
		switch {
		case f.Rule != rule:
		case f.Reason == language.Covered:
			return true, ""
		case reason == "":
			reason = f.Reason
		}
	}
	return false, reason
}

// Check runs the examples of the folder's rules, the standard ones below them
// looking on. The error is *fault.Problems where an example fails.
func (f *Folder) Check() error {
	from := map[string]*entry{}
	for _, e := range f.entries {
		from[e.rule.ID] = e
	}
	failed, err := Check(f.Rules)
	if err != nil {
		return err
	}
	var problems []fault.Problem
	for _, fail := range failed {
		e := from[fail.Rule.ID]
		if e == nil {
			continue // a standard rule's, and kept by its own test
		}
		at := e.root.Place
		if list := e.root.Get("examples").Get(fail.Field); list != nil {
			at = itemOf(list, fail.Item)
		}
		message := "dictionary.example.pass"
		switch {
		case fail.Field == "flag" && fail.Reason == "":
			message = "dictionary.example.unseen"
		case fail.Field == "flag":
			message = "dictionary.example.passed-over"
		}
		problems = append(problems, problem(at, message, []any{"Text", shorten(fail.Text), "Found", fail.Found, "Reason", string(fail.Reason)}))
	}
	return fault.Listed(problems)
}

// shorten makes a text short enough to name it.
func shorten(text string) string {
	const most = 80
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

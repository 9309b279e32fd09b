package report

import (
	"slices"

	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// NobodyAsked says whether nobody at all was asked, so that the report holds no
// answers and only room for them.
func (r Report) NobodyAsked() bool {
	return !slices.ContainsFunc(r.Strands, func(s Strand) bool { return s.State != NotAsked })
}

// UpperWords are the words of the upper half of the first scale a framework
// asks with, as a sentence says them: “Most of the time” or “Always”. "" where
// it has none.
func UpperWords(words *phrase.Words, fw *framework.Framework) string {
	b := builder{fw: fw, words: words}
	for _, item := range fw.Items {
		if item.Part == framework.Core && !item.IsText() {
			return b.upperWords(item.ID)
		}
	}
	return ""
}

// Unchecked says in a sentence each which sentences adults wrote for children or
// for parents and nobody of them has checked. None where all were checked, or
// the framework has no such sentences.
func Unchecked(words *phrase.Words, fw *framework.Framework) []string {
	young, parents := unchecked(fw, framework.YoungPerson), unchecked(fw, framework.Parent)
	switch {
	case young && parents:
		return []string{words.Say("pages.unchecked")}
	case young:
		return []string{words.Say("pages.unchecked-young-person")}
	case parents:
		return []string{words.Say("pages.unchecked-parent")}
	}
	return nil
}

func unchecked(fw *framework.Framework, strand string) bool {
	return slices.ContainsFunc(fw.Principles, func(p framework.Principle) bool {
		return slices.ContainsFunc(p.Feels[strand].Statements, func(s framework.Statement) bool { return s.Checked == nil })
	})
}

package ui

import (
	"slices"

	"bearings/internal/framework"
)

// The printable forms, by the name in their address.
const (
	FormYoungPerson = "young-person"
	FormParent      = "parent"
	FormStaff       = "staff"
	FormStaffDeeper = "staff-deeper"
	FormReturn      = "return"
	FormReturnShort = "return-short"
)

// Forms in the order in which they are listed, children's first.
var Forms = []string{FormYoungPerson, FormParent, FormStaff, FormStaffDeeper, FormReturnShort, FormReturn}

// QuestionFiles are the questions for other survey tools: how to set them up,
// and the files of each form.
type QuestionFiles struct {
	Setup File
	Forms []QuestionForm
}

// QuestionForm is one form: who answers it, as a Word file to import and as
// text to copy.
type QuestionForm struct {
	For        string
	Word, Text File
}

// All are the files, the one that says how to set them up first.
func (q QuestionFiles) All() []File {
	var all []File
	if q.Setup.Name != "" {
		all = append(all, q.Setup)
	}
	for _, form := range q.Forms {
		all = append(all, form.Word, form.Text)
	}
	return all
}

// part is a run of questions under one heading.
type part struct {
	// heading and lead stand above; both may be empty.
	heading, lead string
	// stem is what the statements are read with, or empty.
	stem   string
	blocks []block
}

// block is what is asked under one principle; title may be empty.
type block struct {
	title string
	items []framework.Item
}

// strandOf is whose answers a form collects.
func strandOf(form string) string {
	switch form {
	case FormReturnShort:
		return framework.Return
	case FormStaffDeeper:
		return framework.Staff
	default:
		return form
	}
}

// parts are the questions of a form.
func (s Site) parts(form string) []part {
	switch form {
	case FormStaffDeeper:
		return s.deeperParts()
	case FormReturn:
		return []part{{stem: s.text(s.Framework.Stem), blocks: s.blocks(true, func(i framework.Item) bool {
			return i.For(framework.Return)
		})}}
	case FormReturnShort:
		return s.shortParts()
	default:
		core := part{blocks: s.blocks(false, func(i framework.Item) bool {
			return i.Part == framework.Core && i.For(form)
		})}
		if form == FormStaff {
			core.stem = s.text(s.Framework.Stem)
		}
		return []part{core}
	}
}

// deeperParts are the further statements of each level, a part each.
func (s Site) deeperParts() []part {
	var parts []part
	for _, level := range s.Framework.Levels {
		deeper := s.blocks(true, func(i framework.Item) bool {
			return i.Part == framework.Deeper && i.For(framework.Staff) && i.ForLevel(level.ID)
		})
		if len(deeper) > 0 {
			parts = append(parts, part{
				heading: s.text(level.Name),
				lead:    s.text(level.Who),
				blocks:  deeper,
			})
		}
	}
	return parts
}

// shortParts are the statements of the one-page form, and then what is
// answered in words.
func (s Site) shortParts() []part {
	short := func(i framework.Item) bool { return i.For(framework.Return) && i.Short }
	return []part{
		{stem: s.text(s.Framework.Stem), blocks: s.blocks(false, func(i framework.Item) bool { return short(i) && !i.IsText() })},
		{blocks: s.blocks(false, func(i framework.Item) bool { return short(i) && i.IsText() })},
	}
}

func (s Site) blocks(titled bool, belongs func(framework.Item) bool) []block {
	var blocks []block
	add := func(title string, items []framework.Item) {
		items = slices.DeleteFunc(slices.Clone(items), func(i framework.Item) bool { return !belongs(i) })
		if len(items) == 0 {
			return
		}
		if !titled {
			title = ""
		}
		blocks = append(blocks, block{title, items})
	}
	add("", s.Framework.ItemsOf(""))
	for _, p := range s.Framework.Principles {
		add(s.text(p.Title), s.Framework.ItemsOf(p.ID))
	}
	return blocks
}

// words are the answers of an item, positions first.
func (s Site) words(item framework.Item) []framework.Word {
	scale, _ := s.Framework.Scale(item.Scale)
	return scale.Positions
}

func (s Site) besideWords(item framework.Item) []framework.Word {
	scale, _ := s.Framework.Scale(item.Scale)
	return scale.Beside
}

// lines are how many empty lines stand under a question answered in words. On
// the one-page form they share the room that is left.
func (s Site) lines(form string) int {
	if form != FormReturnShort {
		return 3
	}
	questions := 0
	for _, block := range s.parts(form)[1].blocks {
		questions += len(block.items)
	}
	return max(1, min(5, 12/max(1, questions)))
}

// count says how many questions a form has, or how many stand in each of its
// parts where everybody answers only one.
func (s Site) count(form string) string {
	all, most := 0, 0
	for _, part := range s.parts(form) {
		n := 0
		for _, block := range part.blocks {
			n += len(block.items)
		}
		all, most = all+n, max(most, n)
	}
	if form == FormStaffDeeper {
		return s.Words.Count("questions.count-each", most)
	}
	return s.Words.Count("questions.count", all)
}

// Has says whether the framework asks anything in a form.
func (s Site) Has(form string) bool {
	for _, part := range s.parts(form) {
		if len(part.blocks) > 0 {
			return true
		}
	}
	return false
}

// titled says whether the principles' names stand in a form.
func titled(form string) bool { return form == FormReturn || form == FormStaffDeeper }

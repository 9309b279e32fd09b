package ui

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// ReturnPage is an agency's return as those who write it see it.
type ReturnPage struct {
	RoundPage
	Draft round.ReturnDraft
	// Wrong is what has to be put right, and At the field it is about.
	Wrong, At string
}

func (p ReturnPage) at(part ...string) string {
	return ReturnURL(p.Round, p.Draft.Agency.ID, part...)
}

// mayWrite and maySign say what the viewer may do with this return now.
func (p ReturnPage) mayWrite() bool { return p.Draft.CanWrite() }

func (p ReturnPage) maySign() bool { return p.may(people.SignReturn, p.Draft.Agency.ID) }

// isKept says whether there is a return to be read that can't be changed.
func (p ReturnPage) isKept() bool {
	return !p.mayWrite() && p.Draft.Agency.Form != round.NoReturn && p.Draft.Round.State != round.Preparing
}

// ReturnPartPage is one page of a return, to be filled in.
type ReturnPartPage struct {
	ReturnPage
	Part   round.ReturnPart
	Fields []ReturnField
	// Looked says that words were found and are shown for a second look.
	Looked bool
}

// ReturnField is a question of a return with what stands in it.
type ReturnField struct {
	Item framework.Item
	// Box is where it is answered in words.
	Box WritingBox
	// Chosen is the answer of a scale.
	Chosen string
	// Base is ReturnBase of what it began from, Beside the id of the answer beside the
	// kept one that it goes on with.
	Base, Beside string
	Wrong        string
}

// ReturnBase says from which version an answer began, and how it read then.
func ReturnBase(version int, value string) string {
	return strconv.Itoa(version) + "." + ReturnMark(value)
}

// ParseReturnBase reads what ReturnBase wrote; what it did not write is version 0.
func ParseReturnBase(base string) (version int, mark string) {
	number, mark, _ := strings.Cut(base, ".")
	version, err := strconv.Atoi(number)
	if err != nil || version < 0 {
		return 0, ""
	}
	return version, mark
}

// ReturnMark tells one text from another.
func ReturnMark(value string) string {
	sum := sha256.Sum256([]byte(strings.TrimRight(strings.ReplaceAll(value, "\r\n", "\n"), " \t\r\n")))
	return hex.EncodeToString(sum[:8])
}

// ReturnBothPage shows answers that were written at the same time.
type ReturnBothPage struct {
	ReturnPage
	Part round.ReturnPart
	Item framework.Item
	// Own is the box for one text out of all.
	Own  WritingBox
	Keep string
}

// ReturnNotesPage is the margin of one question.
type ReturnNotesPage struct {
	ReturnPage
	Part round.ReturnPart
	Item framework.Item
	// Ask is the box for a question, Reply the one for an answer, which stands below
	// the question About.
	Ask, Reply WritingBox
	About      string
}

// ReturnSignPage is where a return is signed.
type ReturnSignPage struct {
	ReturnPage
	Name, Role string
	Sure       bool
}

// Unsaved is what somebody typed that could not be kept, for them to copy or to send
// again.
type Unsaved struct {
	Asker Asker
	// Why is the sentence that says why, or empty where they have to sign in first.
	Why string
	// Action is where it is sent again; empty where that would be no use.
	Action string
	Fields []UnsavedField
}

// UnsavedField is a field as it was sent; Shown says that a person typed it.
type UnsavedField struct {
	Name, Value string
	Shown       bool
}

// returnFrame is the frame of a page of a return.
func (s Site) returnFrame(p ReturnPage, title string, further ...crumb) frame {
	return s.roundFrame(p.RoundPage, title, p.Wrong != "", further...)
}

// ownReturn is the trail of a page below a return's own.
func (s Site) ownReturn(p ReturnPage) crumb {
	return crumb{s.say("return.title", "Agency", p.Draft.Agency.Name), p.at()}
}

// partTitle is the name of a part.
func (s Site) partTitle(p round.ReturnPart) string {
	switch p.ID {
	case round.ShortPart:
		return s.say("return.part-short")
	case round.FurtherPart:
		return s.say("return.part-further")
	}
	return s.text(p.Principle.Title)
}

// partState is how far a part has got: "not-begun", "begun" or "complete".
func (p ReturnPage) partState(part round.ReturnPart) string {
	answered := 0
	for _, i := range part.Items {
		if a := p.Draft.Answers[i.ID]; a.Answer != "" || a.Text != "" {
			answered++
		}
	}
	switch answered {
	case 0:
		return "not-begun"
	case len(part.Items):
		return "complete"
	}
	return "begun"
}

// author is who wrote something.
func (s Site) author(d round.ReturnDraft, id people.AccountID) string {
	if name := d.Names[id]; name != "" {
		return name
	}
	return s.say("return.somebody")
}

// wordOf is an answer of an item's scale in words.
func (s Site) wordOf(d round.ReturnDraft, item framework.Item, answer string) string {
	scale, _ := d.Framework.Scale(item.Scale)
	for _, word := range append(scale.Positions[:len(scale.Positions):len(scale.Positions)], scale.Beside...) {
		if word.ID == answer {
			return s.text(word.Word)
		}
	}
	return ""
}

// returnChoices are the answers offered for an item.
func (s Site) returnChoices(d round.ReturnDraft, item framework.Item) (positions, beside []framework.Word) {
	scale, _ := d.Framework.Scale(item.Scale)
	return scale.Positions, scale.Beside
}

// nextSteps are the answers of an item for which the pack says what can come next.
func (s Site) nextSteps(d round.ReturnDraft, item framework.Item) (all []framework.Word) {
	scale, _ := d.Framework.Scale(item.Scale)
	for _, word := range scale.Positions {
		if s.text(item.Next[word.ID]) != "" {
			all = append(all, word)
		}
	}
	return all
}

// ReturnBox is the box of an item answered in words.
func (s Site) ReturnBox(item framework.Item, most int) WritingBox {
	return WritingBox{ID: FieldWrittenOf(item.ID), Label: s.text(item.Text), Hint: s.text(item.Help), Rows: 8, Limit: most, NoReferral: false}
}

// SmallBox is a box of a return that is no answer.
func (s Site) SmallBox(id, label string, rows, most int) WritingBox {
	return WritingBox{ID: id, Label: s.say(label), Rows: rows, Limit: most}
}

// keptOf is the answer to an item as it is kept.
func (s Site) keptOf(p ReturnPage, item framework.Item) shownAnswer {
	a := p.Draft.Answers[item.ID]
	return shownAnswer{round.KeepKept, a.Answer, a.Text, s.author(p.Draft, a.Author), a}
}

// shownAnswer is one of several answers to a question.
type shownAnswer struct {
	id, answer, text, author string
	kept                     round.ReturnAnswer
}

// allOf are the answers to an item, the one that is kept first.
func (s Site) allOf(p ReturnPage, item framework.Item) []shownAnswer {
	all := []shownAnswer{s.keptOf(p, item)}
	for _, o := range p.Draft.Others[item.ID] {
		all = append(all, shownAnswer{o.ID, o.Answer, o.Text, s.author(p.Draft, o.Author), round.ReturnAnswer{At: o.At, Version: 1}})
	}
	return all
}

// OfAll is one text with all of an item's answers in it, to make one of.
func (p ReturnPage) OfAll(item framework.Item) string {
	var texts []string
	if kept := p.Draft.Answers[item.ID].Text; kept != "" {
		texts = append(texts, kept)
	}
	for _, o := range p.Draft.Others[item.ID] {
		if o.Text != "" {
			texts = append(texts, o.Text)
		}
	}
	return strings.Join(texts, "\n\n")
}

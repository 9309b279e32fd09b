package fiction_test

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/insight"
)

func theStory(t *testing.T) fiction.Story {
	t.Helper()
	story, err := fiction.TheStory()
	if err != nil {
		t.Fatal(err)
	}
	return story
}

func TestEveryNameOfTheStorySaysThatItIsFictional(t *testing.T) {
	story := theStory(t)
	names := append(slices.Clone(story.Rounds), story.Partnership)
	for _, a := range story.Agencies {
		names = append(names, a.Name)
	}
	for _, p := range story.People {
		names = append(names, p.Name)
	}
	for _, some := range story.Evidence {
		for _, one := range some {
			names = append(names, one.Source)
		}
	}
	for _, name := range names {
		if !fiction.IsMarked(name) || strings.Contains(name, "{") {
			t.Errorf("%q does not say that it is fictional", name)
		}
	}
	if fiction.IsMarked("Northshire Council") {
		t.Error("every name says so")
	}
}

// rows are answers as those of an answers file.
type rows struct {
	all  [][]string
	next int
}

func (r *rows) Columns() []string {
	return []string{"respondent", "strand", "agency", "kind", "level", "item", "answer", "comment"}
}

func (r *rows) Next() ([]string, error) {
	if r.next == len(r.all) {
		return nil, io.EOF
	}
	r.next++
	return r.all[r.next-1], nil
}

func (r *rows) Place(column int) (line, col int) { return r.next + 1, column + 1 }

// told are the answers of a round of the story.
func told(t *testing.T, story fiction.Story, fw *framework.Framework, round int) *rows {
	t.Helper()
	all, err := story.Everybody(fw, round)
	if err != nil {
		t.Fatal(err)
	}
	again, err := story.Everybody(fw, round)
	if err != nil || !reflect.DeepEqual(all, again) {
		t.Fatalf("the story is told in two ways: %v", err)
	}
	r := &rows{}
	for i, one := range all {
		a, _ := story.Agency(one.Agency)
		for _, item := range fw.Items {
			if said, ok := one.Answers[item.ID]; ok {
				r.all = append(r.all, []string{fmt.Sprint("r", i), one.Strand, a.Name, a.Kind, one.Level, item.ID, said, ""})
			}
		}
	}
	for i, a := range story.Agencies {
		lines, err := story.Return(fw, round, a)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			r.all = append(r.all, []string{fmt.Sprint("a", i), framework.Return, a.Name, a.Kind, "", line.Item, line.Answer, line.Text})
		}
	}
	return r
}

// Both rounds hold answers to the framework's questions; the first has enough of
// them for every part of its results, and the finding to which an agency replies.
func TestTheStoryHasResults(t *testing.T) {
	story, fw := theStory(t), practicePrinciples(t)
	for round := range story.Rounds {
		outcome, err := answer.Take(fw, told(t, story, fw, round), disclosure.Threshold)
		if err != nil {
			t.Fatal(err)
		}
		if round == 1 {
			continue
		}
		for _, release := range outcome.Releases {
			if release.TooFew() {
				t.Errorf("too few of %s", release.Strand())
			}
		}
		in := insight.From(fw, outcome)
		care, _ := story.Agency(story.Reply.Agency)
		kinds := map[insight.Kind]int{}
		replied := false
		for _, f := range in.Findings {
			kinds[f.Kind]++
			item, _ := fw.Item(f.Item)
			replied = replied || f.Kind == insight.OwnStaff && slices.Contains(f.Agencies, care.Name) && item.Principle == story.Reply.Principle
		}
		if !replied {
			t.Errorf("there is nothing for %s to reply to: %v", care.Name, kinds)
		}
	}
}

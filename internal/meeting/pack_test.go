package meeting_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/meeting"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
	"bearings/internal/session"
)

func plan(t *testing.T) session.Meeting {
	t.Helper()
	m, err := session.LoadMeeting(os.DirFS("../../content"), "sessions/meeting.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// about is a report that found topics on these principles, one each.
func about(fw *framework.Framework, words *phrase.Words, principles ...string) report.Report {
	r := report.FromOutcome(fw, answer.Outcome{}, words)
	r.Agenda = nil
	for _, id := range principles {
		r.Agenda = append(r.Agenda, report.Topic{Title: "About " + id, About: []string{id}, Ask: []string{"A?", "B?", "C?"}})
	}
	return r
}

// topics are the topics of an agenda, in order.
func topics(a meeting.Agenda) []meeting.Topic {
	var all []meeting.Topic
	for _, row := range a.Rows {
		if row.Topic != nil {
			all = append(all, *row.Topic)
		}
	}
	return all
}

func titles(all []meeting.Topic) []string {
	var titles []string
	for _, t := range all {
		titles = append(titles, t.Title)
	}
	return titles
}

// oneTopic is an agenda with a single topic.
func oneTopic() session.Meeting {
	return session.Meeting{Agendas: []session.MeetingAgenda{{Minutes: 30, Steps: []session.MeetingStep{
		{Minutes: 20, Topic: 1}, {Minutes: 10}}}}}
}

func TestTheReportsTopicsFillTheAgenda(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	pack := meeting.New(words, about(fw, words, "P1", "P2", "P3", "P4", "P5"), plan(t))
	for i, want := range [][]string{{"About P1", "About P2"}, {"About P1", "About P2", "About P3", "About P4"}} {
		if got := titles(topics(pack.Agendas[i])); !slices.Equal(got, want) {
			t.Errorf("%s talks about %q, want %q", pack.Agendas[i].Title, got, want)
		}
	}
}

func TestNoMeetingLeavesOutWhatIsAlwaysTalkedAbout(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	always := slices.IndexFunc(fw.Principles, func(p framework.Principle) bool { return p.Always })
	name := fw.Principles[always].Title.In("en")
	for what, c := range map[string]struct {
		found []string
		want  []string
	}{
		"not found at all":      {[]string{"P1", "P3", "P4"}, []string{"About P1", name}},
		"found further down":    {[]string{"P1", "P3", "P2"}, []string{"About P1", "About P2"}},
		"fewer than fit":        {[]string{"P1"}, []string{"About P1", name}},
		"nothing found":         {nil, []string{"", name}},
		"found among the first": {[]string{"P2", "P1"}, []string{"About P2", "About P1"}},
	} {
		pack := meeting.New(words, about(fw, words, c.found...), plan(t))
		if got := titles(topics(pack.Agendas[0])); !slices.Equal(got, c.want) {
			t.Errorf("%s: the topics are %q, want %q", what, got, c.want)
		}
	}
	only := topics(meeting.New(words, about(fw, words, "P1"), oneTopic()).Agendas[0])
	if len(only) != 1 || only[0].Title != "About P1" || !strings.Contains(only[0].Also, name) {
		t.Errorf("the only topic is %+v, want it to keep %q in the talk", only, name)
	}
}

func TestAThreadIsNamedWithItsTwoPrinciples(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	r := about(fw, words, "P2")
	r.Agenda[0].About = []string{"P2", "P6"}
	got := topics(meeting.New(words, r, plan(t)).Agendas[0])[0].About
	if !strings.Contains(got, "2") || !strings.Contains(got, "6") {
		t.Errorf("the topic says %q about its principles", got)
	}
}

func TestTheClockCountsFromTheStart(t *testing.T) {
	words := reporttest.Words(t)
	m := session.Meeting{Agendas: []session.MeetingAgenda{{Minutes: 120, Steps: []session.MeetingStep{
		{Minutes: 5}, {Minutes: 55}, {Minutes: 60}}}}}
	pack := meeting.New(words, about(reporttest.Principles(t), words), m)
	var starts []string
	for _, row := range pack.Agendas[0].Rows {
		starts = append(starts, row.Start)
	}
	if want := []string{"0:00", "0:05", "1:00"}; !slices.Equal(starts, want) {
		t.Errorf("steps start at %q, want %q", starts, want)
	}
}

func TestWithoutAnswersEachPrincipleHasRoomToWrite(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	pack := meeting.New(words, report.FromOutcome(fw, answer.Outcome{}, words), plan(t))
	if len(pack.Pages) != 0 || len(pack.Principles) != len(fw.Principles) {
		t.Fatalf("%d pages of answers and %d to write on, want 0 and %d", len(pack.Pages), len(pack.Principles), len(fw.Principles))
	}
	for i, p := range pack.Principles {
		if len(p.Feels) != 2 || p.Feels[0].Strand != framework.YoungPerson || p.Feels[0].Note == "" {
			t.Errorf("%s: how it should feel is %+v, want young people first and a note of who checked it", p.ID, p.Feels)
		}
		if len(p.Statements) == 0 || p.Statements[0].Strand != framework.YoungPerson {
			t.Errorf("%s asks %+v, want young people first", p.ID, p.Statements)
		}
		if len(p.Ask) != len(fw.Principles[i].Asks) {
			t.Errorf("%s has %d questions", p.ID, len(p.Ask))
		}
	}
}

func TestASentenceSaysWhoCheckedIt(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	statements := fw.Principles[0].Feels[framework.YoungPerson].Statements
	statements[0].Checked = &framework.Checked{By: framework.Text{"en": "the Tuesday group"}, On: "2026-05", Outcome: "kept"}
	feels := meeting.New(words, report.FromOutcome(fw, answer.Outcome{}, words), plan(t)).Principles[0].Feels[0]
	if feels.Note != "" || !strings.Contains(feels.Said[0].Note, "the Tuesday group") || !strings.Contains(feels.Said[0].Note, "May 2026") {
		t.Errorf("the checked sentence says %q, and below them all stands %q", feels.Said[0].Note, feels.Note)
	}
	if feels.Said[1].Note == "" {
		t.Error("a sentence nobody has checked does not say so")
	}
}

func TestTheCardsAreTheWordsStaffAnswerWith(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	scale, _ := fw.Scale("how-often")
	var want []string
	for _, w := range slices.Concat(scale.Positions, scale.Beside) {
		want = append(want, w.Word.In("en"))
	}
	if got := meeting.New(words, about(fw, words), plan(t)).Cards.Words; !slices.Equal(got, want) {
		t.Errorf("the cards are %q, want %q", got, want)
	}
}

func TestEveryPartIsNamedOnTheFirstSheet(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	var anchors []string
	for _, part := range meeting.New(words, about(fw, words), plan(t)).Inside {
		if part.Name == "" || part.Use == "" {
			t.Errorf("a part without a name or a use: %+v", part)
		}
		anchors = append(anchors, part.Anchor)
	}
	want := []string{"pack-prepare", "pack-agenda-60", "pack-agenda-120", "pack-openings", "pack-pages", "pack-cards", "pack-power", "pack-agreement"}
	if !slices.Equal(anchors, want) {
		t.Errorf("the parts are %q, want %q", anchors, want)
	}
}

func TestMadeUpAnswersAreCalledSo(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	r := about(fw, words)
	if pack := meeting.New(words, r, plan(t)); pack.Fictional != "" {
		t.Errorf("a pack of answers people gave says %q", pack.Fictional)
	}
	r.Fictional = true
	if pack := meeting.New(words, r, plan(t)); pack.Fictional == "" {
		t.Error("a pack of made-up answers does not say so")
	}
}

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
	for i, want := range [][]string{{"About P1", "About P2"}, {"About P1", "About P2", "About P3"}} {
		a := pack.Agendas[i]
		if got := titles(topics(a)); !slices.Equal(got, want) {
			t.Errorf("%s talks about %q, want %q", a.Title, got, want)
		}
		if later := titles(a.Later); !slices.Equal(append(want, later...), []string{"About P1", "About P2", "About P3", "About P4", "About P5"}) {
			t.Errorf("%s keeps %q for later", a.Title, later)
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
		a := pack.Agendas[0]
		if got := titles(topics(a)); !slices.Equal(got, c.want) {
			t.Errorf("%s: the topics are %q, want %q", what, got, c.want)
		}
		for _, topic := range topics(a) {
			if stays := topic.Title == name || topic.Title == "About P2"; topic.Stays != stays {
				t.Errorf("%s: %q stays: %v", what, topic.Title, topic.Stays)
			}
		}
		// What gave way to it is kept for later.
		for _, id := range c.found {
			if title := "About " + id; !slices.Contains(c.want, title) && !slices.Contains(titles(a.Later), title) {
				t.Errorf("%s: %q is lost", what, title)
			}
		}
	}
	only := topics(meeting.New(words, about(fw, words, "P1"), oneTopic()).Agendas[0])
	if len(only) != 1 || only[0].Title != "About P1" || !strings.Contains(only[0].Also, name) {
		t.Errorf("the only topic is %+v, want it to keep %q in the talk", only, name)
	}
}

func TestATopicIsTalkedAboutByOnePage(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	for _, c := range []struct {
		about []string
		want  string
	}{
		{[]string{"P5"}, "(principle 5)"},
		{[]string{"P3", "P6"}, "(principle 3; if time, also 6)"},
		// What no meeting leaves out comes first.
		{[]string{"P1", "P2"}, "(principle 2; if time, also 1)"},
		{[]string{"P6", "P3", "P2"}, "(principle 2; if time, also 6, 3)"},
		{nil, ""},
	} {
		r := about(fw, words, "P1")
		r.Agenda[0].About = c.about
		if got := topics(meeting.New(words, r, plan(t)).Agendas[0])[0].About; got != c.want {
			t.Errorf("a topic about %q says %q", c.about, got)
		}
	}
}

func TestALongAgendaGoesOnOnANewSheet(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	var sheets []int
	for _, a := range meeting.New(words, about(fw, words), plan(t)).Agendas {
		rows := 0
		for _, sheet := range a.Sheets() {
			rows += len(sheet)
		}
		if rows != len(a.Rows) {
			t.Errorf("%s: %d of %d rows are on a sheet", a.Title, rows, len(a.Rows))
		}
		sheets = append(sheets, len(a.Sheets()))
	}
	if want := []int{1, 2}; !slices.Equal(sheets, want) {
		t.Errorf("the agendas take %d sheets, want %d", sheets, want)
	}
	first := meeting.Agenda{Rows: []meeting.Row{{NewSheet: true}, {}, {NewSheet: true}}}.Sheets()
	if len(first) != 2 || len(first[0]) != 2 || len(first[1]) != 1 {
		t.Errorf("the sheets have %v rows", first)
	}
}

// heard is a report in which staff answered, and children and parents as far as
// the states say.
func heard(t *testing.T, young, parents report.State) report.Report {
	t.Helper()
	r := about(reporttest.Principles(t), reporttest.Words(t), "P1")
	for i, s := range r.Strands {
		r.Strands[i].State = map[string]report.State{framework.Staff: report.Shown, framework.YoungPerson: young, framework.Parent: parents}[s.ID]
	}
	r.Unheard = []string{"Not A.", "Not B.", "Not C.", "Not D.", "Not E."}
	return r
}

func TestWhereChildrenOrParentsAreMissingTheMeetingAsksHowToHearThem(t *testing.T) {
	words, how := reporttest.Words(t), "how could they be heard"
	for what, c := range map[string]struct {
		young, parents report.State
		missing        bool
	}{
		"both heard":        {report.Shown, report.Shown, false},
		"too few children":  {report.TooFew, report.Shown, true},
		"parents not asked": {report.Shown, report.NotAsked, true},
		"neither was heard": {report.TooFew, report.TooFew, true},
		"neither was asked": {report.NotAsked, report.NotAsked, true},
	} {
		for _, a := range meeting.New(words, heard(t, c.young, c.parents), plan(t)).Agendas {
			says, lists := 0, 0
			for _, row := range a.Rows {
				if strings.Contains(strings.Join(row.Do, "\n"), how) {
					says++
				}
				if len(row.Unheard) > 0 {
					lists++
					// One sheet has room for two, several have room for four.
					if want := []string{"Not A.", "Not B.", "Not C.", "Not D."}[:2*len(a.Sheets())]; !slices.Equal(row.Unheard, want) {
						t.Errorf("%s: %q are named as not heard, want %q", what, row.Unheard, want)
					}
				}
			}
			if want := map[bool]int{true: 1}[c.missing]; says != want || lists != want {
				t.Errorf("%s: %s says %d times what to do and lists %d times who is missing, want %d", what, a.Title, says, lists, want)
			}
		}
	}
}

func TestAPackCanBeReadAlone(t *testing.T) {
	words := reporttest.Words(t)
	r := reporttest.Thin(t).Report(t, reporttest.Principles(t))
	pack := meeting.New(words, r, plan(t))
	if len(pack.Overview) != len(r.Framework.Principles) {
		t.Errorf("%d principles at a glance", len(pack.Overview))
	}
	said := strings.Join(pack.Reading, "\n")
	for _, want := range []string{"0 to 2", "10 or more", "Mixed"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing says what %q means", want)
		}
	}
	if pack.Inside[0].Anchor != meeting.GlanceAnchor {
		t.Errorf("the first part is %+v", pack.Inside[0])
	}
}

// readsOut says whether what children and parents said is read out.
func readsOut(do []string) bool {
	all := strings.Join(do, "\n")
	return strings.Contains(all, "Read out from both pages") || strings.Contains(all, "Read out the lines")
}

func TestBeforeAnybodyIsAskedThePackIsAnother(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	empty := meeting.New(words, report.FromOutcome(fw, answer.Outcome{}, words), plan(t))
	asked := meeting.New(words, heard(t, report.TooFew, report.TooFew), plan(t))
	if empty.Title == asked.Title || slices.Equal(empty.Openings, asked.Openings) || slices.Equal(empty.Summary, asked.Summary) {
		t.Errorf("both are called %q and %q and open alike", empty.Title, asked.Title)
	}
	if len(empty.Overview)+len(empty.Reading) > 0 {
		t.Error("nothing can be seen at a glance yet")
	}
	for i, a := range empty.Agendas {
		if !slices.ContainsFunc(asked.Agendas[i].Rows, func(row meeting.Row) bool { return readsOut(row.Do) }) {
			t.Errorf("%s reads out nothing", asked.Agendas[i].Title)
		}
		for _, row := range a.Rows {
			if len(row.Unheard) > 0 || readsOut(row.Do) {
				t.Errorf("%s: %q reads out what nobody said", a.Title, row.Title)
			}
		}
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

func TestNobodyIsAskedWhatChildrenSaidWhereNoneWereHeard(t *testing.T) {
	words, surprise := reporttest.Words(t), "surprise you"
	for what, c := range map[string]struct {
		young, parents report.State
		asked          bool
	}{
		"both heard":   {report.Shown, report.Shown, true},
		"only parents": {report.TooFew, report.Shown, true},
		"neither":      {report.TooFew, report.NotAsked, false},
	} {
		openings := meeting.New(words, heard(t, c.young, c.parents), plan(t)).Openings
		if asked := strings.Contains(strings.Join(openings, "\n"), surprise); asked != c.asked {
			t.Errorf("%s: it is asked what surprised people: %v", what, asked)
		}
		if n := len(plan(t).Openings); len(openings) < n {
			t.Errorf("%s: %d questions, want %d or more", what, len(openings), n)
		}
	}
}

func TestThePlanNamesTheHeadingAboveWhatStaffAnswer(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	empty := meeting.New(words, report.FromOutcome(fw, answer.Outcome{}, words), plan(t))
	asked := meeting.New(words, heard(t, report.Shown, report.Shown), plan(t))
	headings := map[string]bool{}
	for _, s := range empty.Principles[0].Statements {
		headings[s.Name] = true
	}
	if !headings["Staff and agencies"] {
		t.Errorf("the headings are %v", headings)
	}
	for heading, pack := range map[string]meeting.Pack{"“Staff and agencies”": empty, "“Staff”": asked} {
		for _, a := range pack.Agendas {
			said := ""
			for _, row := range a.Rows {
				said += strings.Join(row.Do, "\n") + "\n"
			}
			if strings.Count(said, heading) != 1 || strings.Contains(said, "{{") {
				t.Errorf("%s: %s is not named once, or a blank is left, in\n%s", a.Title, heading, said)
			}
		}
	}
}

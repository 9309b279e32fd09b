package session_test

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/framework"
	"bearings/internal/session"
)

func loadMeeting(t *testing.T) session.Meeting {
	t.Helper()
	m, err := session.LoadMeeting(os.DirFS("../../content/sessions"), "meeting.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestTheMeetingHasAnAgendaForOneHourAndForTwo(t *testing.T) {
	m := loadMeeting(t)
	topics := map[int]int{}
	for _, a := range m.Agendas {
		topics[a.Minutes] = a.Topics()
	}
	if want := map[int]int{60: 2, 120: 3}; !reflect.DeepEqual(topics, want) {
		t.Errorf("topics by minutes are %v, want %v", topics, want)
	}
}

// eachText visits every text of a plan with the name of the field it stands in.
func eachText(field string, v reflect.Value, visit func(string, framework.Text)) {
	if text, ok := v.Interface().(framework.Text); ok {
		visit(field, text)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(field, v.Elem(), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(field+"."+v.Type().Field(i).Name, v.Field(i), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(field, v.Index(i), visit)
		}
	}
}

func TestEveryStepAndEachAdviceSaysWhatToDo(t *testing.T) {
	m := loadMeeting(t)
	for _, a := range m.Agendas {
		for _, step := range a.Steps {
			if len(step.Do) == 0 {
				t.Errorf("nothing is done in %q", step.Title.In("en"))
			}
		}
	}
	for _, advice := range m.Power {
		if n := len(advice.Do); n < 2 || n > 4 {
			t.Errorf("%q comes with %d pieces of advice", advice.Title.In("en"), n)
		}
	}
	if len(m.Agreement.Fields) != 6 {
		t.Errorf("a priority has %d fields", len(m.Agreement.Fields))
	}
}

// Before anybody is asked, no step reads out answers, and how to ask is talked
// about in the place of what was heard.
func TestAMeetingBeforeAskingTalksAboutHowToAsk(t *testing.T) {
	m := loadMeeting(t)
	before := m.ForNobodyAsked()
	if before.Title.In("en") == m.Title.In("en") || len(before.Openings) < 5 || reflect.DeepEqual(before.Openings, m.Openings) {
		t.Errorf("it is called %q and opens with %d questions", before.Title.In("en"), len(before.Openings))
	}
	for i, a := range before.Agendas {
		said := ""
		for j, step := range a.Steps {
			if step.Minutes != m.Agendas[i].Steps[j].Minutes || step.Topic != m.Agendas[i].Steps[j].Topic {
				t.Errorf("%q takes another place", step.Title.In("en"))
			}
			said += step.Title.In("en") + "\n"
			for _, do := range step.Do {
				said += do.In("en") + "\n"
			}
		}
		if strings.Contains(said, "Read out from both pages") || strings.Contains(said, "Read out the lines") || !strings.Contains(said, "what would we promise them?") {
			t.Errorf("the plan of %d minutes says\n%s", a.Minutes, said)
		}
	}
	if m.Title.In("en") != "A meeting about what we heard" || !strings.Contains(m.Agendas[0].Steps[2].Do[0].In("en"), "Read out from both pages") {
		t.Error("the plan itself was changed")
	}
	plain := session.Meeting{Title: m.Title, Agendas: []session.MeetingAgenda{{Minutes: 60}}}
	if !reflect.DeepEqual(plain.ForNobodyAsked(), plain) {
		t.Error("a plan without anything for it is not as it was")
	}
}

func TestPseudoMarksEveryTextOfAPlanAndLeavesThePlan(t *testing.T) {
	mark := func(s string) string { return "⟦" + s }
	m := loadMeeting(t)
	our, err := session.Load(os.DirFS("../../content/sessions"), "our-words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, plan := range map[string][2]any{"meeting": {m, m.Pseudo(mark)}, "our-words": {our, our.Pseudo(mark)}} {
		var before, after []string
		eachText(name, reflect.ValueOf(plan[0]), func(_ string, text framework.Text) { before = append(before, mark(text["en"])) })
		eachText(name, reflect.ValueOf(plan[1]), func(_ string, text framework.Text) { after = append(after, text["en"]) })
		if len(before) < 50 || !reflect.DeepEqual(before, after) {
			t.Errorf("%s: %d texts before, %d after, and not each is marked once", name, len(before), len(after))
		}
	}
	if marked := m.Pseudo(mark); marked.ID != m.ID || marked.Agendas[1].Steps[5].Topic != m.Agendas[1].Steps[5].Topic {
		t.Error("more than texts was changed")
	}
}

const oneHour = "agendas:\n- {minutes: 60, title: {en: A}, for: {en: B}, steps: [{minutes: 60, title: {en: C}}]}\n"

func TestLoadMeetingRefusesAPlanThatDoesNotHoldTogether(t *testing.T) {
	for want, plan := range map[string]string{
		"unknown field":                      "agendaz: []\n",
		"no agenda":                          "id: meeting\n",
		"steps take 50 minutes":              "agendas:\n- {minutes: 60, steps: [{minutes: 50}]}\n",
		"a step that takes 0":                "agendas:\n- {minutes: 60, steps: [{minutes: 60}, {title: {en: Now}}]}\n",
		"topic 2 where topic 1":              "agendas:\n- {minutes: 60, steps: [{minutes: 60, topic: 2}]}\n",
		"topic 3 where topic 2":              "agendas:\n- {minutes: 60, steps: [{minutes: 30, topic: 1}, {minutes: 30, topic: 3}]}\n",
		"topic 1 where topic 2":              "agendas:\n- {minutes: 60, steps: [{minutes: 30, topic: 1}, {minutes: 30, topic: 1}]}\n",
		"60 minutes comes after":             "agendas:\n- {minutes: 120, steps: [{minutes: 120}]}\n- {minutes: 60, steps: [{minutes: 60}]}\n",
		"meeting.yaml: the meeting":          "",
		"meeting.title: the text is missing": oneHour + "need: [{en: A room}]\n",
		"before_asking.title: the text is":   oneHour + "title: {en: A}\nsummary: {en: B}\nagreement: {title: {en: A}, intro: {en: B}, signed: {en: C}, strengths: &box {title: {en: A}, hint: {en: B}}, scope: *box, otherwise: *box, priorities: *box}\ncards: {title: {en: A}}\nbefore_asking: {summary: {en: B}}\n",
		"meeting.before.2: nothing stands":   oneHour + "title: {en: A}\nsummary: {en: B}\nbefore: [{en: One}, {en: Two, three}]\n",
	} {
		_, err := session.LoadMeeting(fstest.MapFS{"meeting.yaml": {Data: []byte(plan)}}, "meeting.yaml")
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "meeting.yaml") {
			t.Errorf("want an error with %q and the file's name, got %v", want, err)
		}
	}
	if _, err := session.LoadMeeting(fstest.MapFS{}, "meeting.yaml"); err == nil {
		t.Error("a plan that is not there was loaded")
	}
}

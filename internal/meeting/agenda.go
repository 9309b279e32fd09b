package meeting

import (
	"slices"
	"strconv"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/session"
)

// How much of the report stands in an agenda, so that it stays on its sheets:
// sentences on who was not heard, children and parents first, and questions of a
// topic; fewer on one sheet alone. The page of the principle has all questions.
const (
	maxUnheard    = 4
	maxUnheardOne = 2
	maxAsk        = 2
	maxAskOne     = 1
)

func (b builder) agenda(a session.MeetingAgenda) Agenda {
	made := Agenda{
		Anchor: "pack-agenda-" + strconv.Itoa(a.Minutes),
		Title:  b.text(a.Title), For: b.text(a.For),
	}
	b.maxAsk, b.maxUnheard = maxAskOne, maxUnheardOne
	if slices.ContainsFunc(a.Steps, func(s session.MeetingStep) bool { return s.NewSheet }) {
		b.maxAsk, b.maxUnheard = maxAsk, maxUnheard
	}
	topics, later := b.topics(a)
	made.Later = later
	at := 0
	for _, step := range a.Steps {
		row := Row{
			Start: clock(at), Minutes: strconv.Itoa(step.Minutes), Title: b.text(step.Title), Do: b.texts(step.Do), NewSheet: step.NewSheet,
		}
		if len(step.Missing) > 0 && b.voiceMissing() {
			row.Do = append(row.Do, b.texts(step.Missing)...)
			row.Unheard = b.report.Unheard[:min(b.maxUnheard, len(b.report.Unheard))]
		}
		if topic, ok := topics[step.Topic]; ok {
			row.Topic = &topic
			delete(topics, step.Topic) // said once, where it comes first
		}
		made.Rows = append(made.Rows, row)
		at += step.Minutes
	}
	return made
}

// voiceMissing says whether children or parents were not heard, though others
// were: where nobody was, the whole plan is another.
func (b builder) voiceMissing() bool {
	return !b.nobodyAsked() && slices.ContainsFunc(b.report.Strands, func(s report.Strand) bool {
		return (s.ID == framework.YoungPerson || s.ID == framework.Parent) && s.State != report.Shown
	})
}

// topics are what an agenda talks about, by their number: the report's, as many
// as there are places, and empty ones to be chosen. What no meeting leaves out
// is always among them: it takes the last place, or stays in the talk as a
// question where there is only one. Later are those of the report without a place.
func (b builder) topics(a session.MeetingAgenda) (topics map[int]Topic, later []Topic) {
	var places []int
	for _, step := range a.Steps {
		if step.Topic > 0 && !slices.Contains(places, step.Topic) {
			places = append(places, step.Topic)
		}
	}
	slices.Sort(places)
	topics = map[int]Topic{}
	for _, place := range places {
		topics[place] = Topic{}
		if place <= len(b.report.Agenda) {
			topics[place] = b.topicFrom(b.report.Agenda[place-1])
		}
	}
	found := b.report.Agenda[:min(len(places), len(b.report.Agenda))]
	for i, p := range b.notAmong(found) {
		if place := len(places) - 1 - i; place > 0 {
			topics[places[place]] = b.topicOf(p)
		} else if len(places) > 0 {
			only := topics[places[0]]
			only.Also = b.also(p)
			topics[places[0]] = only
		}
	}
	for _, t := range b.report.Agenda {
		if !slices.ContainsFunc(places, func(place int) bool { return topics[place].Title == t.Title }) {
			later = append(later, b.topicFrom(t))
		}
	}
	return topics, later
}

func (b builder) topicFrom(t report.Topic) Topic {
	return Topic{Title: t.Title, About: b.about(t.About), Ask: t.Ask[:min(b.maxAsk, len(t.Ask))], Stays: slices.ContainsFunc(t.About, b.isAlways)}
}

// notAmong are the principles no meeting leaves out, but for those these topics
// are about.
func (b builder) notAmong(found []report.Topic) []framework.Principle {
	return slices.DeleteFunc(slices.Clone(b.report.Framework.Principles), func(p framework.Principle) bool {
		return !p.Always || slices.ContainsFunc(found, func(t report.Topic) bool { return slices.Contains(t.About, p.ID) })
	})
}

func (b builder) isAlways(principle string) bool {
	p, _ := b.report.Framework.Principle(principle)
	return p.Always
}

// topicOf is a principle as a topic: the report's, where it has one further
// down its list.
func (b builder) topicOf(p framework.Principle) Topic {
	for _, t := range b.report.Agenda {
		if slices.Contains(t.About, p.ID) {
			return b.topicFrom(t)
		}
	}
	return Topic{Title: b.text(p.Title), About: b.about([]string{p.ID}), Ask: b.texts(p.Asks[:min(b.maxAsk, len(p.Asks))]), Stays: p.Always}
}

func (b builder) also(p framework.Principle) string {
	if len(p.Asks) == 0 {
		return b.words.Say("meeting.also", "Principle", b.text(p.Title))
	}
	return b.words.Say("meeting.also-ask", "Principle", b.text(p.Title), "Ask", b.text(p.Asks[0]))
}

// about says by which page a topic is talked about, and by which others if there
// is time: a meeting has time for one page a topic. What no meeting leaves out
// comes first.
func (b builder) about(principles []string) string {
	var numbers []string
	for _, always := range []bool{true, false} {
		for _, id := range principles {
			if b.isAlways(id) == always {
				numbers = append(numbers, strconv.Itoa(b.number(id)))
			}
		}
	}
	switch len(numbers) {
	case 0:
		return ""
	case 1:
		return b.words.Say("meeting.topic-page", "First", numbers[0])
	default:
		return b.words.Say("meeting.topic-pages", "First", numbers[0], "Then", strings.Join(numbers[1:], ", "))
	}
}

func (b builder) number(principle string) int {
	return 1 + slices.IndexFunc(b.report.Framework.Principles, func(p framework.Principle) bool { return p.ID == principle })
}

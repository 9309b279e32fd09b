package meeting

import (
	"slices"
	"strconv"

	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/session"
)

// How many questions of a topic stand in an agenda, so that it stays on one
// sheet: the page of the principle has them all.
const (
	maxAsk     = 2
	maxAskLong = 1
	longTopics = 3 // with so many topics an agenda is long
)

func (b builder) agenda(a session.MeetingAgenda) Agenda {
	made := Agenda{
		Anchor: "pack-agenda-" + strconv.Itoa(a.Minutes),
		Title:  b.text(a.Title), For: b.text(a.For),
	}
	topics := b.topics(a)
	at := 0
	for _, step := range a.Steps {
		row := Row{Start: clock(at), Minutes: strconv.Itoa(step.Minutes), Title: b.text(step.Title), Do: b.texts(step.Do)}
		if topic, ok := topics[step.Topic]; ok {
			row.Topic = &topic
			delete(topics, step.Topic) // said once, where it comes first
		}
		made.Rows = append(made.Rows, row)
		at += step.Minutes
	}
	return made
}

// topics are what an agenda talks about, by their number: the report's, as many
// as there are places, and empty ones to be chosen. What no meeting leaves out
// is always among them: it takes the last place, or stays in the talk as a
// question where there is only one.
func (b builder) topics(a session.MeetingAgenda) map[int]Topic {
	var places []int
	for _, step := range a.Steps {
		if step.Topic > 0 && !slices.Contains(places, step.Topic) {
			places = append(places, step.Topic)
		}
	}
	slices.Sort(places)
	b.maxAsk = maxAsk
	if len(places) >= longTopics {
		b.maxAsk = maxAskLong
	}
	topics := map[int]Topic{}
	missing := b.always()
	for _, place := range places {
		topics[place] = Topic{}
		if place <= len(b.report.Agenda) {
			found := b.report.Agenda[place-1]
			topics[place] = b.topicFrom(found)
			missing = slices.DeleteFunc(missing, func(p framework.Principle) bool { return slices.Contains(found.About, p.ID) })
		}
	}
	for i, p := range missing {
		if place := len(places) - 1 - i; place > 0 {
			topics[places[place]] = b.topicOf(p)
		} else if len(places) > 0 {
			only := topics[places[0]]
			only.Also = b.also(p)
			topics[places[0]] = only
		}
	}
	return topics
}

func (b builder) topicFrom(t report.Topic) Topic {
	return Topic{Title: t.Title, About: b.about(t), Ask: t.Ask[:min(b.maxAsk, len(t.Ask))]}
}

// always are the principles no meeting leaves out.
func (b builder) always() []framework.Principle {
	return slices.DeleteFunc(slices.Clone(b.report.Framework.Principles), func(p framework.Principle) bool { return !p.Always })
}

// topicOf is a principle as a topic: the report's, where it has one further
// down its list.
func (b builder) topicOf(p framework.Principle) Topic {
	for _, t := range b.report.Agenda {
		if slices.Contains(t.About, p.ID) {
			return b.topicFrom(t)
		}
	}
	return Topic{Title: b.text(p.Title), Ask: b.texts(p.Asks[:min(b.maxAsk, len(p.Asks))])}
}

func (b builder) also(p framework.Principle) string {
	if len(p.Asks) == 0 {
		return b.words.Say("meeting.also", "Principle", b.text(p.Title))
	}
	return b.words.Say("meeting.also-ask", "Principle", b.text(p.Title), "Ask", b.text(p.Asks[0]))
}

// about says which principles a topic joins, by their numbers; "" where it is
// about one alone, whose name it has.
func (b builder) about(t report.Topic) string {
	switch len(t.About) {
	case 0, 1:
		return ""
	case 2:
		return b.words.Say("meeting.topic-about", "First", b.number(t.About[0]), "Second", b.number(t.About[1]))
	default:
		return t.AboutWords
	}
}

func (b builder) number(principle string) int {
	return 1 + slices.IndexFunc(b.report.Framework.Principles, func(p framework.Principle) bool { return p.ID == principle })
}

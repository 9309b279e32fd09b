package session

import (
	"slices"

	"bearings/internal/framework"
)

// Meeting is the plan of the conversation in which a partnership talks its
// results through and agrees on a few priorities: with paper and pens, in one
// room.
type Meeting struct {
	ID      string         `yaml:"id"`
	Title   framework.Text `yaml:"title"`
	Summary framework.Text `yaml:"summary"`
	// Before is what to settle first, Need what to bring.
	Before []framework.Text `yaml:"before"`
	Need   []framework.Text `yaml:"need"`
	// Agendas, shortest first.
	Agendas []MeetingAgenda `yaml:"agendas"`
	// Openings are questions to open with, one of which is chosen.
	Openings []framework.Text `yaml:"openings"`
	// OpeningsHeard stand before them where children or parents were heard.
	OpeningsHeard []framework.Text `yaml:"openings_heard"`
	// Power is what the facilitator does to keep power even.
	Power []Advice `yaml:"power"`
	Cards Cards    `yaml:"cards"`
	// Agreement is the sheet everybody leaves with.
	Agreement AgreementSheet `yaml:"agreement"`
	// BeforeAsking is what is said instead where nobody has been asked anything
	// yet; nil for nothing.
	BeforeAsking *BeforeAsking `yaml:"before_asking"`
}

// BeforeAsking takes the place of parts of a plan.
type BeforeAsking struct {
	Title    framework.Text   `yaml:"title"`
	Summary  framework.Text   `yaml:"summary"`
	Openings []framework.Text `yaml:"openings"`
}

// MeetingAgenda is a plan of so many minutes.
type MeetingAgenda struct {
	Minutes int            `yaml:"minutes"`
	Title   framework.Text `yaml:"title"`
	For     framework.Text `yaml:"for"` // when to choose it
	Steps   []MeetingStep  `yaml:"steps"`
}

// MeetingStep is a part of the meeting.
type MeetingStep struct {
	Minutes int              `yaml:"minutes"`
	Title   framework.Text   `yaml:"title"`
	Do      []framework.Text `yaml:"do"`
	// Topic is which topic of the report's agenda is talked about in this step,
	// counting from 1; 0 for none.
	Topic int `yaml:"topic"`
	// NewSheet says that a long agenda goes on on a new sheet with this step.
	NewSheet bool `yaml:"new_sheet"`
	// Missing is what is done besides where too few children or parents have
	// answered; who was not heard is listed below it.
	Missing []framework.Text `yaml:"missing"`
	// BeforeAsking takes the place of Title and Do where nobody has been asked
	// anything yet; nil for nothing.
	BeforeAsking *StepBeforeAsking `yaml:"before_asking"`
}

// StepBeforeAsking takes the place of a step's texts.
type StepBeforeAsking struct {
	Title framework.Text   `yaml:"title"`
	Do    []framework.Text `yaml:"do"`
}

// Advice is something a facilitator may meet, and what to do then.
type Advice struct {
	Title framework.Text   `yaml:"title"`
	Do    []framework.Text `yaml:"do"`
}

// Cards are word cards to cut out, one set a person: the words of the scale.
type Cards struct {
	Title framework.Text   `yaml:"title"`
	Use   []framework.Text `yaml:"use"`
}

// AgreementSheet is what a meeting writes down.
type AgreementSheet struct {
	Title framework.Text `yaml:"title"`
	Intro framework.Text `yaml:"intro"`
	// Strengths, Scope and Otherwise are the heads of its first three boxes:
	// what is strong, what has scope for development, who sees it otherwise.
	Strengths SheetBox `yaml:"strengths"`
	Scope     SheetBox `yaml:"scope"`
	Otherwise SheetBox `yaml:"otherwise"`
	// Priorities is the box of three priorities; Fields are what is written
	// down for each: what changes, what children should feel, who, by when.
	Priorities SheetBox         `yaml:"priorities"`
	Fields     []framework.Text `yaml:"fields"`
	Signed     framework.Text   `yaml:"signed"`
}

// SheetBox is an empty box to write in.
type SheetBox struct {
	Title framework.Text `yaml:"title"`
	Hint  framework.Text `yaml:"hint"`
}

// ForNobodyAsked is the plan for a meeting before anybody has been asked, in
// which each BeforeAsking has taken its place.
func (m Meeting) ForNobodyAsked() Meeting {
	if b := m.BeforeAsking; b != nil {
		m.Title, m.Summary, m.Openings = b.Title, b.Summary, b.Openings
	}
	m.Agendas = slices.Clone(m.Agendas)
	for i := range m.Agendas {
		steps := slices.Clone(m.Agendas[i].Steps)
		for j, step := range steps {
			if b := step.BeforeAsking; b != nil {
				steps[j].Title, steps[j].Do = b.Title, b.Do
			}
		}
		m.Agendas[i].Steps = steps
	}
	return m
}

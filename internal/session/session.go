// Package session holds the plan of a meeting with a group of young people, or
// of parents and carers: who it is for, what is said, what is done, and what
// comes after. A plan is one YAML file.
package session

import (
	"fmt"
	"io/fs"
	"reflect"

	"github.com/goccy/go-yaml"

	"bearings/internal/framework"
)

// Session is the plan of one meeting.
type Session struct {
	ID      string         `yaml:"id"`
	Title   framework.Text `yaml:"title"`
	Summary framework.Text `yaml:"summary"`
	Minutes int            `yaml:"minutes"`
	For     framework.Text `yaml:"for"`
	// Before is what to settle first, Need what to bring, After what to do
	// when the group has gone.
	Before []framework.Text `yaml:"before"`
	Need   []framework.Text `yaml:"need"`
	Steps  []Step           `yaml:"steps"`
	After  []framework.Text `yaml:"after"`
	// AudienceNote says what is different with parents and carers.
	AudienceNote framework.Text `yaml:"audience_note"`
}

// Step is a part of the meeting.
type Step struct {
	Minutes int              `yaml:"minutes"`
	Title   framework.Text   `yaml:"title"`
	Say     Say              `yaml:"say"`
	Do      []framework.Text `yaml:"do"`
}

// Say is what the person leading says, in the words for each group.
type Say struct {
	YoungPerson, Parent framework.Text
}

// To is what is said to a group: framework.YoungPerson or framework.Parent.
func (s Say) To(group string) framework.Text {
	if group == framework.Parent {
		return s.Parent
	}
	return s.YoungPerson
}

// UnmarshalYAML reads either one text for both groups ({en: …}) or one for each
// ({young_person: {en: …}, parent: {en: …}}).
func (s *Say) UnmarshalYAML(read func(any) error) error {
	var each struct {
		YoungPerson framework.Text `yaml:"young_person"`
		Parent      framework.Text `yaml:"parent"`
	}
	if read(&each) == nil && each.YoungPerson != nil && each.Parent != nil {
		s.YoungPerson, s.Parent = each.YoungPerson, each.Parent
		return nil
	}
	var both framework.Text
	if err := read(&both); err != nil {
		return err
	}
	s.YoungPerson, s.Parent = both, both
	return nil
}

// Load reads a plan. The minutes of its steps have to add up to its own.
func Load(files fs.FS, name string) (Session, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return Session{}, err
	}
	var s Session
	if err := yaml.UnmarshalWithOptions(text, &s, yaml.DisallowUnknownField()); err != nil {
		return Session{}, fmt.Errorf("%s: %w", name, err)
	}
	sum := 0
	for _, step := range s.Steps {
		sum += step.Minutes
	}
	if sum != s.Minutes {
		return Session{}, fmt.Errorf("%s: the steps take %d minutes and the session %d", name, sum, s.Minutes)
	}
	return s, nil
}

// Pseudo is the same plan with every text changed by mark, so that a test sees
// words that came from elsewhere.
func (s Session) Pseudo(mark func(string) string) Session {
	return marked(reflect.ValueOf(s), mark).Interface().(Session)
}

var textType = reflect.TypeFor[framework.Text]()

// marked copies a value with every text in it marked: a field added to a plan
// is marked without anybody thinking of it here.
func marked(v reflect.Value, mark func(string) string) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	switch {
	case v.Type() == textType:
		text := framework.Text{}
		for language, s := range v.Interface().(framework.Text) {
			text[language] = mark(s)
		}
		to.Set(reflect.ValueOf(text))
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			to.Set(reflect.New(v.Type().Elem()))
			to.Elem().Set(marked(v.Elem(), mark))
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			to.Field(i).Set(marked(v.Field(i), mark))
		}
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			to = reflect.Append(to, marked(v.Index(i), mark))
		}
	default:
		to.Set(v)
	}
	return to
}

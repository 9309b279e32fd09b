package session

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"strconv"

	"github.com/goccy/go-yaml"

	"bearings/internal/framework"
)

// LoadMeeting reads the plan of a meeting. There is at least one agenda, each
// shorter than the next; the minutes of an agenda's steps add up to its own,
// and its topics are 1, 2, 3 … in the order of its steps. No text is missing or
// cut short.
func LoadMeeting(files fs.FS, name string) (Meeting, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return Meeting{}, err
	}
	var m Meeting
	if err := yaml.UnmarshalWithOptions(text, &m, yaml.DisallowUnknownField()); err != nil {
		return Meeting{}, fmt.Errorf("%s: %w", name, err)
	}
	if err := m.check(); err != nil {
		return Meeting{}, fmt.Errorf("%s: %w", name, err)
	}
	return m, nil
}

func (m Meeting) check() error {
	if len(m.Agendas) == 0 {
		return errors.New("the meeting has no agenda")
	}
	before := 0
	for _, a := range m.Agendas {
		if a.Minutes <= before {
			return fmt.Errorf("the agenda of %d minutes comes after one of %d", a.Minutes, before)
		}
		before = a.Minutes
		if err := a.check(); err != nil {
			return err
		}
	}
	return whole("meeting", reflect.ValueOf(m))
}

// whole sees that each text is there, and that no words of it stand behind a
// comma: {en: One, two} is read as two languages, the second empty.
func whole(field string, v reflect.Value) error {
	if text, ok := v.Interface().(framework.Text); ok {
		for language, words := range text {
			if words == "" {
				return fmt.Errorf("%s: nothing stands in the language %q; put a text with a comma in double quotes", field, language)
			}
		}
		if text["en"] == "" {
			return fmt.Errorf("%s: the text is missing", field)
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return whole(field, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if err := whole(v.Type().Field(i).Tag.Get("yaml"), v.Field(i)); err != nil {
				return fmt.Errorf("%s.%w", field, err)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := whole(strconv.Itoa(i+1), v.Index(i)); err != nil {
				return fmt.Errorf("%s.%w", field, err)
			}
		}
	}
	return nil
}

func (a MeetingAgenda) check() error {
	sum, topic := 0, 0
	for _, step := range a.Steps {
		if step.Minutes < 1 {
			return fmt.Errorf("the agenda of %d minutes has a step that takes %d", a.Minutes, step.Minutes)
		}
		sum += step.Minutes
		if step.Topic == 0 {
			continue
		}
		topic++
		if step.Topic != topic {
			return fmt.Errorf("the agenda of %d minutes has topic %d where topic %d is next", a.Minutes, step.Topic, topic)
		}
	}
	if sum != a.Minutes {
		return fmt.Errorf("the steps take %d minutes and the agenda %d", sum, a.Minutes)
	}
	return nil
}

// Topics is how many topics of the report's agenda there is time for.
func (a MeetingAgenda) Topics() int {
	topics := 0
	for _, step := range a.Steps {
		topics = max(topics, step.Topic)
	}
	return topics
}

// Pseudo is the same plan with every text changed by mark, so that a test sees
// words that came from elsewhere.
func (m Meeting) Pseudo(mark func(string) string) Meeting {
	return marked(reflect.ValueOf(m), mark).Interface().(Meeting)
}

package phrase

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// shelf holds the sections of one language's message files by the first words of
// their ids, so that saying a sentence reads the section it stands in and no
// other: reading all of them takes longer than many a command does.
type shelf struct {
	all     []*section
	holding map[string][]*section
}

// put adds a file, cut where a name begins a line: the first word of the ids up
// to the next such name.
func (s *shelf) put(name, tag string, text []byte) {
	begin, first, at := 0, "", 0
	for line := range bytes.Lines(text) {
		if key, _, is := bytes.Cut(line, []byte(":")); is && !strings.ContainsAny(string(line[:1]), " #-\t\r\n") {
			if first != "" {
				s.hold(first, &section{name: name, tag: tag, text: text[begin:at]})
				begin = at
			}
			first = strings.Trim(string(bytes.TrimSpace(key)), `"'`)
		}
		at += len(line)
	}
	s.hold(first, &section{name: name, tag: tag, text: text[begin:]})
}

func (s *shelf) hold(first string, part *section) {
	s.all = append(s.all, part)
	s.holding[first] = append(s.holding[first], part)
}

// section is the section a sentence stands in; nil where none has it.
func (s *shelf) section(id string) *section {
	first, _, _ := strings.Cut(id, ".")
	held := s.holding[first]
	for _, f := range held {
		if len(held) == 1 || f.has(id) {
			return f
		}
	}
	return nil
}

// plain is a sentence that is the same whatever is put in.
func (s *shelf) plain(id string) (string, bool) {
	f := s.section(id)
	if f == nil {
		return "", false
	}
	f.read()
	text, ok := f.plain[id]
	return text, ok
}

func (s *shelf) localize(config *i18n.LocalizeConfig) (string, error) {
	f := s.section(config.MessageID)
	if f == nil {
		return "", &i18n.MessageNotFoundErr{MessageID: config.MessageID}
	}
	if f.read(); f.err != nil {
		return "", f.err
	}
	return f.say.Localize(config)
}

// check reads all sections.
func (s *shelf) check() error {
	from := map[string]string{}
	for _, f := range s.all {
		if f.read(); f.err != nil {
			return f.err
		}
		for id := range f.ids {
			if first, twice := from[id]; twice {
				return fmt.Errorf("message %s stands in %s and again in %s", id, first, f.name)
			}
			from[id] = f.name
			if s.section(id) != f {
				return fmt.Errorf("message %s of %s can't be found: its first name has to begin a line", id, f.name)
			}
		}
	}
	return nil
}

// section is a part of a message file, and once it is read its sentences.
type section struct {
	name, tag string
	text      []byte

	once sync.Once
	say  *i18n.Localizer
	// ids are all its sentences, plain those without values and plurals.
	ids   map[string]bool
	plain map[string]string
	err   error
}

func (f *section) has(id string) bool {
	f.read()
	return f.ids[id]
}

// read reads the section once, whoever asks first.
func (f *section) read() {
	f.once.Do(func() {
		bundle := i18n.NewBundle(language.BritishEnglish)
		bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
		file, err := bundle.ParseMessageFileBytes(f.text, f.tag+".yaml")
		if err != nil {
			f.err = fmt.Errorf("message file %s: %w", f.name, err)
			return
		}
		f.text = nil
		f.say = i18n.NewLocalizer(bundle, f.tag)
		f.ids, f.plain = map[string]bool{}, map[string]string{}
		for _, m := range file.Messages {
			f.ids[m.ID] = true
			if m.One == "" && !strings.Contains(m.Other, "{{") {
				f.plain[m.ID] = m.Other
			}
		}
	})
}

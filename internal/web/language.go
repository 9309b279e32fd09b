package web

import (
	"net/http"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"bearings/internal/ui"
)

// maxAsked is the most of a search that is looked for, in bytes.
const maxAsked = 200

// prepareLanguage lists the pages on words.
func (s *Site) prepareLanguage() {
	s.dictionary = sync.OnceValue(func() ui.Dictionary { return ui.NewDictionary(s.checker().Rules(), s.config.Card) })
	of := func(component func(ui.Dictionary) templ.Component) *page {
		return late(s, func() (ui.Dictionary, error) { return s.dictionary(), nil }, component)
	}
	s.fixed["CheckDocument"] = s.page(s.pages.CheckDocument())
	s.fixed["LanguageFile"] = download(htmlType, ui.LanguageFileName, s.pages.LanguageFile)
	s.fixed["LanguageWords"] = of(func(d ui.Dictionary) templ.Component { return s.pages.LanguageWords(d, "") })
	s.fixed["LanguageDebate"] = of(s.pages.LanguageDebate)
	s.fixed["LanguageSources"] = of(s.pages.LanguageSources)
	s.fixed["LanguageCard"] = of(s.pages.LanguageCard)
	s.entries = sync.OnceValue(func() map[string]*page {
		entries := map[string]*page{}
		for _, rule := range s.dictionary().Rules {
			entries[rule.ID] = s.page(s.pages.LanguageWord(s.dictionary(), rule))
		}
		return entries
	})
}

func (s *Site) getCheckDocument(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["CheckDocument"].serve(w, r)
}

func (s *Site) getLanguageFile(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["LanguageFile"].serve(w, r)
}

// getLanguageWords shows the dictionary, or what a search finds in it.
func (s *Site) getLanguageWords(w http.ResponseWriter, r *http.Request) error {
	asked := strings.TrimSpace(r.URL.Query().Get("q"))
	if asked == "" {
		return s.fixed["LanguageWords"].serve(w, r)
	}
	asked = cut(asked)
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, http.StatusOK, s.pages.LanguageWords(s.dictionary(), asked))
}

func (s *Site) getLanguageWord(w http.ResponseWriter, r *http.Request) error {
	return named(s.entries(), r.PathValue("id"), w, r)
}

func (s *Site) getLanguageDebate(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["LanguageDebate"].serve(w, r)
}

func (s *Site) getLanguageSources(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["LanguageSources"].serve(w, r)
}

func (s *Site) getLanguageCard(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["LanguageCard"].serve(w, r)
}

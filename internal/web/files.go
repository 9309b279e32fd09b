package web

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"bearings/internal/answer"
	"bearings/internal/framework"
)

// prepareFiles lists the files that depend on nothing in the request.
func (s *Site) prepareFiles() {
	pack := s.config.Framework.ID + "-" + s.config.Framework.Version
	s.fixed["Framework"] = download(zipType, pack+".zip", func() ([]byte, error) { return zipped(s.config.Pack, pack) })
	s.fixed["Example"] = download(csvType, "example-answers.csv", s.config.Example)
	s.fixed["Blank"] = download(csvType, "answers.csv", blank)
	s.asking = sync.OnceValues(func() (map[string]*page, error) {
		asking, err := s.config.Asking()
		if err != nil {
			return nil, err
		}
		files := map[string]*page{}
		for _, file := range asking.All() {
			files[file.Name] = download([]string{file.Type}, file.Name, func() ([]byte, error) { return file.Bytes, nil })
		}
		return files, nil
	})
	s.fixed["QuestionList"] = download(csvType, pack+"-questions.csv", s.questionList)
}

func (s *Site) getFramework(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Framework"].serve(w, r)
}

func (s *Site) getExample(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Example"].serve(w, r)
}

func (s *Site) getBlank(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["Blank"].serve(w, r)
}

func (s *Site) getQuestionList(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["QuestionList"].serve(w, r)
}

func (s *Site) getQuestionFile(w http.ResponseWriter, r *http.Request) error {
	files, err := s.asking()
	if err != nil {
		return err
	}
	return named(files, r.PathValue("file"), w, r)
}

func (s *Site) getHealth(w http.ResponseWriter, r *http.Request) error {
	if s.config.Health != nil {
		if err := s.config.Health(r.Context()); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
	return nil
}

func (s *Site) getAsset(w http.ResponseWriter, r *http.Request) error {
	asset, ok := s.config.Assets.File(r.PathValue("file"))
	if !ok {
		return failure(http.StatusNotFound)
	}
	header := w.Header()
	header.Set("Content-Type", asset.Type)
	header["Cache-Control"] = forEver
	header["Vary"] = byCoding
	if asset.Policy != "" {
		header["Content-Security-Policy"] = []string{asset.Policy}
	}
	body, packed, err := asset.Open(takesGzip(r))
	if err != nil {
		return err
	}
	defer body.Close()
	if packed {
		header["Content-Encoding"] = gzipNamed
	}
	_, _ = io.Copy(w, body) // a reader who has gone is no failure
	return nil
}

// zipped packs a folder into one ZIP file, everything under one folder of that
// name. The same files always give the same bytes.
func zipped(files fs.FS, folder string) ([]byte, error) {
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		file, err := archive.Create(path.Join(folder, name))
		if err != nil {
			return err
		}
		_, err = file.Write(text)
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

func blank() ([]byte, error) { return table([][]string{answer.Columns}) }

// questionList is every question with its id, who it is put to, and the ids
// and words of its answers, for whoever builds a form in a survey tool.
func (s *Site) questionList() ([]byte, error) {
	say, language := s.config.Words.Say, s.config.Words.Language
	rows := [][]string{{
		say("questions.list-item"), say("questions.list-principle"), say("questions.list-strand"),
		say("questions.list-level"), say("questions.list-text"), say("questions.list-answer"), say("questions.list-word"),
	}}
	for _, item := range s.config.Framework.Items {
		for _, strand := range item.Strands {
			start := []string{item.ID, item.Principle, strand, strings.Join(item.Levels, " "), item.Text.In(language)}
			for _, word := range s.answers(item) {
				rows = append(rows, append(start[:len(start):len(start)], word.ID, word.Word.In(language)))
			}
		}
	}
	return table(rows)
}

// answers are the words an item is answered with; one empty word where it is
// answered freely.
func (s *Site) answers(item framework.Item) []framework.Word {
	scale, ok := s.config.Framework.Scale(item.Scale)
	if !ok {
		return []framework.Word{{}}
	}
	return append(scale.Positions[:len(scale.Positions):len(scale.Positions)], scale.Beside...)
}

// table writes rows as CSV that spreadsheets open with the right letters.
func table(rows [][]string) ([]byte, error) {
	var buffer bytes.Buffer
	buffer.WriteString("\ufeff")
	writer := csv.NewWriter(&buffer)
	writer.UseCRLF = true
	err := writer.WriteAll(rows)
	return buffer.Bytes(), err
}

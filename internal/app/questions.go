package app

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/ui"
)

type questionsCommand struct {
	Out       string `required:"" placeholder:"DIR" help:"${help_questions_out}"`
	Framework string `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_questions_framework}"`
}

// Run writes a framework's questions for other survey tools: all files, or none.
func (c questionsCommand) Run(d *desk) error {
	fw, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	asking, err := questionFiles(d.words, fw)
	if err != nil {
		return err
	}
	var files []result
	for _, f := range asking.All() {
		files = append(files, result{f.Name, f.Type, f.Bytes})
	}
	if err := writeAll(c.Out, files); err != nil {
		return unwritten(c.Out, err)
	}
	for _, f := range files {
		fmt.Fprintln(d.out, d.words.Say("command.wrote", "Name", filepath.Join(c.Out, f.name)))
	}
	return nil
}

const (
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	textType = "text/plain; charset=utf-8"
	// setupFile says how to set the forms up.
	setupFile = "setting-up.docx"
)

// questionFiles are the questions of a framework for other survey tools, and
// how to set them up, complete in memory.
func questionFiles(words *phrase.Words, fw *framework.Framework) (ui.QuestionFiles, error) {
	forms := office.Questionnaires(words, fw)
	setup, err := fileOf(setupFile, wordType, func(w io.Writer) error { return office.WriteSetupDOCX(w, words, forms) })
	if err != nil {
		return ui.QuestionFiles{}, err
	}
	all := ui.QuestionFiles{Setup: setup}
	for _, form := range forms {
		one := ui.QuestionForm{For: form.For}
		if one.Word, err = fileOf(form.Name+".docx", wordType, func(w io.Writer) error { return office.WriteQuestionsDOCX(w, words, form) }); err != nil {
			return ui.QuestionFiles{}, err
		}
		if one.Text, err = fileOf(form.Name+".txt", textType, func(w io.Writer) error { return office.WriteQuestionsText(w, form) }); err != nil {
			return ui.QuestionFiles{}, err
		}
		all.Forms = append(all.Forms, one)
	}
	return all, nil
}

func fileOf(name, mime string, write func(io.Writer) error) (ui.File, error) {
	var buffer bytes.Buffer
	if err := write(&buffer); err != nil {
		return ui.File{}, fmt.Errorf("%s: %w", name, err)
	}
	return ui.File{Name: name, Type: mime, Bytes: buffer.Bytes()}, nil
}

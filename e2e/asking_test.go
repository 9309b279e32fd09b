package e2e_test

import (
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/ui"
)

// asking are the questions for survey tools as the page of questions lists them.
func asking(words *phrase.Words, fw *framework.Framework) ui.QuestionFiles {
	all := ui.QuestionFiles{Setup: ui.File{Name: "setting-up.docx"}}
	for _, form := range office.Questionnaires(words, fw) {
		all.Forms = append(all.Forms, ui.QuestionForm{
			For: form.For, Word: ui.File{Name: form.Name + ".docx"}, Text: ui.File{Name: form.Name + ".txt"},
		})
	}
	return all
}

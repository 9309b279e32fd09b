package office

import (
	"bearings/internal/office/docx"
	"bearings/internal/report"
)

// replies are agencies' own words, each below what it is about.
func (d *sheets) replies(all []report.OwnWords, level int) {
	if len(all) == 0 {
		return
	}
	d.d.Heading(level, d.words.Say("report.replies"))
	for _, own := range all {
		d.d.Add(docx.Para{Runs: []docx.Run{{Text: own.Agency, Bold: true}, {Text: " " + d.words.Say("report.reply-about", "Finding", own.About)}}, Tight: true, KeepNext: true})
		d.d.Text(docx.Body, own.Text)
	}
}

package answer

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

func trim(cell string) string { return strings.TrimSpace(cell) }

// shown is a cell as a sentence can quote it: short, and with nothing in it
// that a terminal or a page would obey.
func shown(cell string) string {
	const most = 40
	var b strings.Builder
	n := 0
	for _, r := range trim(cell) {
		if n == most {
			b.WriteRune('…')
			break
		}
		if !unicode.IsPrint(r) {
			r = ' '
		}
		b.WriteRune(r)
		n++
	}
	return b.String()
}

// hasControl says whether words to be printed hold a character that is none:
// anything below a space but tabs and line ends. No document may hold one.
func hasControl(cell string) bool {
	for i := range len(cell) {
		if b := cell[i]; b < ' ' && b != '\t' && b != '\n' && b != '\r' || b == 0x7f {
			return true
		}
	}
	return false
}

// wouldRun says whether a spreadsheet could take words for a formula. A dash or
// a plus with a space behind it begins a list and is let through.
func wouldRun(cell string) bool {
	if cell == "" || !strings.ContainsRune("=+-@", rune(cell[0])) {
		return false
	}
	isList := (cell[0] == '-' || cell[0] == '+') && len(cell) > 1 && cell[1] == ' '
	return !isList
}

// spreadsheetErrors is what a spreadsheet writes where it could not work
// something out.
var spreadsheetErrors = map[string]bool{
	"#REF!": true, "#NAME?": true, "#VALUE!": true, "#N/A": true, "#DIV/0!": true,
	"#NULL!": true, "#NUM!": true, "#SPILL!": true, "#CALC!": true,
}

func isSpreadsheetError(cell string) bool {
	return spreadsheetErrors[cell] || strings.Trim(cell, "#") == ""
}

const months = `(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)`

var (
	monthName  = regexp.MustCompile(`^(?i)(\d{1,2}-` + months + `(-\d{2,4})?|` + months + `-\d{2,4})$`)
	slashDate  = regexp.MustCompile(`^\d{1,4}[/.]\d{1,2}[/.]\d{2,4}( \d{1,2}:\d{2}(:\d{2})?)?$`)
	wholeDate  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}([ T].*)?$`)
	roundPoint = regexp.MustCompile(`^[+-]?\d+[.,]0+$`)
	scientific = regexp.MustCompile(`^[+-]?\d+([.,]\d+)?[eE][+-]\d+$`)
)

// spreadsheetHabit is the id of a sentence for a cell that looks as if a
// spreadsheet had made a date or a number of it, or "".
func spreadsheetHabit(cell string) string {
	switch {
	case monthName.MatchString(cell), slashDate.MatchString(cell), wholeDate.MatchString(cell), isDayNumber(cell):
		return "answers.cell.date"
	case roundPoint.MatchString(cell), scientific.MatchString(cell):
		return "answers.cell.number"
	}
	return ""
}

// isDayNumber says whether a cell may be days since 1900, as a spreadsheet
// stores a date: 1982 to 2064.
func isDayNumber(cell string) bool {
	n, err := strconv.Atoi(cell)
	return err == nil && n >= 30_000 && n <= 60_000
}

// respondentHabit is the same for a respondent, who may have any id: only what
// nobody would choose as one, and what may have made two of them the same. The
// sentences don't repeat the id.
func respondentHabit(cell string) string {
	switch {
	case monthName.MatchString(cell):
		return "answers.respondent.date"
	case roundPoint.MatchString(cell), scientific.MatchString(cell):
		return "answers.respondent.number"
	}
	return ""
}

package ui

import "bearings/internal/round"

// Where answers from elsewhere are brought into a round.
const (
	ImportPattern     = RoundPattern + "/import"
	UndoImportPattern = ImportPattern + "/undo"
)

// FieldHeld says which files of those a moment ago a form is about. DoBring brings
// them in.
const (
	FieldHeld = "held"
	DoBring   = "bring"
)

// ImportURL is where answers are brought into a round.
func ImportURL(r round.Round, part ...string) string {
	return RoundURL(r, append([]string{"import"}, part...)...)
}

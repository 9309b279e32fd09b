package answer

import "unicode/utf8"

// NameFault is what keeps a name from being printed as an agency's, as a cell of
// the column agency would be refused for it.
type NameFault string

// Faults of names; NameFits is none.
const (
	NameFits    NameFault = ""
	NameLong    NameFault = "long"    // more than MaxCell characters
	NameControl NameFault = "control" // holds a character that can't be printed
	NameFormula NameFault = "formula" // a spreadsheet would take it for a formula
	NameError   NameFault = "error"   // a spreadsheet's error, such as #REF!
)

// CheckName says whether a name can stand in the column agency.
func CheckName(name string) NameFault {
	switch name = trim(name); {
	case utf8.RuneCountInString(name) > MaxCell:
		return NameLong
	case hasControl(name):
		return NameControl
	case wouldRun(name):
		return NameFormula
	case len(name) > 1 && name[0] == '#' && isSpreadsheetError(name):
		return NameError
	}
	return NameFits
}

package fault

import (
	"path"
	"strconv"
	"strings"
)

// IsWorkbook says whether a file is a spreadsheet's, by its name.
func IsWorkbook(file string) bool { return strings.EqualFold(path.Ext(file), ".xlsx") }

// Letters are a sheet's column, from 1, as spreadsheets show it: 15 is "O".
func Letters(column int) string {
	letters := ""
	for ; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters
}

// Place is a place in a file as a person finds it there: line:column in a text
// file, and the cell in a workbook. What is 0 is left out.
func Place(file string, line, column int) string {
	switch {
	case line == 0:
		return ""
	case column == 0:
		return strconv.Itoa(line)
	case IsWorkbook(file):
		return Letters(column) + strconv.Itoa(line)
	}
	return strconv.Itoa(line) + ":" + strconv.Itoa(column)
}

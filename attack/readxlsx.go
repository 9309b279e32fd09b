package attack

import (
	"bytes"

	"github.com/xuri/excelize/v2"
)

// ReadXLSX reads a workbook: a heading and a table for each of its sheets.
func ReadXLSX(name string, data []byte) (Document, error) {
	d := Document{Name: name}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return d, err
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			return d, err
		}
		table := Piece{Text: sheet}
		for _, row := range rows {
			var boxes []Box
			for _, text := range row {
				boxes = append(boxes, Box{Lines: []string{text}, Span: 1})
				d.say(text)
			}
			table.Rows = append(table.Rows, boxes)
		}
		d.Pieces = append(d.Pieces, Piece{Level: 1, Text: sheet}, table)
		d.say(sheet)
		if err := d.sayPrinted(book, sheet); err != nil {
			return d, err
		}
	}
	props, err := book.GetDocProps()
	if err != nil {
		return d, err
	}
	for _, text := range []string{props.Title, props.Subject, props.Description, props.Keywords, props.Creator, props.Category, props.LastModifiedBy} {
		d.say(text)
	}
	return d, nil
}

// sayPrinted notes what stands at the head and foot of printed pages, and in notes.
func (d *Document) sayPrinted(book *excelize.File, sheet string) error {
	printed, err := book.GetHeaderFooter(sheet)
	if err != nil {
		return err
	}
	if printed != nil {
		d.say(printed.OddHeader)
		d.say(printed.OddFooter)
	}
	notes, err := book.GetComments(sheet)
	for _, note := range notes {
		d.say(note.Text)
	}
	return err
}

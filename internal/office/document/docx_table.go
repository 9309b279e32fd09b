package document

import (
	"encoding/xml"
	"strconv"
)

// wholeTable reads a table, which may stand in the cell of another one.
func (d *docx) wholeTable() error {
	outer, cell := d.table, d.cell
	d.table = &table{}
	err := d.inside()
	d.table, d.cell = outer, cell
	return err
}

func (d *docx) row() error {
	if d.table == nil {
		return d.inside()
	}
	d.table.nextRow()
	return d.x.each(func(start xml.StartElement) error {
		if start.Name.Local == "trPr" {
			columns, err := d.columns("gridBefore")
			d.table.column = min(columns, maxColumns)
			return err
		}
		return d.element(start)
	}, nil)
}

func (d *docx) tableCell() error {
	if d.table == nil {
		return d.inside()
	}
	outer := d.cell
	t := d.table
	d.cell = nil
	err := d.x.each(func(start xml.StartElement) error {
		if start.Name.Local == "tcPr" && d.cell == nil {
			columns, err := d.columns("gridSpan")
			d.cell = t.nextCell(columns)
			return err
		}
		if d.cell == nil {
			d.cell = t.nextCell(1)
		}
		return d.element(start)
	}, nil)
	d.cell = outer
	return err
}

// columns reads a number of columns from the settings of a row or cell; 0 is none.
func (d *docx) columns(name string) (int, error) {
	n := 0
	err := d.x.each(func(start xml.StartElement) error {
		if start.Name.Local == name {
			n, _ = strconv.Atoi(value(start, "val"))
			n = max(0, min(n, maxColumns))
		}
		return d.x.skip()
	}, nil)
	return n, err
}

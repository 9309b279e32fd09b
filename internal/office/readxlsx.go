package office

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
)

// A workbook is read by a small reader of our own and not by excelize: the
// rows must be streamed, and excelize can tell formulas, merged cells and dates
// apart only after the whole sheet is in memory.

// workbook is an XLSX file being read.
type workbook struct {
	parts map[string]*zip.File
	// left is how many unpacked bytes may still be read, of all parts together.
	left, most int64
}

// errDamaged says that a workbook is not made as it should be.
var errDamaged = errors.New("damaged workbook")

func openWorkbook(r io.Reader, start int64, in *bufio.Reader, limits Limits) (answer.Table, error) {
	at, size, err := anyPlace(r, start, in, limits.MaxBytes)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(at, size)
	if err != nil {
		return nil, asWorkbook(err)
	}
	w := &workbook{parts: map[string]*zip.File{}, left: limits.MaxUnpacked, most: limits.MaxUnpacked}
	for _, f := range archive.File {
		w.parts[strings.TrimPrefix(f.Name, "/")] = f
	}
	t, err := w.open()
	if err != nil {
		return nil, asWorkbook(err)
	}
	return t, nil
}

// anyPlace gives access to any place of the file: to the file itself, or to
// its bytes in memory.
func anyPlace(r io.Reader, start int64, in *bufio.Reader, most int64) (io.ReaderAt, int64, error) {
	if start >= 0 {
		end, err := r.(io.Seeker).Seek(0, io.SeekEnd)
		if err != nil {
			return nil, 0, asRead(err)
		}
		if end-start > most {
			return nil, 0, tooBig(most)
		}
		return io.NewSectionReader(r.(io.ReaderAt), start, end-start), end - start, nil
	}
	all, err := io.ReadAll(in)
	if err != nil {
		return nil, 0, asRead(err)
	}
	return bytes.NewReader(all), int64(len(all)), nil
}

// asWorkbook is an error of reading a workbook as it is handed on.
func asWorkbook(err error) error {
	if p, ok := fault.AsProblems(err); ok {
		return p
	}
	var disk *fs.PathError
	if errors.As(err, &disk) {
		return asRead(err)
	}
	return problem(0, 0, "answers.book.damaged")
}

// open finds the sheet and reads its headings.
func (w *workbook) open() (answer.Table, error) {
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	if err := w.tooMuch(); err != nil {
		return nil, err
	}
	relations, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	sheets, err := w.sheets(main)
	if err != nil {
		return nil, err
	}
	t := &sheetTable{book: w}
	var sheet string
	sheet, t.name, t.of = pick(sheets, relations)
	if sheet == "" {
		return nil, problem(0, 0, "answers.book.no_sheet")
	}
	for _, rel := range relations {
		switch {
		case strings.HasSuffix(rel.kind, "/sharedStrings"):
			t.strings, err = w.strings(rel.target)
		case strings.HasSuffix(rel.kind, "/styles"):
			t.dates, err = w.dateStyles(rel.target)
		}
		if err != nil {
			return nil, err
		}
	}
	return t, t.open(sheet)
}

// mainPart is the part that lists the sheets.
func (w *workbook) mainPart() (string, error) {
	if f := w.parts["mimetype"]; f != nil {
		return "", problem(0, 0, "answers.file.open_document")
	}
	if w.parts["_rels/.rels"] == nil {
		return "", problem(0, 0, "answers.file.other_zip")
	}
	relations, err := w.relations("")
	if err != nil {
		return "", err
	}
	for _, rel := range relations {
		if !strings.HasSuffix(rel.kind, "/officeDocument") {
			continue
		}
		if path.Ext(rel.target) == ".bin" {
			return "", problem(0, 0, "answers.file.old_excel")
		}
		if strings.HasPrefix(rel.target, "xl/") {
			return rel.target, nil
		}
	}
	return "", problem(0, 0, "answers.file.other_zip")
}

// tooMuch refuses a workbook whose parts say themselves that they are too big.
// They may lie: what is really unpacked is counted as well.
func (w *workbook) tooMuch() error {
	for _, f := range w.parts {
		if f.UncompressedSize64 > uint64(w.most) {
			return unpacksTooBig(w.most)
		}
	}
	return nil
}

func unpacksTooBig(most int64) error {
	return problem(0, 0, "answers.book.big", "Megabytes", (most+1<<20-1)>>20)
}

// relation is what one part says about another.
type relation struct{ id, kind, target string }

// relations are those of a part; "" is the whole file.
func (w *workbook) relations(of string) ([]relation, error) {
	dir, name := path.Split(of)
	p, err := w.part(dir + "_rels/" + name + ".rels")
	if err != nil {
		return nil, err
	}
	defer p.close()
	var all []relation
	err = p.elements(func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attribute(e, "TargetMode") != "External" {
			target := attribute(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = "/" + dir + target
			}
			all = append(all, relation{attribute(e, "Id"), attribute(e, "Type"), path.Clean(target)[1:]})
		}
		return nil
	})
	return all, err
}

// sheetName is one sheet as the workbook lists it.
type sheetName struct {
	name, relation string
	hidden         bool
}

func (w *workbook) sheets(main string) ([]sheetName, error) {
	p, err := w.part(main)
	if err != nil {
		return nil, err
	}
	defer p.close()
	var all []sheetName
	err = p.elements(func(e xml.StartElement) error {
		if e.Name.Local == "sheet" {
			all = append(all, sheetName{attribute(e, "name"), attribute(e, "id"), attribute(e, "state") != "" && attribute(e, "state") != "visible"})
		}
		return nil
	})
	return all, err
}

// pick chooses the sheet named "answers", or the first that can be seen, or
// the first. It returns its part, its name and how many sheets there are.
func pick(sheets []sheetName, relations []relation) (part, name string, of int) {
	parts := map[string]string{}
	for _, rel := range relations {
		if strings.HasSuffix(rel.kind, "/worksheet") {
			parts[rel.id] = rel.target
		}
	}
	best := 0
	for _, s := range sheets {
		if parts[s.relation] == "" {
			continue // a chart
		}
		of++
		rank := 1
		if strings.EqualFold(strings.TrimSpace(s.name), "answers") {
			rank = 3
		} else if !s.hidden {
			rank = 2
		}
		if rank > best {
			best, part, name = rank, parts[s.relation], s.name
		}
	}
	return part, name, of
}

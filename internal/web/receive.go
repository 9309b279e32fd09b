package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strconv"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/mapping"
	"bearings/internal/ui"
)

const (
	// nameLength is as much of a file's name as is kept for the page.
	nameLength = 200
	// wrapping is what a form may hold besides files: what was decided about
	// some hundred columns, with their headings and words.
	wrapping = 4 << 20
	// mostFields is how many fields are taken, mostFiles how many files.
	mostFields = 20_000
	mostFiles  = 50
)

// brought is a file as it was sent.
type brought struct {
	name  string
	bytes []byte
}

// sent is a form as it was sent. Nothing of it outlives the request.
type sent struct {
	answers, mappings []brought
	fields            map[string]string
}

func (f sent) names() []string {
	var names []string
	for _, file := range f.answers {
		names = append(names, file.name)
	}
	return names
}

// receive reads a form. It waits for a place at work before it takes a file in;
// leave gives the place back.
func (s *Site) receive(r *http.Request, body io.Reader) (form sent, leave func(), err error) {
	leave = func() {}
	r.Body = io.NopCloser(body)
	parts, err := r.MultipartReader()
	if err != nil {
		return form, leave, fault.New(fault.Invalid, "upload.no-file")
	}
	in := &receiving{site: s, ctx: r.Context(), files: s.config.MaxUpload, fields: wrapping, leave: leave}
	in.form.fields = map[string]string{}
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return in.form, in.leave, nil
		}
		if err == nil {
			err = in.take(part)
		}
		var known *fault.Fault
		switch {
		case err == nil:
		case errors.Is(err, errOver), errors.As(err, &known):
			return in.form, in.leave, err
		default: // half a form
			return in.form, in.leave, fault.New(fault.Invalid, "upload.no-file")
		}
	}
}

// receiving is a form on its way in, and how many bytes it may still have.
type receiving struct {
	site          *Site
	ctx           context.Context
	form          sent
	files, fields int64
	leave         func()
	atWork        bool
}

// complete says whether there is a file of answers in a form.
func (f sent) complete() error {
	if len(f.answers) > 0 {
		return nil
	}
	if f.fields[ui.FieldFile(0)] != "" {
		return fault.New(fault.Invalid, "columns.no-file")
	}
	return fault.New(fault.Invalid, "upload.no-file")
}

func (in *receiving) take(part *multipart.Part) error {
	switch name := part.FormName(); {
	case part.FileName() == "" && (name == ui.FieldAnswers || name == ui.FieldMapping):
		return nil // nothing was chosen
	case name == ui.FieldAnswers:
		if err := in.begin(); err != nil {
			return err
		}
		file, err := in.read(part, &in.files)
		in.form.answers = append(in.form.answers, brought{fileName(part.FileName()), file})
		return err
	case name == ui.FieldMapping:
		left := int64(mapping.MaxBytes)
		file, err := in.read(part, &left)
		if errors.Is(err, errOver) {
			return fault.New(fault.Invalid, "columns.mapping-large", "Name", fileName(part.FileName()))
		}
		in.form.mappings = append(in.form.mappings, brought{fileName(part.FileName()), file})
		return err
	default:
		value, err := in.read(part, &in.fields)
		if len(in.form.fields) == mostFields {
			return errOver
		}
		in.form.fields[name] = strings.ToValidUTF8(string(value), "")
		return err
	}
}

// begin finds a place at work for the first file.
func (in *receiving) begin() error {
	if len(in.form.answers) == mostFiles {
		return errOver
	}
	if in.atWork {
		return nil
	}
	leave, err := in.site.enter(in.ctx)
	if err != nil {
		return err
	}
	in.leave, in.atWork = leave, true
	return nil
}

// read reads a part of the form as far as is left of a limit.
func (in *receiving) read(part io.Reader, left *int64) ([]byte, error) {
	if len(in.form.mappings) == mostFiles {
		return nil, errOver
	}
	var all bytes.Buffer
	n, err := io.Copy(&all, &limited{reader: part, left: *left})
	*left -= n
	return all.Bytes(), err
}

// fileName is the last part of a name, whichever way its owner's machine
// writes folders, and not longer than a page can show.
func fileName(sent string) string {
	name := path.Base(strings.ReplaceAll(sent, `\`, "/"))
	if len(name) > nameLength {
		name = name[len(name)-nameLength:]
	}
	return strings.ToValidUTF8(name, "")
}

// choices are what was decided about a file on the page before, and whether
// anything was.
func (f sent) choices(file string, only bool) (mapping.Choices, bool) {
	for n := range mostFiles {
		name, there := f.fields[ui.FieldFile(n)]
		if !there {
			break
		}
		if name == file || only && f.fields[ui.FieldFile(1)] == "" {
			return f.choicesAt(n), true
		}
	}
	return mapping.Choices{}, false
}

func (f sent) choicesAt(n int) mapping.Choices {
	c := mapping.Choices{Strand: f.fields[ui.FieldStrand(n)], Columns: map[int]mapping.Choice{}}
	columns, words := ui.FieldAs(n, ""), ui.FieldWord(n, "")
	for field, value := range f.fields {
		if place, ok := strings.CutPrefix(field, columns); ok {
			at, err := strconv.Atoi(place)
			if err != nil {
				continue
			}
			role, item := ui.ColumnValue(value)
			c.Columns[at] = mapping.Choice{Heading: f.fields[ui.FieldHeading(n, place)], Role: role, Item: item}
		}
		if place, ok := strings.CutPrefix(field, words); ok {
			c.Words = append(c.Words, mapping.Placed{
				Role: mapping.Role(f.fields[ui.FieldRole(n, place)]), Words: f.fields[ui.FieldWords(n, place)], ID: value,
			})
		}
	}
	return c
}

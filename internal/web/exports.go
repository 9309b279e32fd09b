package web

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/a-h/templ"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/mapping"
	"bearings/internal/ui"
)

// reply is the page that answers a form.
type reply struct {
	status int
	page   templ.Component
}

// reading is the files of a form on their way to a report.
type reading struct {
	site      *Site
	framework *framework.Framework
	form      sent
	// mappings are the files of that kind that were brought.
	mappings []mapping.Mapping
	// exports have what is read from them still to be seen; others are read as
	// they are, or through a mapping.
	exports  []ui.Export
	others   []string
	problems fault.Problems
}

// take makes a report of the files of a form, or asks what is in their columns.
func (s *Site) take(ctx context.Context, form sent) (reply, error) {
	in := &reading{site: s, framework: s.config.Framework, form: form}
	if err := in.look(); err != nil {
		return reply{}, err
	}
	page := in.page()
	if len(in.exports) > 0 && (page.Open() || form.fields[ui.FieldDo] != ui.DoMake) {
		return in.columns(page), nil
	}
	assessment, err := in.assess(ctx)
	if problems, ok := fault.AsProblems(err); ok && len(in.exports) > 0 {
		page.Problems = problems
		return in.columns(page), nil
	}
	if err != nil {
		return reply{}, err
	}
	return reply{http.StatusOK, s.pages.YourReport(assessment.Report, assessment.Files)}, nil
}

// page is what was read so far, to be seen and decided.
func (in *reading) page() ui.Reading {
	return ui.Reading{Limit: megabytes(in.site.config.MaxUpload), Exports: in.exports, Others: in.others, Asked: in.form.fields[ui.FieldDo] != ""}
}

func (in *reading) columns(page ui.Reading) reply {
	status := http.StatusOK
	if page.Failed() {
		status = http.StatusUnprocessableEntity
	}
	return reply{status, in.site.pages.Columns(page)}
}

func (in *reading) readMappings() error {
	for _, file := range in.form.mappings {
		m, err := mapping.Read(in.framework, file.name, file.bytes)
		if err := in.note(file.name, err); err != nil {
			return err
		}
		in.mappings = append(in.mappings, m)
	}
	return in.problems.Err()
}

// look sees which files are exports, and what is read from them.
func (in *reading) look() error {
	if err := in.readMappings(); err != nil {
		return err
	}
	for n, file := range in.form.answers {
		for _, other := range in.form.answers[:n] {
			if other.name == file.name {
				return fault.New(fault.Invalid, "columns.same-name", "Name", file.name)
			}
			if bytes.Equal(other.bytes, file.bytes) {
				return fault.New(fault.Invalid, "columns.same-answers", "Name", file.name, "Other", other.name)
			}
		}
		if err := in.note(file.name, in.lookAt(file)); err != nil {
			return err
		}
	}
	return in.problems.Err()
}

func (in *reading) lookAt(file brought) error {
	source, err := in.open(file)
	if err != nil {
		return err
	}
	choices, decided := in.form.choices(file.name, len(in.form.answers) == 1)
	if headings := source.Table.Columns(); len(headings) < 2 || answer.InRows(headings) {
		in.others = append(in.others, file.name)
		return nil
	}
	if !decided {
		fits, err := in.fits(file)
		if err != nil {
			return err
		}
		if fits {
			in.others = append(in.others, file.name)
			return nil
		}
	}
	config := in.site.config
	chosen, err := mapping.Choose(config.Words, in.framework, source, choices)
	if err != nil {
		return err
	}
	export := ui.Export{Number: len(in.exports), Name: file.name, Chosen: chosen, File: chosen.Mapping.YAML()}
	export.Mapping.File = config.Words.Say("columns.choices")
	in.exports = append(in.exports, export)
	return nil
}

// fits says whether a mapping that was brought fits an export. Where there is
// one file and one mapping, it was meant: what keeps it from fitting is said.
func (in *reading) fits(file brought) (bool, error) {
	for _, m := range in.mappings {
		source, err := in.open(file)
		if err != nil {
			return false, err
		}
		if _, err = mapping.Open(in.site.config.Words, in.framework, m, source); err == nil {
			return true, nil
		}
		if len(in.mappings) >= len(in.form.answers) {
			return false, err
		}
	}
	return false, nil
}

// assess makes the report of everything that was brought.
func (in *reading) assess(ctx context.Context) (Assessment, error) {
	sources, err := in.sources()
	if err != nil {
		return Assessment{}, err
	}
	return in.site.config.Assess(ctx, sources)
}

// sources are everything that was brought, with one answer a row.
func (in *reading) sources() ([]answer.Source, error) {
	var sources []answer.Source
	for _, file := range in.form.answers {
		source, err := in.open(file)
		if err != nil {
			return nil, err
		}
		sources = append(sources, source)
	}
	mappings := in.mappings
	for _, export := range in.exports {
		m := export.Mapping
		m.Export = export.Name
		mappings = append(mappings, m)
	}
	return mapping.Gather(in.site.config.Words, in.framework, mappings, sources)
}

func (in *reading) open(file brought) (answer.Source, error) {
	table, err := in.site.config.Open(bytes.NewReader(file.bytes))
	return answer.Source{Name: file.name, Table: table}, err
}

// note keeps what is wrong with a file, so that everything wrong with all of
// them is said at once. What is not about a file comes back.
func (in *reading) note(file string, err error) error {
	var f *fault.Fault
	problems, ok := fault.AsProblems(err)
	switch {
	case err == nil:
	case ok:
		for _, p := range problems.List {
			if p.File == "" {
				p.File = file
			}
			in.problems.List = append(in.problems.List, p)
		}
	case errors.As(err, &f) && f.Kind == fault.Invalid && len(in.form.answers) > 1:
		in.problems.List = append(in.problems.List, fault.Problem{File: file, Message: f.Message, With: f.With})
	default:
		return err
	}
	return nil
}

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"bearings/content"
	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

// writtenFiles are the five forms of a report and the two of the meeting pack.
const writtenFiles = 7

// partnership times a whole command on the fictional partnership.
func partnership(program, folder string) ([]measure, error) {
	file, err := fiction(program, folder)
	if err != nil {
		return nil, err
	}
	took, err := fastest(5, func() error { return assess(program, file, "practice-principles", folder) })
	if err != nil {
		return nil, err
	}
	written, err := os.ReadDir(filepath.Join(folder, "report"))
	if err != nil || len(written) != writtenFiles {
		return nil, fmt.Errorf("%d files were written, want %d: %w", len(written), writtenFiles, err)
	}
	return []measure{{what: "`assess` on the fictional partnership of 600 staff and 60 agencies: all five forms of the report and both of the meeting pack, start and exact checks included", reference: "", limit: "1 s", value: fmt.Sprintf("%.2f s", took.Seconds()), kept: took < time.Second}}, nil
}

// fiction writes the answers of the fictional partnership.
func fiction(program, folder string) (string, error) {
	file := filepath.Join(folder, "fiction.csv")
	run := exec.Command(program, "fiction", "--agencies", "60", "--staff", "600", "--young", "80", "--parents", "60", "--seed", "1", "--out", file)
	if out, err := run.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w", out, err)
	}
	return file, nil
}

// document times the Word document of that partnership's report against
// putting the same bytes into a zip.
func document(program, folder string) ([]measure, error) {
	file, err := fiction(program, folder)
	if err != nil {
		return nil, err
	}
	r, words, err := reportOf(file)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := office.WriteReportDOCX(&b, words, r); err != nil {
		return nil, err
	}
	all, size, err := parts(b.Bytes())
	if err != nil {
		return nil, err
	}
	const times = 20
	p, err := inTurn(5, func() error {
		return repeat(times, func() error { return office.WriteReportDOCX(io.Discard, words, r) })
	}, func() error {
		return repeat(times, func() error { return zipped(io.Discard, all) })
	})
	if err != nil {
		return nil, err
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1e3 / times }
	return []measure{{
		what: fmt.Sprintf("`report.docx` of that partnership (%d kB unpacked)", size/1000), reference: "`archive/zip` writing the same parts",
		limit: "5 times", value: fmt.Sprintf("%.2f times (%.1f ms and %.1f ms)", p.ratio(), each(p.ours), each(p.reference)), kept: p.ratio() <= 5,
	}}, nil
}

// reportOf is the report of an answers file, in English.
func reportOf(file string) (report.Report, *phrase.Words, error) {
	var r report.Report
	pack, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		return r, nil, err
	}
	fw, err := framework.Load(pack)
	if err != nil {
		return r, nil, err
	}
	messages, err := fs.Sub(content.Files, "messages")
	if err != nil {
		return r, nil, err
	}
	words, err := phrase.Load(messages)
	if err != nil {
		return r, nil, err
	}
	open, err := os.Open(file)
	if err != nil {
		return r, nil, err
	}
	defer open.Close()
	table, err := office.OpenTable(open, office.DefaultLimits)
	if err != nil {
		return r, nil, err
	}
	outcome, err := answer.Take(fw, table, 0)
	if err != nil {
		return r, nil, err
	}
	return report.FromOutcome(fw, outcome, words["en"]), words["en"], nil
}

func repeat(times int, run func() error) error {
	for range times {
		if err := run(); err != nil {
			return err
		}
	}
	return nil
}

// part is one file inside of a zip.
type part struct {
	name   string
	method uint16
	data   []byte
}

// parts takes a zip apart, and says how many bytes its parts have.
func parts(data []byte) (all []part, size int, err error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, 0, err
	}
	for _, file := range in.File {
		open, err := file.Open()
		if err != nil {
			return nil, 0, err
		}
		data, err := io.ReadAll(open)
		if err != nil {
			return nil, 0, err
		}
		all = append(all, part{file.Name, file.Method, data})
		size += len(data)
	}
	return all, size, nil
}

// zipped is the reference: the same bytes into a zip, and nothing else.
func zipped(w io.Writer, all []part) error {
	out := zip.NewWriter(w)
	for _, p := range all {
		file, err := out.CreateHeader(&zip.FileHeader{Name: p.name, Method: p.method})
		if err != nil {
			return err
		}
		if _, err := file.Write(p.data); err != nil {
			return err
		}
	}
	return out.Close()
}

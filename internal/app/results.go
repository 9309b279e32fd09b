package app

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"bearings/content"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/session"
	"bearings/internal/ui"
)

// result is one file of a report.
type result struct {
	name, mime string
	data       []byte
}

const (
	htmlType = "text/html; charset=utf-8"
	docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// meetingPlan is the plan of the meeting a report is for.
func meetingPlan() (session.Meeting, error) {
	return session.LoadMeeting(content.Files, "sessions/meeting.yaml")
}

// results are the files of a report and of the meeting about it, complete in
// memory.
func results(ctx context.Context, words *phrase.Words, r report.Report) ([]result, error) {
	plan, err := meetingPlan()
	if err != nil {
		return nil, err
	}
	formats := []struct {
		name, mime string
		write      func(io.Writer) error
	}{
		{"report.html", htmlType, func(w io.Writer) error { return ui.ReportFile(words, r).Render(ctx, w) }},
		{"report.docx", docxType, func(w io.Writer) error { return office.WriteReportDOCX(w, words, r) }},
		{"results.xlsx", xlsxType, func(w io.Writer) error { return office.WriteResultsXLSX(w, words, r) }},
		{"results.csv", "text/csv; charset=utf-8", func(w io.Writer) error { return office.WriteResultsCSV(w, r) }},
		{"results.json", "application/json", func(w io.Writer) error { return office.WriteResultsJSON(w, r) }},
		{"meeting-pack.html", htmlType, func(w io.Writer) error { return ui.MeetingPack(words, r, plan).Render(ctx, w) }},
		{"meeting-pack.docx", docxType, func(w io.Writer) error { return office.WriteMeetingPackDOCX(w, words, r, plan) }},
	}
	var all []result
	for _, f := range formats {
		var buffer bytes.Buffer
		if err := f.write(&buffer); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		all = append(all, result{f.name, f.mime, buffer.Bytes()})
	}
	return all, nil
}

// writeAll writes files beside their names first and then puts them in place,
// so that a folder never holds half a file.
func writeAll(folder string, files []result) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	var waiting []string
	defer func() {
		for _, name := range waiting {
			os.Remove(name)
		}
	}()
	for _, f := range files {
		name, err := writeBeside(folder, f)
		if err != nil {
			return err
		}
		waiting = append(waiting, name)
	}
	if err := noFolders(folder, files); err != nil {
		return err
	}
	for i, f := range files {
		if err := os.Rename(waiting[i], filepath.Join(folder, f.name)); err != nil {
			return err
		}
	}
	return nil
}

// noFolders makes sure that no folder stands where a file is to be put: the
// first files would be in place already when the last could not be.
func noFolders(folder string, files []result) error {
	for _, f := range files {
		name := filepath.Join(folder, f.name)
		if info, err := os.Lstat(name); err == nil && info.IsDir() {
			return &fs.PathError{Op: "write", Path: name, Err: syscall.EISDIR}
		}
	}
	return nil
}

func writeBeside(folder string, f result) (string, error) {
	file, err := os.CreateTemp(folder, "."+f.name+"-")
	if err != nil {
		return "", err
	}
	_, err = file.Write(f.data)
	if err == nil {
		err = file.Chmod(0o644)
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return file.Name(), err
}

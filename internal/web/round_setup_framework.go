package web

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"net/http"
	"path"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/ui"
)

// Limits of a framework pack: as much as is unpacked, in bytes, and as many entries
// as are looked at.
const (
	mostUnpacked = 16 << 20
	mostEntries  = 5000
)

// framework reads the page of a round's framework, with what became of it since the
// last round.
func (s *Site) roundFramework(r *http.Request) (page ui.RoundFramework, err error) {
	if page.RoundForm, err = s.setUp(r); err != nil {
		return page, err
	}
	if page.Framework, err = s.config.Rounds.Framework(r.Context(), page.Round.ID); err != nil {
		return page, err
	}
	last, ok, err := s.config.Rounds.LastPack(r.Context(), page.Round)
	if err != nil || !ok {
		return page, err
	}
	page.Last = last
	if last != page.Framework {
		page.Changes = framework.Describe(s.config.Words, framework.Compare(last, page.Framework))
	}
	return page, nil
}

func (s *Site) getRoundFramework(w http.ResponseWriter, r *http.Request) error {
	page, err := s.roundFramework(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.RoundFramework(page))
}

// postRoundFramework takes the files of a framework into the round, or shows
// everything that is wrong with them.
func (s *Site) postRoundFramework(w http.ResponseWriter, r *http.Request) error {
	s.allowTime(w)
	body := &limited{reader: r.Body, left: s.config.MaxUpload + wrapping}
	name, files, err := s.receivePack(r, body)
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*s.config.MaxUpload)
	if errors.Is(err, errOver) || body.over {
		return fault.New(fault.TooLarge, "upload.too-large", "Limit", megabytes(s.config.MaxUpload))
	}
	if err == nil {
		err = s.config.Rounds.UseFramework(r.Context(), visitOf(r).Viewer(), partnershipOf(r), roundOf(r), files)
	}
	problems, isPack := fault.AsProblems(err)
	wrong, isWrong := s.toPutRight(err)
	switch {
	case isPack, isWrong:
		page, err := s.roundFramework(r)
		if err != nil {
			return err
		}
		page.Wrong, page.Trying = wrong, ui.Trying{Names: []string{name}, Problems: problems, Folder: true}
		return s.renderOwn(w, r, http.StatusUnprocessableEntity, s.pages.RoundFramework(page))
	case err != nil:
		return err
	}
	return doneAt(w, r, ui.RoundsURL(partnershipOf(r), string(roundOf(r))), "changed")
}

// receivePack reads the form; no files stand for the framework that comes with the
// program.
func (s *Site) receivePack(r *http.Request, body io.Reader) (name string, files map[string]string, err error) {
	if !s.uploads.Allow() {
		return "", nil, fault.New(fault.TooMany, "upload.too-many")
	}
	form, leave, err := s.receive(r, body)
	defer leave()
	if form.fields[ui.FieldStandard] != "" {
		return "", nil, nil
	}
	if len(form.answers) == 0 {
		if errors.Is(err, errOver) {
			return "", nil, err
		}
		return "", nil, fault.New(fault.Invalid, "roundsetup.zip-no-file")
	}
	if err != nil {
		return "", nil, err
	}
	files, err = unpack(form.answers[0].bytes)
	return form.answers[0].name, files, err
}

// unpack reads the YAML files of a ZIP file. Where all of them lie in one folder, as
// when a folder was zipped, it is left out of their names.
func unpack(packed []byte) (map[string]string, error) {
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil || len(archive.File) > mostEntries {
		return nil, fault.New(fault.Invalid, "roundsetup.no-zip")
	}
	top := topFolder(archive)
	files, left := map[string]string{}, int64(mostUnpacked)
	for _, entry := range archive.File {
		name, inside := strings.CutPrefix(entry.Name, top)
		if !inside || entry.FileInfo().IsDir() || path.Ext(name) != ".yaml" || path.Clean(name) != name || strings.HasPrefix(name, ".") {
			continue
		}
		text, err := unpacked(entry, left)
		if err != nil {
			return nil, err
		}
		left -= int64(len(text))
		files[name] = string(text)
	}
	return files, nil
}

// unpacked reads one file of a ZIP file, however large it says it is.
func unpacked(entry *zip.File, left int64) ([]byte, error) {
	in, err := entry.Open()
	if err != nil {
		return nil, fault.New(fault.Invalid, "roundsetup.no-zip")
	}
	defer func() { _ = in.Close() }()
	text, err := io.ReadAll(io.LimitReader(in, left+1))
	switch {
	case err != nil:
		return nil, fault.New(fault.Invalid, "roundsetup.no-zip")
	case int64(len(text)) > left:
		return nil, fault.New(fault.Invalid, "roundsetup.zip-large", "Most", megabytes(mostUnpacked))
	}
	return text, nil
}

// topFolder is the folder the first framework.yaml lies in, with a slash at its end,
// or nothing.
func topFolder(archive *zip.Reader) string {
	for _, entry := range archive.File {
		if folder, file := path.Split(entry.Name); file == "framework.yaml" && strings.Count(folder, "/") <= 1 && !strings.HasPrefix(folder, "__") {
			return folder
		}
	}
	return ""
}

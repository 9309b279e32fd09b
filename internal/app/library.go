package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"bearings/internal/fault"
	"bearings/internal/library"
	"bearings/internal/offline"
	"bearings/internal/search"
	"bearings/internal/ui"
)

type libraryCommand struct {
	Export libraryExport `cmd:"" help:"${help_library_export}"`
}

type libraryExport struct {
	Dir       string `arg:"" placeholder:"DIR" help:"${help_library_export_dir}"`
	Framework string `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_serve_framework}"`
	Library   string `placeholder:"DIR" help:"${help_serve_library}"`
	Settings  string `env:"BEARINGS_SETTINGS" placeholder:"FILE" help:"${help_serve_settings}"`
}

// Run writes the library as a folder that opens without a server.
func (c libraryExport) Run(d *desk) error {
	folder, err := c.folder(d)
	if err != nil {
		return err
	}
	if err := offline.Write(c.Dir, folder); err != nil {
		return c.unwritten(err)
	}
	fmt.Fprintln(d.out, d.words.Count("library.exported", len(folder.Pages), "Dir", c.Dir))
	return nil
}

// unwritten says why there is no folder, and what to do.
func (c libraryExport) unwritten(err error) error {
	var nowhere *offline.NowhereError
	var name *offline.NameError
	switch {
	case errors.Is(err, offline.ErrNotEmpty):
		return fault.New(fault.Invalid, "library.not_empty", "Dir", c.Dir)
	case errors.As(err, &name):
		return fault.New(fault.Invalid, "library.no_file_name", "Path", name.Path)
	case errors.As(err, &nowhere):
		return nowhere // a defect of ours
	}
	return unwritten(c.Dir, err)
}

// folder renders every page of the library.
func (c libraryExport) folder(d *desk) (offline.Folder, error) {
	folder := offline.Folder{First: ui.LibraryPath}
	site, err := c.site(d)
	if err != nil {
		return folder, err
	}
	if err := carrySearch(site); err != nil {
		return folder, err
	}
	for _, page := range site.OfflinePages() {
		var text bytes.Buffer
		if err := page.Page.Render(d, &text); err != nil {
			return folder, fmt.Errorf("%s: %w", page.Path, err)
		}
		folder.Pages = append(folder.Pages, offline.Page{Path: page.Path, HTML: text.Bytes()})
	}
	for _, file := range site.Assets.Offline() {
		folder.Files = append(folder.Files, offline.File{Path: ui.AssetsPath + file.Name, Bytes: file.Bytes})
	}
	for _, file := range site.FilmFiles() {
		folder.Files = append(folder.Files, offline.File{Path: ui.AnimationFileURL(file.Name), Bytes: file.Bytes})
	}
	if len(site.Framework.Principles) > 0 {
		document, err := principlesFile(site)
		if err != nil {
			return folder, err
		}
		folder.Files = append(folder.Files, offline.File{Path: ui.PrinciplesFileURL(ui.PrinciplesDOCX), Bytes: document})
	}
	return folder, nil
}

// site is what the pages of the folder are written with.
func (c libraryExport) site(d *desk) (ui.Site, error) {
	site := ui.Site{Words: d.words, Static: true}
	var err error
	if site.Framework, err = loadFramework(c.Framework); err != nil {
		return site, err
	}
	l, err := openLibrary(c.Library, d.words.Language, site.Framework)
	if err != nil {
		return site, err
	}
	if site.Assets, err = ui.LoadAssets(ui.BuiltAssets()); err != nil {
		return site, err
	}
	shelf := ui.NewShelf(l, site.Framework)
	site.Reading = func() *ui.Shelf { return shelf }
	return site, fillIn(&site, c.Settings)
}

// found is an entry as the search of the folder shows it.
type found struct {
	Title      string   `json:"title"`
	Kind       string   `json:"kind"`
	KindName   string   `json:"kindName"`
	Href       string   `json:"href"`
	Summary    string   `json:"summary"`
	Text       string   `json:"text"`
	Principles []string `json:"principles"`
	Levels     []string `json:"levels"`
	Themes     []string `json:"themes"`
}

// carrySearch puts the index among the assets, as a script: a page in a folder
// may read no other file.
func carrySearch(site ui.Site) error {
	shelf := site.Reading()
	index, err := search.New(shelf.Shelf.Entries)
	if err != nil {
		return err
	}
	defer index.Close()
	carried, err := index.Carry()
	if err != nil {
		return err
	}
	all := struct {
		Entries []found `json:"entries"`
		search.Carried
	}{Carried: carried}
	for _, e := range shelf.Shelf.Entries {
		all.Entries = append(all.Entries, foundOf(site, e))
	}
	text, err := json.Marshal(all)
	if err != nil {
		return err
	}
	site.Assets.CarrySearch(append(append([]byte("window.bearingsLibrary="), text...), '\n'))
	return nil
}

func foundOf(site ui.Site, e library.Entry) found {
	text := ""
	for _, one := range e.Texts {
		text += one + "\n"
	}
	return found{
		Title: e.Title, Kind: string(e.Kind), KindName: site.KindName(e.Kind), Summary: e.Summary, Text: text,
		// The page of the search stands at the top of the folder, as its own links do.
		Href:       offline.Name(ui.EntryURL(e), ui.LibraryPath),
		Principles: listed(e.Principles), Levels: listed(e.Levels), Themes: listed(e.Themes),
	}
}

// listed is a list that is never null.
func listed(all []string) []string { return append([]string{}, all...) }

package app

import (
	"bytes"
	"io/fs"
	"log/slog"
	"os"
	"sync"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/office"
	"bearings/internal/search"
	"bearings/internal/ui"
)

// bookcase is the library with its search. Each is made once, when it is first
// asked for.
type bookcase struct {
	shelf func() *ui.Shelf
	index func() (*search.Index, error)
}

// openLibrary reads the library of a folder, or the one that comes with the
// program. A fault says what is wrong with the folder, or that ours does not fit
// the framework.
func openLibrary(folder, language string, fw *framework.Framework) (*library.Library, error) {
	if folder == "" {
		files, err := fs.Sub(content.Files, "library/"+language)
		if err != nil {
			return nil, err
		}
		l, err := library.Load(files, language, fw)
		if _, ok := fault.AsProblems(err); ok {
			// A test sees to it that nothing is wrong with it and our framework.
			return nil, fault.New(fault.Invalid, "library.unfit", "Framework", fw.ID)
		}
		return l, err
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil, fault.New(fault.NotFound, "library.no_folder", "Name", folder)
	}
	l, err := library.Load(os.DirFS(folder), language, fw)
	if problems, ok := fault.AsProblems(err); ok {
		allInFolder(folder, problems)
		return nil, problems
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "library.no_folder", "Name", folder)
	}
	return l, nil
}

// newBookcase makes the library of a site. One that can't be told to fit without
// looking is read at once: so what is wrong with somebody's own is said before
// anything is served, and a site whose framework ours does not fit says once
// that it goes without.
func newBookcase(d *desk, of siteOf, fw *framework.Framework, log *slog.Logger) (*bookcase, error) {
	if of.library == "" && of.framework == ownFramework {
		return newShelves(sync.OnceValue(func() *ui.Shelf {
			l, err := openLibrary("", d.words.Language, fw)
			if err != nil { // a defect of ours
				log.Error("library", slog.String("error", err.Error()))
				l = &library.Library{Language: d.words.Language}
			}
			return ui.NewShelf(l, fw)
		})), nil
	}
	l, err := openLibrary(of.library, d.words.Language, fw)
	if f, ok := fault.As(err); ok && of.library == "" {
		log.Warn(d.words.Fault(f))
		l, err = &library.Library{Language: d.words.Language}, nil
	}
	if err != nil {
		return nil, err
	}
	shelf := ui.NewShelf(l, fw)
	return newShelves(func() *ui.Shelf { return shelf }), nil
}

func newShelves(shelf func() *ui.Shelf) *bookcase {
	return &bookcase{shelf: shelf, index: sync.OnceValues(func() (*search.Index, error) {
		return search.New(shelf().Shelf.Entries)
	})}
}

func (b *bookcase) search(q library.Query) (library.Found, error) {
	index, err := b.index()
	if err != nil {
		return library.Found{}, err
	}
	return index.Search(q)
}

// principlesFile is the principles, with what the library has about them, as a
// Word document.
func principlesFile(site ui.Site) ([]byte, error) {
	var text bytes.Buffer
	err := office.WritePrinciplesDOCX(&text, site.Words, site.Booklet())
	return text.Bytes(), err
}

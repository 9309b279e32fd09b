package app

import (
	"bytes"
	"io/fs"
	"os"
	"sync"

	"bearings/content"
	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/office"
	"bearings/internal/search"
	"bearings/internal/ui"
)

// bookcase is the library, read when somebody first asks for it, with its search.
type bookcase struct {
	shelf func() (*ui.Shelf, error)
	index func() (*search.Index, error)
}

// newBookcase makes the library of that folder, or of the one that comes with
// the program. A folder of somebody's own is read at once, so that what is wrong
// with it is said before anything is served.
func newBookcase(folder string, language string, fw *framework.Framework) (*bookcase, error) {
	b := &bookcase{}
	b.shelf = sync.OnceValues(func() (*ui.Shelf, error) {
		files, err := libraryFiles(folder, language)
		if err != nil {
			return nil, err
		}
		l, err := library.Load(files, language, fw)
		if err != nil {
			return nil, err
		}
		return ui.NewShelf(l, fw), nil
	})
	b.index = sync.OnceValues(func() (*search.Index, error) {
		shelf, err := b.shelf()
		if err != nil {
			return nil, err
		}
		return search.New(shelf.Shelf.Entries)
	})
	if folder != "" {
		_, err := b.shelf()
		return b, err
	}
	return b, nil
}

func libraryFiles(folder, language string) (fs.FS, error) {
	if folder != "" {
		return os.DirFS(folder), nil
	}
	return fs.Sub(content.Files, "library/"+language)
}

// reading is the library, or an empty one where it can't be read: a test sees to
// it that the one that comes with the program can, with our framework. Another
// framework may lack a principle it points to.
func (b *bookcase) reading() *ui.Shelf {
	shelf, err := b.shelf()
	if err != nil {
		return ui.NewShelf(&library.Library{}, &framework.Framework{})
	}
	return shelf
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

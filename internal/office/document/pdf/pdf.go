// Package pdf reads the text of PDF files, with where it stands on the page.
//
// It is made for files of strangers: nothing in a file can make it read for ever,
// call itself without end or take more memory than its limits allow. Everything
// it unpacks and does is paid for from one allowance; when that is used up, it
// says so. Files whose list of objects is broken are searched for objects.
//
// It knows the formats from 1.0 to 2.0, with files under an empty password, and
// needs nothing but the standard library.
package pdf

import (
	"bytes"
	"errors"
)

// Limits bound what a file may cost.
type Limits struct {
	// MaxUnpacked is how many bytes may be unpacked and worked through.
	MaxUnpacked int64
	// MaxPages is how many pages a file may have.
	MaxPages int
}

// The ways in which a file can't be read.
var (
	ErrBroken    = errors.New("pdf: no pages can be found")
	ErrEncrypted = errors.New("pdf: a password is needed")
	ErrTooLarge  = errors.New("pdf: more to unpack than the limits allow")
	ErrPages     = errors.New("pdf: more pages than the limits allow")
)

// maxObject is the highest number an object may have, and maxObjects how many
// there may be.
const (
	maxObject  = 1 << 23
	maxObjects = 1 << 20
)

// File is a PDF that is open.
type File struct {
	data   []byte
	limits Limits
	// spent counts what was unpacked and worked through; over says that it was
	// too much, and that nothing more is read.
	spent int64
	over  bool

	places  map[int]place
	trailer dict
	objects map[int]object
	packs   map[int]*pack
	// busy are the objects that are being read, against circles.
	busy map[int]bool
	// searched says that places come from a search; seen is what it found.
	searched bool
	seen     map[int]int
	lock     *lock

	pages []dict
	fonts map[ref]*font
}

// place is where an object is found.
type place struct {
	// at is its byte in the file, or, if it is packed, its place in the pack.
	at int
	// pack is the object that holds it, 0 if it stands in the file.
	pack int
}

// Open reads a file's list of pages. data is kept, and not changed. The error is
// one of the variables above.
func Open(data []byte, limits Limits) (*File, error) {
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	f := &File{data: data, limits: limits, fonts: map[ref]*font{}}
	f.reset()
	f.readPlaces()
	if err := f.openLock(); err != nil {
		return nil, err
	}
	err := f.readPages()
	if errors.Is(err, ErrBroken) && !f.over {
		err = f.mend()
	}
	if f.over {
		return nil, ErrTooLarge
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// mend searches the file for what its list of objects doesn't tell.
func (f *File) mend() error {
	f.search()
	if err := f.openLock(); err != nil {
		return err
	}
	f.unpackFound()
	err := f.readPages()
	if errors.Is(err, ErrBroken) {
		f.findPages()
		if len(f.pages) > 0 {
			err = nil
		}
	}
	return err
}

func (f *File) reset() {
	f.places, f.trailer = map[int]place{}, dict{}
	f.objects, f.packs, f.busy = map[int]object{}, map[int]*pack{}, map[int]bool{}
}

// spend pays for work; it says whether there was enough left.
func (f *File) spend(n int) bool {
	f.spent += int64(n)
	if f.spent > f.limits.MaxUnpacked {
		f.over = true
	}
	return !f.over
}

// Pages is how many pages there are.
func (f *File) Pages() int { return len(f.pages) }

// maxFiles is how many attached files are named.
const maxFiles = 100

// Files are the names of the files that are attached.
func (f *File) Files() []string {
	root := f.dict(f.dict(f.trailer["Root"])["Names"])["EmbeddedFiles"]
	var names []string
	seen := map[ref]bool{}
	for waiting, steps := (array{root}), 0; len(waiting) > 0 && steps < maxFiles && f.spend(stepCost); steps++ {
		if at, ok := waiting[0].(ref); ok && seen[at] {
			waiting = waiting[1:]
			continue
		} else if ok {
			seen[at] = true
		}
		branch := f.dict(waiting[0])
		kids := f.array(branch["Kids"])
		waiting = append(waiting[1:len(waiting):len(waiting)], kids[:min(len(kids), maxFiles)]...)
		list := f.array(branch["Names"])
		for ; len(list) >= 2 && len(names) < maxFiles; list = list[2:] {
			names = append(names, f.fileName(list[0], f.dict(list[1])))
		}
	}
	return names
}

// fileName is what an attached file is called, or else the key it is kept under.
func (f *File) fileName(key object, file dict) string {
	for _, o := range []object{file["UF"], file["F"], key} {
		if t, ok := f.resolve(o).(text); ok && t != "" {
			return human(t[:min(len(t), 500)])
		}
	}
	return ""
}

// HasForm says whether the document is a form of the kind that only its maker's
// programs draw (XFA), so that its pages say nothing.
func (f *File) HasForm() bool {
	root := f.dict(f.trailer["Root"])
	drawn, _ := f.resolve(root["NeedsRendering"]).(bool)
	return drawn && f.dict(root["AcroForm"])["XFA"] != nil
}

// maxPageDepth is how deep the tree of pages may be.
const maxPageDepth = 64

// inherited are the entries that a page takes from those above it.
var inherited = []name{"Resources", "Rotate", "MediaBox"}

// readPages walks the tree of pages.
func (f *File) readPages() error {
	f.pages = nil
	root := f.dict(f.trailer["Root"])
	if len(f.dict(root["Pages"])) == 0 {
		return ErrBroken
	}
	if err := f.walk(root["Pages"], dict{}, map[ref]bool{}, 0); err != nil {
		f.pages = nil
		return err
	}
	if len(f.pages) == 0 {
		return ErrBroken
	}
	return nil
}

func (f *File) walk(node object, above dict, seen map[ref]bool, depth int) error {
	if at, ok := node.(ref); ok {
		if seen[at] {
			return nil
		}
		seen[at] = true
	}
	if f.over {
		return ErrTooLarge
	}
	if depth > maxPageDepth {
		return ErrBroken
	}
	d := f.dict(node)
	own := dict{}
	for _, key := range inherited {
		if own[key] = above[key]; d[key] != nil {
			own[key] = d[key]
		}
	}
	kids, inner := f.resolve(d["Kids"]).(array)
	if !inner || f.resolve(d["Type"]) == name("Page") {
		return f.addPage(d, own)
	}
	for _, kid := range kids {
		if err := f.walk(kid, own, seen, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// addPage adds a page. One that can't be found in a file whose list of objects is
// bad sends us searching.
func (f *File) addPage(d, own dict) error {
	if len(d) == 0 && !f.searched {
		return ErrBroken
	}
	if len(f.pages) >= f.limits.MaxPages {
		return ErrPages
	}
	page := dict{}
	for key, v := range d {
		page[key] = v
	}
	for key, v := range own {
		page[key] = v
	}
	f.pages = append(f.pages, page)
	return nil
}

// findPages takes all pages there are, where no tree holds them together.
func (f *File) findPages() {
	for _, number := range f.numbers() {
		d, ok := f.load(number).(dict)
		if ok && f.resolve(d["Type"]) == name("Page") && len(f.pages) < f.limits.MaxPages {
			f.pages = append(f.pages, d)
		}
	}
}

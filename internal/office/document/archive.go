package document

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// archive is a zip file whose parts share one allowance of unpacked bytes.
type archive struct {
	parts map[string]*zip.File
	names []string
	left  int64
}

// errTooLarge says that the allowance is used up.
var errTooLarge = &Error{Code: TooLarge}

// A part that unpacks to far more than itself was made for that, once it is
// larger than any writing.
const (
	bombRatio = 250
	bombFloor = 32 << 20
)

// openArchive reads an archive's list of parts, and refuses archives that lie in
// it.
func openArchive(f file) (*archive, error) {
	list := &meter{r: f.r, left: int64(f.limits.MaxParts)*512 + 1<<18}
	z, err := zip.NewReader(list, f.size)
	switch {
	case list.left < 0 || z != nil && len(z.File) > f.limits.MaxParts:
		return nil, &Error{Code: TooManyParts}
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, &Error{Code: BrokenArchive}
	}
	list.left = 1 << 62
	a := &archive{parts: map[string]*zip.File{}, left: f.limits.MaxUnpacked}
	for _, part := range z.File {
		name := plainName(part.Name)
		if _, twice := a.parts[name]; twice {
			continue
		}
		if part.Flags&1 != 0 {
			return nil, &Error{Code: Encrypted, Place: strings.ToValidUTF8(part.Name, "\ufffd")}
		}
		a.parts[name] = part
		a.names = append(a.names, name)
	}
	if overlap(z.File) {
		return nil, &Error{Code: BrokenArchive}
	}
	return a, nil
}

// meter fails once more has been read than it has left.
type meter struct {
	r    io.ReaderAt
	left int64
}

func (m *meter) ReadAt(p []byte, at int64) (int, error) {
	if m.left -= int64(len(p)); m.left < 0 {
		return 0, io.ErrUnexpectedEOF
	}
	return m.r.ReadAt(p, at)
}

// overlap finds parts that share bytes, by which a small file can hold a huge one
// many times.
func overlap(parts []*zip.File) bool {
	type place struct{ from, to int64 }
	var places []place
	for _, part := range parts {
		from, err := part.DataOffset()
		if err != nil || part.CompressedSize64 > 1<<40 {
			continue // it can't be opened either
		}
		if part.CompressedSize64 > 0 {
			places = append(places, place{from, from + int64(part.CompressedSize64)})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(places); i++ {
		if places[i].from < places[i-1].to {
			return true
		}
	}
	return false
}

// plainName is a part's name as parts refer to each other: no slash in front, and
// upper and lower case are the same.
func plainName(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))
	return strings.ToLower(strings.TrimPrefix(name, "/"))
}

func (a *archive) has(name string) bool { return a.parts[name] != nil }

// written is a part's name as the archive has it, for people.
func (a *archive) written(name string) string {
	if part := a.parts[name]; part != nil {
		return strings.ToValidUTF8(part.Name, "\ufffd")
	}
	return name
}

// open reads a part. The reader fails with errTooLarge when the allowance is used
// up.
func (a *archive) open(name string) (io.Reader, error) {
	part := a.parts[name]
	if part == nil {
		return nil, io.ErrUnexpectedEOF
	}
	raw, err := part.OpenRaw()
	if err != nil {
		return nil, err
	}
	packed := &counted{r: raw}
	out := &allowance{a: a, packed: packed}
	switch part.Method {
	case zip.Store:
		out.r = packed
	case zip.Deflate:
		out.r = flate.NewReader(packed)
	default:
		return nil, zip.ErrAlgorithm
	}
	return out, nil
}

// counted counts what is read.
type counted struct {
	r io.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// allowance hands a part on as long as the archive may unpack more. The sizes and
// check sums that the archive states are not believed, and not needed.
type allowance struct {
	a      *archive
	r      io.Reader
	packed *counted
	n      int64
}

func (l *allowance) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.n += int64(n)
	l.a.left -= int64(n)
	if l.a.left < 0 || l.n > bombFloor && l.n/bombRatio > l.packed.n {
		return 0, errTooLarge
	}
	return n, err
}

// xmlPart reads a part's XML.
type xmlPart struct {
	d     *xml.Decoder
	depth int
}

// maxDepth is how deep elements may stand in each other.
const maxDepth = 256

var errTooDeep = errors.New("document: elements nested too deeply")

// openXML opens a part as XML, in whatever encoding.
func (a *archive) openXML(name string) (*xmlPart, error) {
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	return newXML(r)
}

func newXML(r io.Reader) (*xmlPart, error) {
	text, _, err := Decode(r)
	if err != nil {
		return nil, err
	}
	d := xml.NewDecoder(&tagGuard{r: text})
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return &xmlPart{d: d}, nil
}

// tagGuard stops at a tag or text of a length nobody writes: the decoder would
// keep it in memory many times over.
type tagGuard struct {
	r     io.Reader
	since int
}

const maxTag = 4 << 20

var errLongTag = errors.New("document: a tag without end")

func (g *tagGuard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if i := bytes.LastIndexByte(p[:n], '<'); i >= 0 {
		g.since = n - i
	} else if g.since += n; g.since > maxTag {
		return 0, errLongTag
	}
	return n, err
}

// each hands over the elements inside the one that was just begun, up to its end.
// inside has to read each element whole, with each or skip. text, if not nil, is
// given the letters between them.
func (x *xmlPart) each(inside func(xml.StartElement) error, text func(xml.CharData)) error {
	if x.depth++; x.depth > maxDepth {
		return errTooDeep
	}
	defer func() { x.depth-- }()
	for {
		token, err := x.d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if err := inside(token); err != nil {
				return err
			}
		case xml.CharData:
			if text != nil {
				text(token)
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip reads to the end of the element that was just begun.
func (x *xmlPart) skip() error {
	for depth := 1; depth > 0; {
		token, err := x.d.Token()
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

// all hands over the elements of a whole part: its root.
func (x *xmlPart) all(inside func(xml.StartElement) error) error {
	err := x.each(inside, nil)
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// attribute is the value of an attribute, whatever its prefix.
func attribute(start xml.StartElement, name string) (string, bool) {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

func value(start xml.StartElement, name string) string {
	v, _ := attribute(start, name)
	return v
}

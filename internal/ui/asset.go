package ui

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"slices"
	"sync"
)

// Asset is one file as it is served.
type Asset struct {
	Type string // media type
	// Policy takes the place of the site's Content-Security-Policy, or is empty.
	Policy string
	// plain and packed open its bytes. packed is nil, or has none, where packing
	// saves nothing; plain is nil for a program of the browser, which is carried
	// packed only.
	plain, packed func() (io.ReadCloser, error)
}

// Open opens an asset for somebody who takes gzip, or does not, and says whether
// what is read is packed.
func (a Asset) Open(takesGzip bool) (body io.ReadCloser, isPacked bool, err error) {
	if a.packed != nil && (takesGzip || a.plain == nil) {
		body, err = a.packed()
		if err == nil && !takesGzip {
			body, err = unpacking(body)
		}
		if err == nil || a.plain == nil {
			return body, takesGzip, err
		}
	}
	body, err = a.plain()
	return body, false, err
}

// unpacking unpacks what is read.
func unpacking(packed io.ReadCloser) (io.ReadCloser, error) {
	reader, err := gzip.NewReader(packed)
	if err != nil {
		return nil, errors.Join(err, packed.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{reader, packed}, nil
}

// Plain are all bytes of an asset, and Gzip the same packed; either is empty where
// the asset isn't carried so.
func (a Asset) Plain() []byte { return all(a.plain) }

// Gzip are the packed bytes.
func (a Asset) Gzip() []byte { return all(a.packed) }

func all(open func() (io.ReadCloser, error)) []byte {
	if open == nil {
		return nil
	}
	body, err := open()
	if err != nil {
		return nil
	}
	defer body.Close()
	bytes, err := io.ReadAll(body)
	if err != nil { // the program itself would have to be damaged
		return nil
	}
	return bytes
}

// builtFile opens a file of the folder that was built, if there is one.
func builtFile(folder fs.FS, name string) (func() (io.ReadCloser, error), error) {
	if _, err := fs.Stat(folder, name); err != nil {
		return nil, err
	}
	return func() (io.ReadCloser, error) { return folder.Open(name) }, nil
}

// madeFile is an asset that is written anew whenever it is needed. Only what is
// sent most is kept: the packed bytes.
func madeFile(kind string, write func() []byte) Asset {
	opened := func(text []byte) io.ReadCloser { return io.NopCloser(bytes.NewReader(text)) }
	packed := sync.OnceValue(func() []byte { return packed(write()) })
	return Asset{
		Type:  kind,
		plain: func() (io.ReadCloser, error) { return opened(write()), nil },
		packed: func() (io.ReadCloser, error) {
			if text := packed(); text != nil {
				return opened(text), nil
			}
			return nil, fs.ErrNotExist
		},
	}
}

// packed is a file as gzip, or empty where that saves nothing.
func packed(plain []byte) []byte {
	var b bytes.Buffer
	writer, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	_, _ = writer.Write(plain)                                 // a buffer takes everything
	_ = writer.Close()
	if b.Len() > len(plain)*9/10 {
		return nil
	}
	return slices.Clone(b.Bytes())
}

package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/phrase"
)

//go:embed assets/built
var built embed.FS

// BuiltAssets is the folder of built assets this program was compiled with.
func BuiltAssets() fs.FS {
	folder, err := fs.Sub(built, "assets/built")
	if err != nil {
		panic(err) // only for a malformed path, which this is not
	}
	return folder
}

// Assets are the stylesheet, typeface, images and script of the pages, held in
// memory.
type Assets struct {
	// files by served name; names change with the bytes.
	files map[string]Asset
	// names: from the plain name ("site.css") to the served one.
	names map[string]string
}

// Asset is one file as it is served.
type Asset struct {
	Type string // media type
	// Plain and Gzip are the bytes; Gzip is empty where packing saves nothing, and
	// Plain for a program of the browser, which is kept packed only.
	Plain, Gzip []byte
	// Policy takes the place of the site's Content-Security-Policy, or is empty.
	Policy string
}

// LoadAssets reads a folder that the build script wrote. Where nothing has
// been built, the fault says what to run.
func LoadAssets(folder fs.FS) (*Assets, error) {
	list, err := fs.ReadFile(folder, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "site.assets-missing")
	}
	if err != nil {
		return nil, err
	}
	assets := &Assets{files: map[string]Asset{}}
	if err := json.Unmarshal(list, &assets.names); err != nil {
		return nil, err
	}
	for name, file := range assets.names {
		asset := Asset{Type: mediaType(file), Policy: policies[name]}
		if asset.Gzip, err = fs.ReadFile(folder, file+".gz"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		asset.Plain, err = fs.ReadFile(folder, file)
		if err != nil && !(asset.Gzip != nil && errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
		assets.files[file] = asset
	}
	assets.add("report.css", []byte(reportCSS))
	assets.add(checkedLook, []byte(checkedCSS))
	return assets, nil
}

// MadeUpIn adds the stylesheet by which every printed sheet of a page says, in
// those words, that its answers are made up.
func (a *Assets) MadeUpIn(words *phrase.Words) { a.add("made-up.css", []byte(reportMark(words))) }

// add takes in a file that is not built, under a name that changes with its bytes.
func (a *Assets) add(name string, plain []byte) {
	sum := sha256.Sum256(plain)
	ext := path.Ext(name)
	served := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	a.names[name] = served
	a.files[served] = Asset{Type: mediaType(served), Plain: plain, Gzip: packed(plain)}
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
	return b.Bytes()
}

// File finds an asset by the name it is served under.
func (a *Assets) File(name string) (Asset, bool) {
	file, ok := a.files[name]
	return file, ok
}

// URL is where an asset is served, by its plain name.
func (a *Assets) URL(name string) string { return AssetsPath + a.names[name] }

// mediaType knows the few kinds there are, so that no table of the machine
// decides what a browser is told.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".wasm":
		return "application/wasm"
	case ".woff2":
		return "font/woff2"
	default:
		return "text/plain; charset=utf-8"
	}
}

// SearchIndex is the plain name of the search's index in a folder without a
// server.
const SearchIndex = "search-index.js"

// CarrySearch takes in the search's index as a script.
func (a *Assets) CarrySearch(script []byte) { a.add(SearchIndex, script) }

// Offline are the files that pages in a folder need, by the names they are served
// under: all but the checker, which a browser does not start from a folder.
func (a *Assets) Offline() []File {
	var all []File
	for _, plain := range slices.Sorted(maps.Keys(a.names)) {
		name := a.names[plain]
		checks := strings.HasPrefix(plain, "language") || strings.HasPrefix(plain, "checkdocument") || path.Ext(plain) == ".wasm"
		if !checks {
			all = append(all, File{Name: name, Type: a.files[name].Type, Bytes: a.files[name].Plain})
		}
	}
	return all
}

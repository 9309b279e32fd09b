package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"path"
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
	// Plain and Gzip are the bytes; Gzip is empty where packing saves nothing.
	Plain, Gzip []byte
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
	for _, file := range assets.names {
		asset := Asset{Type: mediaType(file)}
		if asset.Plain, err = fs.ReadFile(folder, file); err != nil {
			return nil, err
		}
		packed, err := fs.ReadFile(folder, file+".gz")
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		asset.Gzip = packed
		assets.files[file] = asset
	}
	assets.add("report.css", []byte(reportCSS))
	return assets, nil
}

// MadeUpIn adds the stylesheet by which every printed sheet of a page says, in
// those words, that its answers are made up.
func (a *Assets) MadeUpIn(words *phrase.Words) { a.add("made-up.css", []byte(reportMark(words))) }

// add takes in a file that is not built, under a name that changes with its bytes.
func (a *Assets) add(name string, bytes []byte) {
	sum := sha256.Sum256(bytes)
	ext := path.Ext(name)
	served := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	a.names[name] = served
	a.files[served] = Asset{Type: mediaType(served), Plain: bytes}
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
	case ".woff2":
		return "font/woff2"
	default:
		return "text/plain; charset=utf-8"
	}
}

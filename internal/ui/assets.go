package ui

import (
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
	"sync"

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

// Assets are the stylesheet, typeface, images and scripts of the pages. What was
// built is read where it lies in the program, whenever somebody asks for it; what
// is made from words or rules is made when it is first needed.
type Assets struct {
	// files are those that were built, by served name; names change with the bytes.
	files map[string]Asset
	// names: from the plain name ("site.css") to the served one.
	names map[string]string
	// made are the others, by plain name.
	made map[string]madeAsset
}

// madeAsset is an asset that is not built, and the name it is served under.
type madeAsset struct {
	Asset
	served func() string
}

// LoadAssets lists a folder that the build script wrote. Where nothing has
// been built, the fault says what to run.
func LoadAssets(folder fs.FS) (*Assets, error) {
	list, err := fs.ReadFile(folder, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "site.assets-missing")
	}
	if err != nil {
		return nil, err
	}
	assets := &Assets{files: map[string]Asset{}, made: map[string]madeAsset{}}
	if err := json.Unmarshal(list, &assets.names); err != nil {
		return nil, err
	}
	for name, file := range assets.names {
		asset := Asset{Type: mediaType(file), Policy: policies[name]}
		if asset.packed, err = builtFile(folder, file+".gz"); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		asset.plain, err = builtFile(folder, file)
		if err != nil && !(asset.packed != nil && errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
		assets.files[file] = asset
	}
	assets.add("report.css", func() []byte { return []byte(reportCSS) })
	assets.add(checkedLook, func() []byte { return []byte(checkedCSS) })
	return assets, nil
}

// MadeUpIn adds the stylesheet by which every printed sheet of a page says, in
// those words, that its answers are made up.
func (a *Assets) MadeUpIn(words *phrase.Words) {
	a.add("made-up.css", func() []byte { return []byte(reportMark(words)) })
}

// add takes in a file that is not built, under a name that changes with its bytes.
func (a *Assets) add(name string, write func() []byte) {
	ext := path.Ext(name)
	a.made[name] = madeAsset{madeFile(mediaType(name), write), sync.OnceValue(func() string {
		sum := sha256.Sum256(write())
		return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	})}
}

// File finds an asset by the name it is served under.
func (a *Assets) File(name string) (Asset, bool) {
	if file, ok := a.files[name]; ok {
		return file, true
	}
	for plain, one := range a.made {
		if strings.HasPrefix(name, strings.TrimSuffix(plain, path.Ext(plain))+".") && one.served() == name {
			return one.Asset, true
		}
	}
	return Asset{}, false
}

// URL is where an asset is served, by its plain name.
func (a *Assets) URL(name string) string { return AssetsPath + a.served(name) }

func (a *Assets) served(name string) string {
	if one, ok := a.made[name]; ok {
		return one.served()
	}
	return a.names[name]
}

// named is an asset by its plain name.
func (a *Assets) named(name string) (Asset, bool) { return a.File(a.served(name)) }

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
func (a *Assets) CarrySearch(script []byte) {
	a.add(SearchIndex, func() []byte { return script })
}

// Offline are the files that pages in a folder need, by the names they are served
// under: all but the checker, which a browser does not start from a folder, and
// what signs people in.
func (a *Assets) Offline() []File {
	var all []File
	for _, plain := range slices.Sorted(maps.Keys(a.names)) {
		served := plain == "passkey.js" || strings.HasPrefix(plain, "language") || strings.HasPrefix(plain, "checkdocument") || path.Ext(plain) == ".wasm"
		if !served {
			all = append(all, a.offline(plain))
		}
	}
	for _, plain := range slices.Sorted(maps.Keys(a.made)) {
		all = append(all, a.offline(plain))
	}
	return all
}

func (a *Assets) offline(plain string) File {
	asset, _ := a.named(plain)
	return File{Name: a.served(plain), Type: asset.Type, Bytes: asset.Plain()}
}

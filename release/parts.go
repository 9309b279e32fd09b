package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	_ "github.com/ncruces/go-sqlite3/driver"
)

const assets = "internal/ui/assets/built"

// browser are our programs that run in a reader's browser. They travel inside the
// main one, which its own list of modules does not know.
var browser = []string{"./internal/ui/wasm/hints", "./internal/ui/wasm/document"}

// part is something of others that is built into the program.
type part struct {
	name, version string
	sum           string            // a module's, as go.sum has it
	licences      []string          // SPDX ids, sorted
	texts         map[string]string // licences and notices, by file
}

// parts are all parts of all targets.
type parts struct {
	language  part
	modules   map[string]part // by path
	inBrowser []string        // paths of the modules in the programs for browsers
	sqlite    string          // the version of SQLite in one of the modules
	frontEnd  []frontEndPart
	// frontEndText holds the licences of the front end, which the build of it
	// gathers for the site.
	frontEndText string
}

// listed is what we read of a package that `go list` describes.
type listed struct {
	ImportPath, Dir string
	GoFiles         []string
	Standard        bool
	Module          *struct {
		Path, Version, Dir, Sum string
		Main                    bool
		Replace                 *struct{ Path string }
	}
}

func (w workshop) parts(ctx context.Context) (parts, error) {
	all := parts{modules: map[string]part{}}
	for _, t := range targets {
		if _, err := w.list(ctx, t, all.modules, "./cmd/bearings"); err != nil {
			return parts{}, err
		}
	}
	inBrowser, err := w.list(ctx, target{"js", "wasm"}, all.modules, browser...)
	if err != nil {
		return parts{}, err
	}
	all.inBrowser = slices.Sorted(maps.Keys(inBrowser))
	if all.language, err = w.golang(ctx); err != nil {
		return parts{}, err
	}
	if all.sqlite, err = sqliteVersion(ctx); err != nil {
		return parts{}, err
	}
	if all.frontEnd, err = frontEndOf(w.root); err != nil {
		return parts{}, err
	}
	all.frontEndText, err = frontEndLicences(w.root)
	return all, err
}

// list adds the modules that are linked into programs, and says which they were.
func (w workshop) list(ctx context.Context, t target, into map[string]part, programs ...string) (seen map[string]bool, err error) {
	args := append([]string{"list", "-deps", "-json=ImportPath,Dir,GoFiles,Standard,Module"}, programs...)
	out, err := output(ctx, w.root, w.goEnv(t), goCommand(), args...)
	if err != nil {
		return nil, err
	}
	seen = map[string]bool{}
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return seen, nil
		} else if err != nil {
			return nil, err
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		if p.Module.Replace != nil {
			return nil, fmt.Errorf("%s is replaced by %s in go.mod; a release is built from what modules publish", p.Module.Path, p.Module.Replace.Path)
		}
		m, known := into[p.Module.Path]
		if !known {
			m = part{name: p.Module.Path, version: p.Module.Version, sum: p.Module.Sum, texts: map[string]string{}}
		}
		if err := m.takeLicences(p); err != nil {
			return nil, err
		}
		into[p.Module.Path] = m
		seen[p.Module.Path] = true
	}
}

// golang is the language: its library is linked in, and a piece of it starts our
// programs in browsers.
func (w workshop) golang(ctx context.Context) (part, error) {
	out, err := output(ctx, w.root, nil, goCommand(), "env", "GOROOT", "GOVERSION")
	if err != nil {
		return part{}, err
	}
	root, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	std := part{name: "std", version: strings.TrimPrefix(version, "go"), texts: map[string]string{}}
	for _, name := range []string{"LICENSE", "PATENTS"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return part{}, err
		}
		if err := std.take(name, string(text)); err != nil {
			return part{}, err
		}
	}
	return std, nil
}

// sqliteIn is the module in which SQLite, written in C, stands as Go. Its own
// version says little to those who look for faults of SQLite.
const sqliteIn = "github.com/ncruces/go-sqlite3"

func sqliteVersion(ctx context.Context) (version string, err error) {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return "", err
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, "select sqlite_version()").Scan(&version)
	return version, err
}

// frontEndPart is a package of npm of which something is served to browsers.
type frontEndPart struct {
	name, version, licence string
	integrity              string // as package-lock.json has it
}

// frontEnd are the packages of npm whose styles or typeface are built in. The
// others in package-lock.json build and check, and none of them is in the program.
var frontEnd = []string{"@fontsource/atkinson-hyperlegible-next", "govuk-frontend"}

func frontEndOf(root string) ([]frontEndPart, error) {
	text, err := os.ReadFile(filepath.Join(root, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct{ Version, Integrity, License string }
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, err
	}
	var all []frontEndPart
	for _, name := range frontEnd {
		p := lock.Packages["node_modules/"+name]
		if p.Version == "" || p.Integrity == "" || p.License == "" {
			return nil, fmt.Errorf("package-lock.json does not say version, integrity and licence of %s", name)
		}
		all = append(all, frontEndPart{name, p.Version, p.License, p.Integrity})
	}
	return all, nil
}

func frontEndLicences(root string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, assets, "manifest.json"))
	if err != nil {
		return "", err
	}
	var served map[string]string
	if err := json.Unmarshal(text, &served); err != nil {
		return "", err
	}
	licences, err := os.ReadFile(filepath.Join(root, assets, served["licences.txt"]))
	return string(licences), err
}

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	checksums  = "SHA256SUMS"
	thirdParty = "THIRD-PARTY.txt"
	listSuffix = ".cdx.json"
)

// workshop makes a release from the sources in a folder.
type workshop struct {
	root, out string
	cache     string // Go's cache of compiled packages; empty is the usual one
	edition
}

// make writes a release: for each target an archive and a list of its parts, then
// the licences and the checksums.
func (w workshop) make(ctx context.Context, wanted []target) error {
	if _, err := os.Stat(filepath.Join(w.root, assets, "manifest.json")); err != nil {
		return errors.New("styles and scripts are not built; run: make assets")
	}
	found, err := w.parts(ctx)
	if err != nil {
		return err
	}
	licences, err := w.licences(found)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(w.out); err != nil {
		return err
	}
	if err := os.MkdirAll(w.out, 0o755); err != nil {
		return err
	}
	files := map[string][]byte{thirdParty: licences}
	for _, t := range wanted {
		if err := w.pack(ctx, t, found, files); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	files[checksums] = sums(files)
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(w.out, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// pack adds the archive for one target and the list of its parts.
func (w workshop) pack(ctx context.Context, t target, found parts, files map[string][]byte) error {
	program, err := w.build(ctx, t)
	if err != nil {
		return err
	}
	info, err := buildinfo.Read(bytes.NewReader(program))
	if err != nil {
		return err
	}
	list, err := w.billOf(t, program, info, found)
	if err != nil {
		return err
	}
	inside, err := w.papers()
	if err != nil {
		return err
	}
	inside = append(inside,
		entry{name: t.program(), data: program, runs: true},
		entry{name: thirdParty, data: files[thirdParty]},
		entry{name: "bearings" + listSuffix, data: list})
	name := fmt.Sprintf("bearings-%s-%s", w.version, t)
	archive, suffix, err := packed(name, t, inside, w.date)
	if err != nil {
		return err
	}
	files[name+suffix] = archive
	files[name+listSuffix] = list
	return nil
}

// goEnv keeps what a builder has set for other work out of the build. GOFLAGS is
// not empty, because an empty one would let the builder's own file speak.
func (w workshop) goEnv(t target) []string {
	env := []string{
		"GOOS=" + t.os, "GOARCH=" + t.arch, "GOAMD64=v1", "GOARM64=v8.0", "GOFIPS140=off",
		"CGO_ENABLED=0", "GOFLAGS=-mod=readonly", "GOWORK=off",
	}
	if w.cache != "" {
		env = append(env, "GOCACHE="+w.cache)
	}
	return env
}

// build compiles the program and checks that the version went in: a linker says
// nothing of a variable that has been renamed.
func (w workshop) build(ctx context.Context, t target) ([]byte, error) {
	folder, err := os.MkdirTemp("", "bearings-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, t.program())
	_, err = output(ctx, w.root, w.goEnv(t), goCommand(), "build", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid= -X bearings/internal/app.Version="+w.version, "-o", file, "./cmd/bearings")
	if err != nil {
		return nil, err
	}
	program, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if !bytes.Contains(program, []byte(w.version)) {
		return nil, fmt.Errorf("the version %s is not in the program; does internal/app still have Version?", w.version)
	}
	return program, nil
}

// goCommand is the Go that make was told to use.
func goCommand() string {
	if name := os.Getenv("GO"); name != "" {
		return name
	}
	return "go"
}

// papers are what travels with the program: licences, documents, an example of a
// settings file, and what a server needs to run it.
func (w workshop) papers() ([]entry, error) {
	var all []entry
	for _, pattern := range []string{
		"LICENSE", "README.md", "SECURITY.md", "content/LICENSE", "docs/*.md", "examples/settings.yaml", "deploy/*", "deploy/*/*",
	} {
		names, err := filepath.Glob(filepath.Join(w.root, filepath.FromSlash(pattern)))
		if err != nil {
			return nil, err
		}
		before := len(all)
		for _, name := range names {
			if about, err := os.Stat(name); err != nil || about.IsDir() || strings.HasSuffix(name, ".go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			inside, err := filepath.Rel(w.root, name)
			if err != nil {
				return nil, err
			}
			all = append(all, entry{name: filepath.ToSlash(inside), data: data})
		}
		if len(all) == before {
			return nil, fmt.Errorf("there is no %s to put in", pattern)
		}
	}
	return all, nil
}

// sums is in the form that sha256sum -c reads.
func sums(files map[string][]byte) []byte {
	var lines []string
	for name, data := range files {
		lines = append(lines, fmt.Sprintf("%x  %s\n", sha256.Sum256(data), name))
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[sha256.Size*2:], b[sha256.Size*2:]) })
	return []byte(strings.Join(lines, ""))
}

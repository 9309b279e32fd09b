package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var (
	licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense)([-.].*)?$`)
	noticeFile  = regexp.MustCompile(`(?i)^(notice|patents|copyright)([-.](md|txt))?$`)
	spdxLine    = regexp.MustCompile(`SPDX-License-Identifier:\s*([A-Za-z0-9.-]+)`)
)

// takeLicences adds the licences that hold for a package of the module: those in
// its folder and in the folders above it, and those its files name that lie in
// the module's LICENSES.
func (m *part) takeLicences(p listed) error {
	root := p.Module.Dir
	for folder := p.Dir; ; folder = filepath.Dir(folder) {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if e.IsDir() || !licenceFile.MatchString(e.Name()) && !noticeFile.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
				continue
			}
			if err := m.takeFile(root, filepath.Join(folder, e.Name())); err != nil {
				return err
			}
		}
		if folder == root || len(folder) < len(root) {
			break
		}
	}
	for _, name := range p.GoFiles {
		source, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			return err
		}
		if named := spdxLine.FindSubmatch(source[:min(len(source), 2000)]); named != nil {
			file := filepath.Join(root, "LICENSES", string(named[1])+".txt")
			if err := m.takeFile(root, file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

func (m *part) takeFile(root, file string) error {
	name, err := filepath.Rel(root, file)
	if err != nil {
		return err
	}
	if _, known := m.texts[filepath.ToSlash(name)]; known {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return m.take(filepath.ToSlash(name), string(text))
}

// take adds the text of one file. A licence we do not know is an error: somebody
// has to read it first.
func (m *part) take(name, text string) error {
	m.texts[name] = text
	if noticeFile.MatchString(filepath.Base(name)) {
		return nil
	}
	id := licenceOf(text)
	if id == "" {
		return fmt.Errorf("%s: %s is a licence this program does not know; read it, and if it may be built in, add it to release/licences.go", m.name, name)
	}
	if !slices.Contains(m.licences, id) {
		m.licences = append(m.licences, id)
		slices.Sort(m.licences)
	}
	return nil
}

// licenceOf is the SPDX id of a licence by its words; empty for one that is not
// known here. Only licences that ask for no more than to be named are.
func licenceOf(text string) string {
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	has := func(some string) bool { return strings.Contains(words, some) }
	switch {
	case has("apache license version 2.0, january 2004"):
		return "Apache-2.0"
	case has("sil open font license version 1.1"):
		return "OFL-1.1"
	case has("redistribution and use in source and binary forms") && has("neither the name"):
		return "BSD-3-Clause"
	case has("redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("permission is hereby granted, free of charge, to any person obtaining a copy") && has("permission notice shall be included"):
		return "MIT"
	case has("permission is hereby granted, free of charge, to any person obtaining a copy"):
		return "MIT-0"
	case has("permission to use, copy, modify, and distribute this software for any purpose with or without fee"),
		has("permission to use, copy, modify, and/or distribute this software for any purpose with or without fee"):
		return "ISC"
	}
	return ""
}

// licences is THIRD-PARTY.txt: what is built in, and the texts that have to
// travel with it. A part without a licence is an error.
func (w workshop) licences(all parts) ([]byte, error) {
	var list, texts strings.Builder
	list.WriteString("What Bearings " + w.version + " is built from\n\n" +
		"Bearings itself is under the MIT licence (LICENSE), and its words under CC BY 4.0\n" +
		"(content/LICENSE). These parts are by others. Their licences follow the list.\n\n")
	for _, p := range append([]part{all.language}, sorted(all.modules)...) {
		if len(p.licences) == 0 {
			return nil, fmt.Errorf("%s %s has no licence file, so it may not be built in", p.name, p.version)
		}
		fmt.Fprintf(&list, "%s %s: %s\n", p.title(), p.version, strings.Join(p.licences, ", "))
		for _, file := range slices.Sorted(maps.Keys(p.texts)) {
			heading := fmt.Sprintf("%s %s, %s", p.title(), p.version, file)
			fmt.Fprintf(&texts, "\n\n%s\n%s\n\n%s\n", heading, strings.Repeat("=", len(heading)), strings.TrimSpace(p.texts[file]))
		}
	}
	if _, linked := all.modules[sqliteIn]; linked {
		fmt.Fprintf(&list, "SQLite %s, in the modules go-sqlite3: in the public domain\n", all.sqlite)
	}
	for _, p := range all.frontEnd {
		fmt.Fprintf(&list, "%s %s (npm): %s\n", p.name, p.version, p.licence)
	}
	heading := "What browsers get"
	fmt.Fprintf(&texts, "\n\n%s\n%s\n\n%s\n", heading, strings.Repeat("=", len(heading)), strings.TrimSpace(all.frontEndText))
	return []byte(strings.ReplaceAll(list.String()+texts.String(), "\r\n", "\n")), nil
}

func (m part) title() string {
	if m.name == "std" {
		return "Go and its standard library"
	}
	return m.name
}

// sorted are the modules by path.
func sorted(modules map[string]part) []part {
	var all []part
	for _, path := range slices.Sorted(maps.Keys(modules)) {
		all = append(all, modules[path])
	}
	return all
}

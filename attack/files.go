package attack

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Files are the files the program writes of a round, each of them in any folder
// it writes to, and no others.
var Files = []string{
	"report.html", "report.docx", "results.xlsx", "results.csv", "results.json", "meeting-pack.html", "meeting-pack.docx",
}

// CheckFiles reads all files of a round together, as a colleague does who looks
// for the one that says more. Figures in any file must be those of results.json,
// and so must every number in its words.
func CheckFiles(folder string, published *Published, names Names, fixed Fixed) ([]Finding, error) {
	found, err := checkNames(folder)
	if err != nil || len(found) > 0 {
		return found, err
	}
	if found, err = CheckCSV(folder, published); err != nil {
		return nil, err
	}
	documents, err := readDocuments(folder)
	if err != nil {
		return nil, err
	}
	o, err := readOpen(folder)
	if err != nil {
		return nil, err
	}
	e := newExplainer(published, o, names, fixed)
	said := published.Says()
	for _, d := range documents {
		found = append(found, e.check(d)...)
		if d.Name == "results.xlsx" {
			byID, inWords := ReadSheet(d, names, published)
			found = append(found, compare(d.Name, byID, said)...)
			found = append(found, compare(d.Name, inWords, said)...)
			continue
		}
		reading := Read(d, names, published)
		if strings.HasPrefix(d.Name, "meeting-pack") { // it holds no more than pages
			reading.Answers = said
		}
		found = append(found, compare(d.Name, reading, said)...)
	}
	findings := Document{Name: "results.json"}
	for _, f := range o.Findings {
		findings.say(f.Text)
	}
	return append(found, e.check(findings)...), nil
}

// checkNames sees that the files are there, and no others.
func checkNames(folder string) ([]Finding, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var there []string
	var found []Finding
	for _, entry := range entries {
		there = append(there, entry.Name())
		if !slices.Contains(Files, entry.Name()) {
			found = append(found, Finding{"figures", "", "", "nobody has read " + entry.Name()})
		}
	}
	for _, name := range Files {
		if !slices.Contains(there, name) {
			found = append(found, Finding{"figures", "", "", name + " was not written"})
		}
	}
	return found, nil
}

// readDocuments reads the files that people read.
func readDocuments(folder string) ([]Document, error) {
	readers := map[string]func(string, []byte) (Document, error){".html": ReadHTML, ".docx": ReadDOCX, ".xlsx": ReadXLSX}
	var all []Document
	for _, name := range Files {
		read := readers[filepath.Ext(name)]
		if read == nil {
			continue
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return nil, err
		}
		d, err := read(name, data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if len(d.Pieces) < 5 {
			return nil, fmt.Errorf("%s can't be read: it has only %d parts", name, len(d.Pieces))
		}
		all = append(all, d)
	}
	return all, nil
}

// compare finds where a file's figures are not those of results.json.
func compare(name string, r Reading, said map[Says]bool) []Finding {
	var all []Finding
	add := func(format string, args ...any) {
		all = append(all, Finding{"figures", "", "", fmt.Sprintf(format, args...)})
	}
	for _, odd := range r.Odd {
		add("%s: %s", name, odd)
	}
	for _, part := range []map[Says]bool{r.Answers, r.Elsewhere} {
		for s := range part {
			if !said[s] {
				add("only %s says %s", name, s)
			}
		}
	}
	for s := range said {
		if !r.Answers[s] {
			add("%s does not say %s", name, s)
		}
	}
	return all
}

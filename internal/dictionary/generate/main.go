// Generate writes language/standard.pack, the rules in the form in which the
// program carries them, from the files in content/language. It is run in the
// repository's root, by make generate.
//
// With the name of a file of English words it writes language/realwords.txt
// first: those of them that would be taken for a misspelt word of a rule. (Debian's
// wbritish-large has such a file.)
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"bearings/content"
	"bearings/internal/dictionary"
	"bearings/internal/fault"
	"bearings/internal/phrase"
	"bearings/language"
)

func main() {
	var err error
	if len(os.Args) > 1 {
		err = writeRealWords("content", os.Args[1], "language/realwords.txt")
	}
	if err == nil {
		err = write("content", "language/standard.pack")
	}
	if err == nil {
		return
	}
	if problems, ok := fault.AsProblems(err); ok {
		if words, failed := english(); failed == nil {
			for _, line := range words.Problems(problems) {
				fmt.Fprintln(os.Stderr, line)
			}
		}
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}

func write(from, to string) error {
	rules, err := dictionary.Load(os.DirFS(from), "language")
	if err != nil {
		return err
	}
	return os.WriteFile(to, []byte(language.Pack(rules)), 0o644)
}

// writeRealWords finds the words of English that are no slips. Spellings of other
// countries are left out: they are as good as a slip.
func writeRealWords(from, list, to string) error {
	rules, err := dictionary.Load(os.DirFS(from), "language")
	if err != nil {
		return err
	}
	checker, err := language.New(rules)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	words := plain(string(text))
	slices.Sort(words)
	return os.WriteFile(to, []byte(strings.Join(checker.RealWords(slices.Compact(words)), "\n")+"\n"), 0o644)
}

// plain are the words of a list that are nothing but small letters.
func plain(list string) []string {
	return slices.DeleteFunc(strings.Fields(list), func(w string) bool {
		return strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") != ""
	})
}

func english() (*phrase.Words, error) {
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		return nil, err
	}
	all, err := phrase.Load(files)
	if err != nil {
		return nil, err
	}
	if all["en"] == nil {
		return nil, errors.New("no English messages")
	}
	return all["en"], nil
}

package main

import (
	"fmt"
	"io/fs"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"

	"bearings/content"
	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/search"
)

// sought are what people look for: a word, several, a beginning, nothing there,
// words that are on nearly every page, and only what they belong to.
var sought = []library.Query{
	{Text: "grooming"}, {Text: "how do we review our letters to parents"}, {Text: "exploit"}, {Text: "xylophone"},
	{Text: "child children young people"}, {Text: "county lines", Kind: library.Case}, {Theme: "collaboration"},
}

// books measures searching the whole library, and writing it as a folder.
func books(program, folder string) ([]measure, error) {
	slowest, asked, err := searching()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := exec.Command(program, "library", "export", filepath.Join(folder, "library")).Run(); err != nil {
		return nil, err
	}
	took := time.Since(began)
	return []measure{{
		what: "a search over the whole library, the slowest of seven sorts (" + asked + "), processor time, half of 200 times", limit: "5 ms",
		value: fmt.Sprintf("%.2f ms", slowest.Seconds()*1000), kept: slowest <= 5*time.Millisecond,
	}, {
		what: "`bearings library export`, from start to end", limit: "5 s",
		value: fmt.Sprintf("%.2f s", took.Seconds()), kept: took <= 5*time.Second,
	}}, nil
}

// searching is the processor time of the search that takes longest.
func searching() (slowest time.Duration, asked string, err error) {
	pack, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		return 0, "", err
	}
	fw, err := framework.Load(pack)
	if err != nil {
		return 0, "", err
	}
	files, err := fs.Sub(content.Files, "library/en")
	if err != nil {
		return 0, "", err
	}
	l, err := library.Load(files, "en", fw)
	if err != nil {
		return 0, "", err
	}
	index, err := search.New(l.Entries(fw))
	if err != nil {
		return 0, "", err
	}
	defer index.Close()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for _, q := range sought {
		var took []time.Duration
		for range 200 {
			before := processorTime()
			if _, err := index.Search(q); err != nil {
				return 0, "", err
			}
			took = append(took, processorTime()-before)
		}
		slices.Sort(took)
		if half := took[len(took)/2]; half > slowest {
			slowest, asked = half, q.Text
		}
	}
	return slowest, asked, nil
}

// processorTime is what this process has used so far.
func processorTime() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

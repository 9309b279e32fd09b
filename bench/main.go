// Command bench measures Bearings against references of a few lines, with the
// same bytes, in the same run, and writes what it saw to bench/RESULTS.md.
//
// Ratios, not seconds, are what it is about: machines differ and are shared.
package main

import (
	"cmp"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// measure is one line of the results.
type measure struct {
	what, reference, limit string
	value                  string
	kept                   bool
}

func main() {
	log.SetFlags(0)
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case inside:
			os.Exit(reportPeak(os.Args[2:]))
		case plainly:
			bare()
		}
	}
	folder, err := os.MkdirTemp("", "bearings-bench-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	program := filepath.Join(folder, "bearings")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/bearings")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		log.Fatal(err)
	}
	var all []measure
	for _, bench := range []func(program, folder string) ([]measure, error){answers, memory, partnership, document, pages, books, words, hostile, longText, starting, writes, signedIn, replying, respondents, results} {
		measured, err := bench(program, folder)
		if err != nil {
			log.Fatal(err)
		}
		all = append(all, measured...)
	}
	if err := os.WriteFile(filepath.Join("bench", "RESULTS.md"), []byte(table(all)), 0o644); err != nil {
		log.Fatal(err)
	}
	fmt.Print(table(all))
	for _, m := range all {
		if !m.kept {
			os.Exit(1)
		}
	}
}

func table(all []measure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Speed and memory\n\nMeasured on %s with `make bench`: %s, %s/%s, %d processors, shared with other work. References are in this folder, under 30 lines each, and read or write the same bytes in the same run.\n\n", time.Now().Format("2 January 2006"), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	b.WriteString("| What | Beside | At most | Measured | |\n| --- | --- | --- | --- | --- |\n")
	for _, m := range all {
		kept := "kept"
		if !m.kept {
			kept = "**not kept**"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", m.what, m.reference, m.limit, m.value, kept)
	}
	return b.String()
}

// pair is one run of ours beside one of the reference.
type pair struct{ ours, reference time.Duration }

func (p pair) ratio() float64 { return p.ours.Seconds() / p.reference.Seconds() }

// inTurn runs both sides in turn, so that both see the same noise, and returns
// the pair in the middle by ratio.
func inTurn(runs int, ours, reference func() error) (pair, error) {
	var all []pair
	for range runs {
		var p pair
		var err error
		if p.reference, err = fastest(1, reference); err != nil {
			return p, err
		}
		if p.ours, err = fastest(1, ours); err != nil {
			return p, err
		}
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b pair) int { return cmp.Compare(a.ratio(), b.ratio()) })
	return all[runs/2], nil
}

// fastest is the shortest of some runs, which other work disturbs least.
func fastest(runs int, run func() error) (time.Duration, error) {
	var best time.Duration
	for i := range runs {
		start := time.Now()
		if err := run(); err != nil {
			return 0, err
		}
		if took := time.Since(start); i == 0 || took < best {
			best = took
		}
	}
	return best, nil
}

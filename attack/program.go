package attack

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"
)

// Program is the program under attack.
type Program struct {
	Path string
	// Fixed are its sentences that hold numbers.
	Fixed Fixed
	// Twins counts the rounds whose twin was told apart by no figure; nil for
	// nobody who counts.
	Twins *atomic.Int64
}

// Bearings is the program's package in its module.
const Bearings = "./cmd/bearings"

// Build builds a package of the module in folder root into the file path.
// flags are further flags of go build.
func Build(root, pkg, path string, flags ...string) (Program, error) {
	args := append([]string{"build"}, flags...)
	cmd := exec.Command("go", append(args, "-o", path, pkg)...)
	cmd.Dir = root
	if said, err := cmd.CombinedOutput(); err != nil {
		return Program{}, fmt.Errorf("go build: %w\n%s", err, said)
	}
	fixed, err := ReadFixed(root)
	return Program{Path: path, Fixed: fixed, Twins: new(atomic.Int64)}, err
}

// oneTwinIn says for how many rounds a twin is made as well.
const oneTwinIn = 3

// Assess writes the round into folder, lets the program assess it, and reads
// what it publishes. Findings are differences between its files, numbers that
// are in no figure, and files that change with what no figure shows.
func (p Program) Assess(round *Round, folder string) (*Published, []Finding, error) {
	out, err := p.run(round, folder)
	if err != nil {
		return nil, nil, err
	}
	published, err := ReadPublished(out)
	if err != nil {
		return nil, nil, err
	}
	found, err := CheckFiles(out, published, round.Names(), p.Fixed)
	if err != nil || round.Seed%oneTwinIn != 0 {
		return published, found, err
	}
	twin, ok := Twin(round, published)
	if !ok {
		return published, found, nil
	}
	other, err := p.run(twin, filepath.Join(folder, "twin"))
	if err != nil {
		return nil, nil, err
	}
	differ, told, err := CheckTwin(out, other)
	if told && p.Twins != nil {
		p.Twins.Add(1)
	}
	return published, append(found, differ...), err
}

// run writes a round into a folder, lets the program assess it, and returns the
// folder with the files it wrote.
func (p Program) run(round *Round, folder string) (out string, err error) {
	if err := WriteRound(round, folder); err != nil {
		return "", err
	}
	out = filepath.Join(folder, "out")
	if err := os.MkdirAll(out, 0o700); err != nil {
		return "", err
	}
	args := []string{"assess", "--answers", filepath.Join(folder, "answers.csv"),
		"--framework", filepath.Join(folder, "framework"), "--out", out}
	if round.AtLeast != 10 {
		args = append(args, "--at-least", strconv.Itoa(round.AtLeast))
	}
	// No partnership of ours takes seconds; a mutant may never come to an end.
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	if said, err := exec.CommandContext(ctx, p.Path, args...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("bearings %v: %w\n%s", args, err, said)
	}
	return out, nil
}

package attack

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// Program is the program under attack.
type Program struct {
	Path string
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
	return Program{Path: path}, nil
}

// Assess writes the round into folder, lets the program assess it, and reads
// what it publishes. Findings are differences between its files.
func (p Program) Assess(round *Round, folder string) (*Published, []Finding, error) {
	if err := WriteRound(round, folder); err != nil {
		return nil, nil, err
	}
	out := filepath.Join(folder, "out")
	if err := os.MkdirAll(out, 0o700); err != nil {
		return nil, nil, err
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
		return nil, nil, fmt.Errorf("bearings %v: %w\n%s", args, err, said)
	}
	published, err := ReadPublished(out)
	if err != nil {
		return nil, nil, err
	}
	differences, err := CheckCSV(out, published)
	return published, differences, err
}

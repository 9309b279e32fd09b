package attack

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
)

// Solver asks glpsol. It is safe for use by several goroutines.
type Solver struct {
	folder string
	calls  atomic.Int64
}

// NewSolver makes a solver that keeps its files in folder, which must exist.
// It returns an error where glpsol is not installed.
func NewSolver(folder string) (*Solver, error) {
	if _, err := exec.LookPath("glpsol"); err != nil {
		return nil, fmt.Errorf("the attack needs glpsol, which is in Debian's package glpk-utils: %w", err)
	}
	return &Solver{folder: folder}, nil
}

// Calls is how often glpsol has been run.
func (s *Solver) Calls() int { return int(s.calls.Load()) }

// whole is an integer program: whole numbers between Low and High that keep
// every line, with the least cost.
type whole struct {
	low, high []int
	lines     []line
	cost      []int // nil where any solution will do
}

// line is low <= sum of coef*variable <= high.
type line struct {
	coef      []int
	low, high int
}

// solve returns a solution, or nil where there is none.
func (s *Solver) solve(w whole) ([]int, error) {
	n := s.calls.Add(1)
	in := filepath.Join(s.folder, fmt.Sprintf("q%d.lp", n))
	out := filepath.Join(s.folder, fmt.Sprintf("q%d.txt", n))
	defer os.Remove(in)
	defer os.Remove(out)
	if err := os.WriteFile(in, w.lp(), 0o600); err != nil {
		return nil, err
	}
	said, err := exec.Command("glpsol", "--lp", in, "--tmlim", "120", "-w", out).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("glpsol: %w\n%s", err, said)
	}
	if bytes.Contains(said, []byte("HAS NO PRIMAL FEASIBLE SOLUTION")) ||
		bytes.Contains(said, []byte("HAS NO INTEGER FEASIBLE SOLUTION")) {
		return nil, nil
	}
	values, err := readSolution(out, len(w.low))
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, said)
	}
	if values != nil && !w.holds(values) {
		return nil, fmt.Errorf("glpsol's solution doesn't fit the problem\n%s", said)
	}
	return values, nil
}

// lp writes the program in CPLEX LP form. Every variable stands in the
// objective, so that columns keep their order.
func (w whole) lp() []byte {
	var b bytes.Buffer
	b.WriteString("Minimize\n cost:")
	cost := w.cost
	if cost == nil {
		cost = make([]int, len(w.low))
	}
	writeSum(&b, cost, true)
	b.WriteString("Subject To\n")
	for i, l := range w.lines {
		if l.low == l.high {
			writeLine(&b, fmt.Sprintf(" e%d:", i), l.coef, "=", l.low)
			continue
		}
		writeLine(&b, fmt.Sprintf(" a%d:", i), l.coef, ">=", l.low)
		writeLine(&b, fmt.Sprintf(" b%d:", i), l.coef, "<=", l.high)
	}
	b.WriteString("Bounds\n")
	for i := range w.low {
		fmt.Fprintf(&b, " %d <= x%d <= %d\n", w.low[i], i, w.high[i])
	}
	b.WriteString("General\n")
	for i := range w.low {
		fmt.Fprintf(&b, " x%d\n", i)
	}
	b.WriteString("End\n")
	return b.Bytes()
}

func writeLine(b *bytes.Buffer, name string, coef []int, sign string, bound int) {
	b.WriteString(name)
	writeSum(b, coef, false)
	fmt.Fprintf(b, " %s %d\n", sign, bound)
}

func writeSum(b *bytes.Buffer, coef []int, zeros bool) {
	for i, c := range coef {
		if c != 0 || zeros {
			fmt.Fprintf(b, " %+d x%d\n", c, i)
		}
	}
}

// holds says whether values keep every bound and line.
func (w whole) holds(values []int) bool {
	for i, v := range values {
		if v < w.low[i] || v > w.high[i] {
			return false
		}
	}
	for _, l := range w.lines {
		n := 0
		for i, c := range l.coef {
			n += c * values[i]
		}
		if n < l.low || n > l.high {
			return false
		}
	}
	return true
}

// readSolution reads glpsol's plain solution file: a line "s mip rows cols
// status value" and a line "j column value" for each variable. It returns nil
// where the status says that there is no solution.
func readSolution(path string, columns int) ([]int, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var values []int
	status := ""
	for text := range strings.Lines(string(raw)) {
		word := strings.Fields(text)
		switch {
		case len(word) >= 5 && word[0] == "s":
			status = word[4]
		case len(word) == 3 && word[0] == "j":
			v, err := strconv.ParseFloat(word[2], 64)
			if err != nil {
				return nil, err
			}
			values = append(values, int(math.Round(v)))
		}
	}
	switch {
	case status == "n":
		return nil, nil
	case status != "o":
		return nil, errors.New("glpsol came to no end: status " + status)
	case len(values) != columns:
		return nil, fmt.Errorf("glpsol told %d of %d variables", len(values), columns)
	}
	return values, nil
}

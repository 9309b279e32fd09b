package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"bearings/internal/app"
)

const itemsAsked = 24

// reference reads the same file with encoding/csv alone.
func reference(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.ReuseRecord = true
	for {
		if _, err := rows.Read(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// answers times assess on 100,000 staff replies against the reference.
func answers(program, folder string) ([]measure, error) {
	pack, err := writePack(folder)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(folder, "answers.csv")
	var all []measure
	for _, by := range []order{byPerson, byItem} {
		if err := writeAnswers(file, 100_000, "s%06d", by); err != nil {
			return nil, err
		}
		p, err := inTurn(5, func() error { return assess(program, file, pack, folder) }, func() error { return reference(file) })
		if err != nil {
			return nil, err
		}
		all = append(all, measure{
			what:      fmt.Sprintf("`assess` on 100,000 staff replies (2.4 million answers, %s), start, exact checks and report included", by),
			reference: "`encoding/csv` reading the same file", limit: "4 times",
			value: fmt.Sprintf("%.2f times (%.2f s and %.2f s)", p.ratio(), p.ours.Seconds(), p.reference.Seconds()), kept: p.ratio() <= 4,
		})
	}
	return all, nil
}

// memory compares peak memory at two sizes.
func memory(_, folder string) ([]measure, error) {
	pack := filepath.Join(folder, "pack")
	const id = "s%07d" // eight bytes
	var written int64
	peak := map[int]int64{} // while reading: writing a report needs more than so few people do
	for _, people := range []int{100_000, 400_000} {
		file := filepath.Join(folder, "memory.csv")
		if err := writeAnswers(file, people, id, byItem); err != nil {
			return nil, err
		}
		var err error
		if written == 0 {
			if written, err = peakOf("assess", "--answers", file, "--framework", pack, "--out", filepath.Join(folder, "report")); err != nil {
				return nil, err
			}
		}
		if peak[people], err = peakOf("check", "answers", file, "--framework", pack); err != nil {
			return nil, err
		}
	}
	each := float64(peak[400_000]-peak[100_000]) / 300_000
	limit := 8 + 64 + itemsAsked/8.0
	return []measure{
		{what: "peak memory of `assess` on 100,000 replies", reference: "", limit: "200 MB", value: fmt.Sprintf("%.0f MB", float64(written)/1e6), kept: written <= 200e6},
		{what: "growth of reading for each further respondent (100,000 to 400,000)", reference: "its id of 8 bytes, 64 bytes and a bit for each of 24 items", limit: fmt.Sprintf("%.0f bytes", limit), value: fmt.Sprintf("%.0f bytes", each), kept: each <= limit},
	}, nil
}

// peakOf runs a command of the program in a process of its own, which says at
// its end how much memory it used at most. (What the system counts for a
// child would begin with what its parent used.)
func peakOf(args ...string) (int64, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	run := exec.Command(self, append([]string{inside}, args...)...)
	said, err := run.Output()
	if err != nil {
		return 0, fmt.Errorf("%s: %w", said, err)
	}
	lines := strings.Fields(string(said))
	return strconv.ParseInt(lines[len(lines)-1], 10, 64)
}

// inside marks a process that runs the program and reports its own peak.
const inside = "-inside"

func reportPeak(args []string) int {
	status := app.Run(context.Background(), args, io.Discard, os.Stderr)
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		log.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "VmHWM:")
	var kilobytes int64
	fmt.Sscan(after, &kilobytes)
	fmt.Println(kilobytes * 1024)
	return status
}

// assess runs the program.
func assess(program, file, pack, folder string) error {
	run := exec.Command(program, "assess", "--answers", file, "--framework", pack, "--out", filepath.Join(folder, "report"))
	if out, err := run.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	return nil
}

func writePack(folder string) (string, error) {
	var b strings.Builder
	b.WriteString(`format: bearings-framework/1
id: bench
version: 1.0.0
languages: [en]
licence: CC-BY-4.0
title: {en: Bench}
summary: {en: Questions to measure with}
source: {en: Ours}
affiliation: {en: Connected to nobody}
kinds:
  - {id: school, name: {en: School}, several: {en: Several schools}}
levels:
  - {id: direct, name: {en: Direct work}, who: {en: Staff}}
  - {id: operational, name: {en: Managers}, who: {en: Managers}}
  - {id: strategic, name: {en: Leaders}, who: {en: Leaders}}
scales:
  - id: four
    positions: [{id: hardly-ever, word: {en: Hardly ever}}, {id: sometimes, word: {en: Sometimes}}, {id: mostly, word: {en: Mostly}}, {id: always, word: {en: Always}}]
    beside: [{id: dont-know, word: {en: Don't know}}]
questions:
`)
	for i := range itemsAsked {
		fmt.Fprintf(&b, "  - {id: q%d, part: core, strands: [staff], scale: four, text: {en: Statement %d}}\n", i+1, i+1)
	}
	pack := filepath.Join(folder, "pack")
	if err := os.MkdirAll(pack, 0o755); err != nil {
		return "", err
	}
	return pack, os.WriteFile(filepath.Join(pack, "framework.yaml"), []byte(b.String()), 0o644)
}

// order is how the rows of a file follow each other.
type order string

const (
	byPerson order = "people one after the other"
	byItem   order = "questions one after the other"
)

// writeAnswers writes one row an answer.
func writeAnswers(name string, people int, id string, by order) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprintln(out, "respondent,strand,agency,kind,level,item,answer,comment,comment_use")
	chance := rand.New(rand.NewPCG(1, 1))
	for row := range people * itemsAsked {
		person, item := row/itemsAsked, row%itemsAsked
		if by == byItem {
			person, item = row%people, row/people
		}
		writeAnswer(out, fmt.Sprintf(id, person), person, item, chance)
	}
	return out.Flush()
}

func writeAnswer(out io.Writer, who string, person, item int, chance *rand.Rand) {
	words := []string{"hardly-ever", "sometimes", "mostly", "always", "dont-know"}
	levels := []string{"direct", "direct", "direct", "operational", "strategic"}
	fmt.Fprintf(out, "%s,staff,Fictional Agency %d,school,%s,q%d,%s,,\n", who,
		person*person%60, levels[person%7%len(levels)], item+1, words[chance.IntN(len(words))])
}

package attack

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// WriteRound writes the round as the program reads it: answers.csv, and a
// framework in the folder "framework".
func WriteRound(round *Round, folder string) error {
	pack := filepath.Join(folder, "framework")
	if err := os.MkdirAll(pack, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(pack, "framework.yaml"), frameworkOf(round), 0o600); err != nil {
		return err
	}
	answers, err := answersOf(round)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "answers.csv"), answers, 0o600)
}

const frameworkHead = `format: bearings-framework/1
id: made-up
version: 1.0.0
languages: [en]
licence: CC-BY-4.0
title: {en: A made-up framework}
summary: {en: For the attack on published results.}
source: {en: Made up.}
affiliation: {en: Not connected to anybody.}
stem: {en: ""}
levels:
  - {id: direct, name: {en: Direct work}, who: {en: People who meet families.}}
  - {id: operational, name: {en: Operational leads}, who: {en: People who lead teams.}}
  - {id: strategic, name: {en: Strategic leaders}, who: {en: People who lead agencies.}}
`

func frameworkOf(round *Round) []byte {
	var b bytes.Buffer
	b.WriteString(frameworkHead + "kinds:\n")
	for _, kind := range kinds {
		fmt.Fprintf(&b, "  - {id: %s, name: {en: One %s}, several: {en: Several %s}}\n", kind, kind, kind)
	}
	b.WriteString("scales:\n")
	for _, scale := range scales {
		fmt.Fprintf(&b, "  - id: %s\n    positions:\n", scale.ID)
		writeWords(&b, scale.Positions)
		if len(scale.Beside) > 0 {
			b.WriteString("    beside:\n")
			writeWords(&b, scale.Beside)
		}
	}
	b.WriteString("questions:\n")
	for _, q := range round.Items {
		fmt.Fprintf(&b, "  - id: %s\n    part: core\n    strands: [%s]\n    scale: %s\n    text: {en: Statement %s.}\n",
			q.ID, q.Strand, q.Scale, q.ID)
	}
	return b.Bytes()
}

func writeWords(b *bytes.Buffer, ids []string) {
	for _, id := range ids {
		fmt.Fprintf(b, "      - {id: %s, word: {en: Word %s}}\n", id, id)
	}
}

// answersOf writes the answers as rows in random order, agencies spelled in
// more than one way.
func answersOf(round *Round) ([]byte, error) {
	r := rand.New(rand.NewPCG(round.Seed, 0xf01d))
	var rows [][]string
	for _, p := range round.People {
		agency := p.Agency
		switch r.IntN(6) {
		case 0:
			agency = strings.ToUpper(agency)
		case 1:
			agency = " " + agency + " "
		}
		for _, q := range round.Items {
			if answer, there := p.Answers[q.ID]; there {
				rows = append(rows, []string{p.ID, p.Strand, agency, p.Kind, p.Level, q.ID, answer})
			}
		}
	}
	r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	head := []string{"respondent", "strand", "agency", "kind", "level", "item", "answer"}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.WriteAll(slices.Insert(rows, 0, head))
	return b.Bytes(), err
}

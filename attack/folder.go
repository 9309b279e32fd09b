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
	if round.hasPrinciples() {
		if err := writePrinciples(round, pack); err != nil {
			return err
		}
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
	b.WriteString(frameworkHead + "themes:\n  - {id: communication, name: {en: Communicating}, text: {en: We check that we were understood.}}\nkinds:\n")
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
	if round.hasPrinciples() {
		b.WriteString("principles: [P1, P2]\nthreads:\n  - {id: both, principles: [P1, P2], name: {en: Both together}, apart: {P1: {en: Believed alone}, P2: {en: Worked with alone}}, ask: {en: What holds them together?}}\n")
		return b.Bytes()
	}
	b.WriteString("questions:\n")
	for _, q := range round.Items {
		writeQuestion(&b, round, q)
	}
	return b.Bytes()
}

func (r *Round) hasPrinciples() bool { return len(r.Names().Principles) > 0 }

// writeQuestion writes a question that staff and agencies, or people of another
// strand, are asked.
func writeQuestion(b *bytes.Buffer, round *Round, q Question) {
	strands := q.Strand
	if q.Strand == "staff" {
		strands = "staff, return"
	}
	fmt.Fprintf(b, "  - id: %s\n    part: core\n    strands: [%s]\n    scale: %s\n    text: {en: %s}\n", q.ID, strands, q.Scale, statement(q))
	if mirrors := round.mirrors(q); len(mirrors) > 0 {
		fmt.Fprintf(b, "    mirrors: [%s]\n", strings.Join(mirrors, ", "))
	}
	if q.Strand == "staff" && q.Principle != "" {
		b.WriteString("    next:\n")
		for _, id := range q.Positions {
			fmt.Fprintf(b, "      %s: {en: Do more of it.}\n", id)
		}
	}
}

// writePrinciples writes the principles and their questions.
func writePrinciples(round *Round, pack string) error {
	for _, folder := range []string{"principles", "questions"} {
		if err := os.MkdirAll(filepath.Join(pack, folder), 0o700); err != nil {
			return err
		}
	}
	for i, p := range principles {
		other := principles[(i+1)%len(principles)]
		text := fmt.Sprintf(principleForm, p.ID, p.Words, other.ID, strings.ToLower(p.ID))
		if err := os.WriteFile(filepath.Join(pack, "principles", p.ID+".yaml"), []byte(text), 0o600); err != nil {
			return err
		}
		var b bytes.Buffer
		fmt.Fprintf(&b, "principle: %s\nquestions:\n", p.ID)
		for _, q := range round.Items {
			if q.Principle == p.ID {
				writeQuestion(&b, round, q)
			}
		}
		if err := os.WriteFile(filepath.Join(pack, "questions", p.ID+".yaml"), b.Bytes(), 0o600); err != nil {
			return err
		}
	}
	return nil
}

const principleForm = `id: %[1]s
title: {en: %[2]s}
why: {en: Because it matters.}
rights:
  - {article: "twelve", text: {en: Children have a say.}}
feels:
  young-person:
    - {id: young-%[4]s, text: {en: I matter here.}}
  parent:
    - {id: parent-%[4]s, text: {en: My child matters here.}}
looks:
  direct: [{en: We ask.}]
  operational: [{en: We make time to ask.}]
  strategic: [{en: We pay for the time.}]
themes: [communication]
leans_on:
  - {on: %[3]s, how: {en: One carries the other.}}
asks: [{en: "What would we like to see next, on %[1]s?"}]
`

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
	for _, p := range slices.Concat(round.People, round.Returns) {
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

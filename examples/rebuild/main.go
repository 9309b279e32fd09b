// Command rebuild writes the answers files of the examples again, from what
// was published about each survey. Run it at the top of the repository:
//
//	go run ./examples/rebuild
//
// What was published are totals. Who answered what is not known, so each
// question's answers are dealt out to the people in an order of its own: the
// answers of one person to two questions have nothing to do with each other.
package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// survey is one set of published totals.
type survey struct {
	folder    string
	people    int
	questions []question
}

// question is one question's published total, as answers by count. People
// whom the counts leave over gave none.
type question struct {
	item    string
	answers []count
}

type count struct {
	answer string
	people int
}

var surveys = []survey{
	{"cumbria-2017", cumbriaReplies, []question{
		percent("procedures-work", 57, "yes", "no"),
		percent("early-help", 77, "yes", "no"),
		percent("lead-known", 85, "yes", "no"),
		percent("lead-role-known", 87, "yes", "no"),
		percent("family-history", 95, "yes", "no"),
		percent("outcomes-clear", 61, "only-sometimes", "another-answer"),
	}},
	{"sutton-a", 60, []question{
		{"london-procedures", notAware(16, 60)},
		{"own-procedures", notAware(2, 60)},
		{"whom-to-tell", []count{{"no", 1}, {"yes", 57}}},
		{"threshold-document", notAware(25, 60)},
	}},
	{"sutton-b", 74, []question{
		{"london-procedures", notAware(22, 74)},
		{"own-procedures", notAware(4, 73)},
		{"whom-to-tell", []count{{"no", 0}, {"unsure", 3}, {"yes", 71}}},
		{"threshold-document", notAware(37, 72)},
	}},
}

// cumbriaReplies is the published number of replies, of which every published
// percentage is taken.
const cumbriaReplies = 413

// percent turns a published whole percentage into a count, half rounded up;
// everybody else gave the other answer.
func percent(item string, share int, answer, other string) question {
	people := (share*cumbriaReplies*2 + 100) / 200
	return question{item, []count{{answer, people}, {other, cumbriaReplies - people}}}
}

func notAware(people, of int) []count {
	return []count{{"not-aware", people}, {"aware", of - people}}
}

// file is the survey's answers file.
func (s survey) file() []byte {
	dealt := make([][]string, len(s.questions))
	for i, q := range s.questions {
		dealt[i] = q.deal(s.folder, s.people)
	}
	var out bytes.Buffer
	out.WriteString("respondent,strand,agency,level,item,answer\n")
	for person := range s.people {
		for i, q := range s.questions {
			fmt.Fprintf(&out, "r%03d,staff,,,%s,%s\n", person+1, q.item, dealt[i][person])
		}
	}
	return out.Bytes()
}

// deal gives each person an answer, or "" for none, in an order that only the
// survey's and the question's names decide.
func (q question) deal(survey string, people int) []string {
	all := make([]string, 0, people)
	for _, c := range q.answers {
		for range c.people {
			all = append(all, c.answer)
		}
	}
	for len(all) < people {
		all = append(all, "")
	}
	seed := fnv.New64a()
	_, _ = seed.Write([]byte(survey + " " + q.item)) // a hash never fails
	r := rand.New(rand.NewPCG(seed.Sum64(), 1))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

func main() {
	for _, s := range surveys {
		if err := os.WriteFile(filepath.Join("examples", s.folder, "answers.csv"), s.file(), 0o644); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// Command proof runs the long proofs and writes what came of them, with seeds,
// counts and date, to docs/PROOF.md.
//
//	go run ./attack/proof                  everything, some hours
//	go run ./attack/proof -only attack     one part: attack, rounds, mutants, fuzz, words or killed
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

const page = "docs/PROOF.md"

// part is one section of the page.
type part struct {
	name, heading string
	run           func() (string, error)
}

var parts = []part{
	{"attack", "## The attack", attack},
	{"rounds", "## The attack on rounds", rounds},
	{"mutants", "## Seeded faults", mutants},
	{"fuzz", "## What strangers send", fuzz},
	{"words", "## Texts, rules and documents of strangers", words},
	{"killed", "## Killed while writing", killed},
}

func main() {
	log.SetFlags(0)
	only := flag.String("only", "", "run one part and keep what the page says of the others")
	flag.Parse()
	before, _ := os.ReadFile(page)
	text := "# What was proved\n\nWritten by `make proof`. The short form of each runs in the tests.\n"
	for _, p := range parts {
		section := earlier(string(before), p.heading)
		if *only == "" || *only == p.name {
			said, err := p.run()
			if err != nil {
				log.Fatal(err)
			}
			section = said
		}
		if section != "" {
			text += "\n" + p.heading + "\n\n" + strings.TrimSpace(section) + "\n"
		}
	}
	if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
		log.Fatal(err)
	}
}

// earlier is what the page says under a heading.
func earlier(text, heading string) string {
	_, after, found := strings.Cut(text, heading+"\n")
	if !found {
		return ""
	}
	section, _, _ := strings.Cut(after, "\n## ")
	return section
}

func today() string { return time.Now().Format("2 January 2006") }

// attack runs the attack on 1,000 partnerships, and its power on as many.
func attack() (string, error) {
	const rounds, seed = 1000, 1
	said, err := test([]string{fmt.Sprint("ATTACK_ROUNDS=", rounds), fmt.Sprint("ATTACK_SEED=", seed)},
		"./attack", "-run", "^(TestAttack|TestPower|TestRoundingAloneIsFound)$", "-timeout", "5h")
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s, partnerships %d to %d, `glpsol` as the solver. Nobody left with too few possible answers, no small group derivable, no file that says more than another or knows more than is published:\n\n%s",
		today(), seed, seed+rounds-1, logged(said)), nil
}

// rounds plays partnerships through the database and the site, and attacks all that
// everybody is shown.
func rounds() (string, error) {
	const many, seed = 40, 1
	said, err := test([]string{fmt.Sprint("ATTACK_ROUNDS=", many), fmt.Sprint("ATTACK_SEED=", seed)},
		"./attack", "-run", "^(TestRounds|TestRoundsOnPostgreSQL|TestFaultsInRoundsAreFound|TestRemarksInRounds|TestRepliesInRounds|TestOpenRounds|TestPairsOfRounds|TestFaultsBesideFiguresAreFound)$", "-timeout", "3h")
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s, partnerships %d to %d, each played as a round in a database and shown by the site to everybody in it, to a scrutineer and to the public, at three moments. Pages and files of all of them together give away no small group and leave everybody enough possible answers; twins that differ in hidden answers alone give the same bytes. So do as many rounds with comments, with agencies' replies, while they are open, and two of the same people side by side; faults put in on purpose are found:\n\n%s",
		today(), seed, seed+many-1, logged(said)), nil
}

func mutants() (string, error) {
	said, err := test([]string{"MUTANTS=1"}, "./attack", "-run", "^TestMutants$", "-timeout", "3h")
	if err != nil {
		return "", err
	}
	found := regexp.MustCompile(`--- PASS: TestMutants/(\S+)`).FindAllStringSubmatch(said, -1)
	var names strings.Builder
	for _, f := range found {
		fmt.Fprintf(&names, "- %s\n", strings.ReplaceAll(f[1], "_", " "))
	}
	return fmt.Sprintf("%s. %d faults put in on purpose, each found by the attack or by the tests:\n\n%s", today(), len(found), names.String()), nil
}

// fuzzer is a test that makes up its own input.
type fuzzer struct {
	folder, name string
	minutes      int
}

func fuzz() (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, no crash:\n\n", today())
	for _, f := range []fuzzer{
		{"./internal/framework", "FuzzLoad", 10}, {"./internal/office", "FuzzCSV", 10}, {"./internal/office", "FuzzXLSX", 10},
		{"./internal/mapping", "FuzzMapping", 10}, {"./internal/mapping", "FuzzWide", 10}, {"./internal/web", "FuzzSurvey", 10},
	} {
		line, err := f.run()
		if err != nil {
			return "", err
		}
		b.WriteString(line)
	}
	return b.String(), nil
}

// words fuzzes the checker, its rules and the documents it reads: the longest on
// one processor, the others one after the other beside it.
func words() (string, error) {
	engine := make(chan error, 1)
	var first string
	go func() {
		var err error
		first, err = fuzzer{"./language", "FuzzCheck", 30}.run()
		engine <- err
	}()
	var b strings.Builder
	for _, f := range []fuzzer{
		{"./language", "FuzzDetails", 4}, {"./language", "FuzzPattern", 3}, {"./language", "FuzzOpen", 3}, {"./internal/dictionary", "FuzzLoad", 4},
		{"./internal/office/document", "FuzzDOCX", 4}, {"./internal/office/document", "FuzzPDF", 4},
		{"./internal/office/document", "FuzzHTML", 4}, {"./internal/office/document", "FuzzDecode", 4},
	} {
		line, err := f.run()
		if err != nil {
			return "", err
		}
		b.WriteString(line)
	}
	if err := <-engine; err != nil {
		return "", err
	}
	return fmt.Sprintf("%s, no crash, no hang, no lost place, and the same result whole and in parts:\n\n%s%s", today(), first, b.String()), nil
}

// run fuzzes on one processor and says how much was tried.
func (f fuzzer) run() (string, error) {
	said, err := test(nil, f.folder, "-run", "^$", "-fuzz", "^"+f.name+"$", "-fuzztime", fmt.Sprintf("%dm", f.minutes),
		"-fuzzminimizetime", "20x", "-parallel", "1", "-timeout", "60m")
	if err != nil {
		return "", err
	}
	lines := regexp.MustCompile(`elapsed: (\S+), execs: (\d+)`).FindAllStringSubmatch(said, -1)
	if len(lines) == 0 {
		return "", fmt.Errorf("%s did not say how much it tried:\n%s", f.name, said)
	}
	last := lines[len(lines)-1]
	return fmt.Sprintf("- `%s` in `%s`: %s inputs in %s\n", f.name, strings.TrimPrefix(f.folder, "./"), last[2], last[1]), nil
}

// test runs tests and returns all they said.
func test(environment []string, folder string, flags ...string) (string, error) {
	run := exec.Command("go", append([]string{"test", folder, "-v", "-count=1"}, flags...)...)
	run.Env = append(append(os.Environ(), "BEARINGS_CI=1"), environment...)
	said, err := run.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s %v: %w\n%s", folder, flags, err, said)
	}
	return string(said), nil
}

// logged are the lines tests logged, as a list.
func logged(said string) string {
	var b strings.Builder
	for _, line := range regexp.MustCompile(`(?m)^\s+\w+_test\.go:\d+: (.*)$`).FindAllStringSubmatch(said, -1) {
		fmt.Fprintf(&b, "- %s\n", line[1])
	}
	return b.String()
}

package docs_test

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"go/ast"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/ASVS.md anew")

// asvs are the requirements of OWASP ASVS 5.0.0: for each section the levels of
// its requirements in their order. 345 in all, 70 of level 1 and 183 of level 2.
var asvs = []struct{ section, levels string }{
	{"1.1", "22"}, {"1.2", "1111122223"}, {"1.3", "112222222223"}, {"1.4", "222"}, {"1.5", "123"},
	{"2.1", "122"}, {"2.2", "112"}, {"2.3", "12223"}, {"2.4", "23"},
	{"3.1", "3"}, {"3.2", "113"}, {"3.3", "12223"}, {"3.4", "11222233"}, {"3.5", "11122333"}, {"3.6", "3"}, {"3.7", "22333"},
	{"4.1", "12233"}, {"4.2", "23333"}, {"4.3", "22"}, {"4.4", "1222"},
	{"5.1", "2"}, {"5.2", "112333"}, {"5.3", "113"}, {"5.4", "222"},
	{"6.1", "122"}, {"6.2", "111111112222"}, {"6.3", "11223333"}, {"6.4", "112233"}, {"6.5", "22222333"}, {"6.6", "2223"}, {"6.7", "33"}, {"6.8", "2222"},
	{"7.1", "222"}, {"7.2", "1111"}, {"7.3", "22"}, {"7.4", "11222"}, {"7.5", "223"}, {"7.6", "22"},
	{"8.1", "1233"}, {"8.2", "1123"}, {"8.3", "133"}, {"8.4", "23"},
	{"9.1", "111"}, {"9.2", "1222"},
	{"10.1", "22"}, {"10.2", "223"}, {"10.3", "22223"}, {"10.4", "1111122222233333"}, {"10.5", "22222"}, {"10.6", "22"}, {"10.7", "222"},
	{"11.1", "2233"}, {"11.2", "22233"}, {"11.3", "11233"}, {"11.4", "1222"}, {"11.5", "23"}, {"11.6", "23"}, {"11.7", "33"},
	{"12.1", "12233"}, {"12.2", "11"}, {"12.3", "22223"},
	{"13.1", "2333"}, {"13.2", "222223"}, {"13.3", "2233"}, {"13.4", "1222233"},
	{"14.1", "22"}, {"14.2", "12223333"}, {"14.3", "122"},
	{"15.1", "12233"}, {"15.2", "12233"}, {"15.3", "1222222"}, {"15.4", "3333"},
	{"16.1", "2"}, {"16.2", "22222"}, {"16.3", "2222"}, {"16.4", "222"}, {"16.5", "2223"},
	{"17.1", "23"}, {"17.2", "22223333"}, {"17.3", "22"},
}

// What a row of the table can say.
const (
	tested        = "tested"
	review        = "review"
	notApplicable = "not applicable"
	awaited       = "awaited"
)

// requirement is one row of asvs.csv.
type requirement struct{ id, level, topic, state, proof string }

func requirements(t *testing.T) []requirement {
	t.Helper()
	text, err := os.ReadFile("asvs.csv")
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(records[0], ","); got != "id,level,topic,state,proof" {
		t.Fatalf("asvs.csv has the columns %s", got)
	}
	var rows []requirement
	for _, r := range records[1:] {
		rows = append(rows, requirement{r[0], r[1], r[2], r[3], r[4]})
	}
	return rows
}

// evidence is what a row points to: the tests by package, and what is said after.
func (r requirement) evidence() (tests map[string][]string, note string) {
	list, note, _ := strings.Cut(r.proof, ". ")
	tests = map[string][]string{}
	for _, part := range strings.Split(list, "; ") {
		folder, names, _ := strings.Cut(part, ": ")
		tests[folder] = append(tests[folder], strings.Split(names, ", ")...)
	}
	return tests, note
}

func TestTheASVSTableIsComplete(t *testing.T) {
	var want []string
	count := map[rune]int{}
	for _, s := range asvs {
		for n, level := range s.levels {
			if count[level]++; level != '3' {
				want = append(want, fmt.Sprintf("%s.%d level %c", s.section, n+1, level))
			}
		}
	}
	if count['1'] != 70 || count['2'] != 183 || count['3'] != 92 {
		t.Fatalf("the list here is wrong: %v", count)
	}
	rows := requirements(t)
	if len(rows) != len(want) {
		t.Errorf("asvs.csv has %d rows, want %d", len(rows), len(want))
	}
	for n := range min(len(rows), len(want)) {
		if got := rows[n].id + " level " + rows[n].level; got != want[n] {
			t.Fatalf("row %d is %s, want %s", n+1, got, want[n])
		}
	}
}

// Every row says what it can be held to, in words of ours.
func TestEveryRowOfTheASVSTableSaysWhy(t *testing.T) {
	postponed := regexp.MustCompile(`(?i)\b(later|todo|planned|tbd|soon|not yet|will be)\b`)
	topics := map[string]string{}
	for _, r := range requirements(t) {
		if n := len(strings.Fields(r.topic)); n == 0 || n > 8 {
			t.Errorf("%s: its topic has %d words; one to eight are enough", r.id, n)
		}
		if other := topics[r.topic]; other != "" {
			t.Errorf("%s and %s have the same topic", other, r.id)
		}
		topics[r.topic] = r.id
		if found := postponed.FindString(r.topic + " " + r.proof); found != "" {
			t.Errorf("%s says %q", r.id, found)
		}
		switch words := len(strings.Fields(r.proof)); r.state {
		case tested:
		case notApplicable:
			if words < 4 {
				t.Errorf("%s: why it does not apply is missing", r.id)
			}
		case review:
			if who := regexp.MustCompile(`^[A-Z][^:]{3,60}: .{20,}`); !who.MatchString(r.proof) {
				t.Errorf("%s: a review says who, then a colon, then what to look at: %q", r.id, r.proof)
			}
		case awaited:
			if os.Getenv("BEARINGS_CI") != "" {
				t.Errorf("%s (%s) is not proved: %s", r.id, r.topic, r.proof)
			}
		default:
			t.Errorf("%s: %q is no state", r.id, r.state)
		}
	}
}

// testsOf are the names of the tests of each package.
func testsOf(t *testing.T) map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for _, s := range sources(t) {
		if !strings.HasSuffix(s.name, "_test.go") {
			continue
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			// What a fuzzer begins with is tried in every run of the tests.
			if ok && f.Recv == nil && (strings.HasPrefix(f.Name.Name, "Test") || strings.HasPrefix(f.Name.Name, "Fuzz")) {
				if all[s.folder] == nil {
					all[s.folder] = map[string]bool{}
				}
				all[s.folder][f.Name.Name] = true
			}
		}
	}
	return all
}

func TestEveryTestOfTheASVSTableExists(t *testing.T) {
	exist := testsOf(t)
	proved := 0
	for _, r := range requirements(t) {
		if r.state != tested {
			continue
		}
		tests, _ := r.evidence()
		for folder, names := range tests {
			for _, name := range names {
				if proved++; !exist[folder][name] {
					t.Errorf("%s: there is no test %s in %s", r.id, name, folder)
				}
			}
		}
	}
	if proved < 100 {
		t.Errorf("only %d tests are named", proved)
	}
}

// chapters are the names of the chapters, in words of ours.
var chapters = []string{
	"Encoding", "Rules for what comes in", "Pages in a browser", "Messages", "Files", "Signing in", "Sessions", "Who may do what", "Tokens of others",
	"OpenID Connect", "Cryptography", "Connections", "Settings", "Data", "How it is built", "Logs and errors", "Calls by sound and picture",
}

func TestTheASVSTableIsWrittenOut(t *testing.T) {
	written := writtenOut(requirements(t))
	if *update {
		if err := os.WriteFile("ASVS.md", []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("ASVS.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != written {
		t.Error("docs/ASVS.md is not what docs/asvs.csv says: run go test ./docs -run ASVS -update")
	}
}

func writtenOut(rows []requirement) string {
	var b strings.Builder
	b.WriteString(asvsHead)
	states := []string{tested, review, notApplicable}
	if count(rows, 0, awaited) > 0 {
		states = append(states, awaited)
	}
	fmt.Fprintf(&b, "\n| Chapter | All | %s |\n| --- |%s\n", capitals(states), strings.Repeat(" --- |", len(states)+1))
	for n := range chapters {
		line(&b, fmt.Sprintf("V%d %s", n+1, chapters[n]), rows, n+1, states)
	}
	line(&b, "**Together**", rows, 0, states)
	for n, name := range chapters {
		fmt.Fprintf(&b, "\n## V%d %s\n\n| Requirement | Level | About | State | Proof, reason, or what to look at |\n| --- | --- | --- | --- | --- |\n", n+1, name)
		for _, r := range rows {
			if r.chapter() == n+1 {
				fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.id, r.level, r.topic, r.state, r.shown())
			}
		}
	}
	return b.String()
}

func capitals(states []string) string {
	var all []string
	for _, s := range states {
		all = append(all, strings.ToUpper(s[:1])+s[1:])
	}
	return strings.Join(all, " | ")
}

func line(b *strings.Builder, name string, rows []requirement, chapter int, states []string) {
	fmt.Fprintf(b, "| %s | %d |", name, count(rows, chapter, ""))
	for _, s := range states {
		fmt.Fprintf(b, " %d |", count(rows, chapter, s))
	}
	b.WriteString("\n")
}

// count counts the rows of a chapter (0: of all) in a state ("": in any).
func count(rows []requirement, chapter int, state string) int {
	n := 0
	for _, r := range rows {
		if (chapter == 0 || r.chapter() == chapter) && (state == "" || r.state == state) {
			n++
		}
	}
	return n
}

func (r requirement) chapter() int {
	first, _, _ := strings.Cut(r.id, ".")
	n, _ := strconv.Atoi(first)
	return n
}

// shown is a row's proof as Markdown: names of tests stand as code.
func (r requirement) shown() string {
	if r.state != tested {
		return r.proof
	}
	list, note, _ := strings.Cut(r.proof, ". ")
	var parts []string
	for _, part := range strings.Split(list, "; ") {
		folder, names, _ := strings.Cut(part, ": ")
		parts = append(parts, folder+": `"+strings.ReplaceAll(names, ", ", "`, `")+"`")
	}
	if note != "" {
		note = ". " + note
	}
	return strings.Join(parts, "; ") + note
}

const asvsHead = `# Requirements of OWASP ASVS 5.0, levels 1 and 2

[OWASP's Application Security Verification Standard](https://github.com/OWASP/ASVS), version 5.0.0, lists 345 requirements for web applications; 253 of them are of levels 1 and 2. This table says of each what shows that Bearings meets it. The requirements themselves are OWASP's (CC BY-SA 4.0) and stand there; the topics here are ours and only say which one is meant.

- *Tested*: these tests fail when the requirement is broken. Run one with ` + "`go test ./internal/web -run TestName`" + `.
- *Review*: a machine can't see it. It says who has to look, and at what.
- *Not applicable*: Bearings has nothing the requirement is about, and why.

It is made from [asvs.csv](asvs.csv) by ` + "`go test ./docs -run ASVS -update`" + `; a test sees that no requirement is missing and that every test it names exists. Nobody outside the project has verified it. The threat model is in [SECURITY.md](../SECURITY.md).
`

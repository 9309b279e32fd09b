package answer

import (
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// Raw counts never leave this package but for disclosure, so they are looked
// at from inside.

// What rapid finds is printed; the tree stays as it is, so that tests of
// seeded faults leave nothing behind.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

type lines struct {
	all  [][]string
	next int
}

func (l *lines) Columns() []string { return l.all[0] }

func (l *lines) Next() ([]string, error) {
	if l.next+1 >= len(l.all) {
		return nil, io.EOF
	}
	l.next++
	return l.all[l.next], nil
}

func (l *lines) Place(column int) (int, int) { return l.next + 1, column + 1 }

func small() *framework.Framework {
	scale := framework.Scale{
		ID:        "how-often",
		Positions: []framework.Word{{ID: "rarely"}, {ID: "often"}},
		Beside:    []framework.Word{{ID: "dont-know"}},
	}
	item := func(id, scale string, strands ...string) framework.Item {
		return framework.Item{ID: id, Principle: "P1", Scale: scale, Strands: strands}
	}
	return &framework.Framework{
		Kinds:      []framework.Kind{{ID: "school"}, {ID: "health"}},
		Scales:     []framework.Scale{scale},
		Principles: []framework.Principle{{ID: "P1"}},
		Items: []framework.Item{
			item("s1", "how-often", framework.Staff, framework.Return),
			item("s2", "how-often", framework.Staff),
			item("words", "", framework.Staff, framework.Return),
			item("y1", "how-often", framework.YoungPerson),
			item("p1", "how-often", framework.Parent),
		},
	}
}

func counted(t *testing.T, text string) []disclosure.Raw {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader("respondent,strand,agency,kind,level,item,answer,comment,comment_use\n" + text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	in, err := read(small(), []Source{{Table: &lines{all: all}}})
	if err != nil {
		t.Fatal(err)
	}
	return in.raws()
}

func TestAnswersAreCounted(t *testing.T) {
	raws := counted(t, strings.Join([]string{
		"a,staff,Beta,school,direct,s1,often,,",
		"a,staff,Beta,school,direct,s2,dont-know,some words,",
		"b,staff,Alpha,,,s1,rarely,,",
		"c,staff,BETA,,direct,s1,often,,",
		"d,staff,,,strategic,s1,,,",
		"d,staff,,,strategic,words,,Only words.,",
		"e,young-person,Youth Service,,,y1,rarely,,",
	}, "\n"))
	if len(raws) != 2 || raws[0].Strand != framework.YoungPerson || raws[1].Strand != framework.Staff {
		t.Fatalf("strands %+v", raws)
	}
	got := raws[1]
	if got.Respondents != 4 {
		t.Errorf("%d respondents; who skipped everything is still a person", got.Respondents)
	}
	if want := "[{ } {Alpha } {Beta school}]"; fmt.Sprint(got.Agencies) != want {
		t.Errorf("agencies %v, want %v", got.Agencies, want)
	}
	if want := "[{s1 [rarely often] [dont-know]} {s2 [rarely often] [dont-know]}]"; fmt.Sprint(got.Items) != want {
		t.Errorf("items %v, want %v", got.Items, want)
	}
	want := "[{Alpha  s1 rarely 1} {Beta direct s1 often 2} {Beta direct s2 dont-know 1}]"
	if fmt.Sprint(got.Cells) != want {
		t.Errorf("cells %v, want %v", got.Cells, want)
	}
	if want := "[{Youth Service  y1 rarely 1}]"; fmt.Sprint(raws[0].Cells) != want {
		t.Errorf("cells %v, want %v", raws[0].Cells, want)
	}
}

// survey draws the answers of some people, each row in the order of Columns.
func survey(t *rapid.T) [][]string {
	var all [][]string
	for person := range rapid.IntRange(1, 60).Draw(t, "people") {
		strand := rapid.SampledFrom([]string{framework.Staff, framework.YoungPerson, framework.Parent}).Draw(t, "strand")
		items := map[string][]string{framework.Staff: {"s1", "s2"}, framework.YoungPerson: {"y1"}, framework.Parent: {"p1"}}[strand]
		agency := rapid.SampledFrom([]string{"", "Alpha", "Beta", "Gamma"}).Draw(t, "agency")
		kind := map[string]string{"Alpha": "school", "Beta": "health"}[agency]
		level := ""
		if strand == framework.Staff {
			level = rapid.SampledFrom(levels[:]).Draw(t, "level")
		}
		for _, item := range items {
			given := rapid.SampledFrom([]string{"", "rarely", "often", "dont-know"}).Draw(t, "answer")
			all = append(all, []string{fmt.Sprint("r", person), strand, agency, kind, level, item, given, "", ""})
		}
	}
	return all
}

func TestOrderOfRowsAndColumnsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := survey(t)
		straight := append([][]string{Columns}, rows...)
		shuffled := [][]string{Columns}
		for _, i := range rapid.Permutation(indexes(len(rows))).Draw(t, "rows") {
			shuffled = append(shuffled, rows[i])
		}
		order := rapid.Permutation(indexes(len(Columns))).Draw(t, "columns")
		for n, row := range shuffled {
			moved := make([]string, len(row))
			for to, from := range order {
				moved[to] = row[from]
			}
			shuffled[n] = moved
		}
		if a, b := outcome(t, straight), outcome(t, shuffled); a != b {
			t.Fatalf("in order\n%s\nshuffled\n%s", a, b)
		}
	})
}

// TestCountsAreThePeopleWhoAnswered compares the counts with a plain count of
// the rows.
func TestCountsAreThePeopleWhoAnswered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := survey(t)
		want := map[disclosure.Cell]int{}
		for _, r := range rows {
			if r[answer] != "" {
				want[disclosure.Cell{Agency: r[agency], Level: r[level], Item: r[item], Answer: r[answer]}]++
			}
		}
		in, err := read(small(), []Source{{Table: &lines{all: append([][]string{Columns}, rows...)}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, raw := range in.raws() {
			for _, c := range raw.Cells {
				n := c.N
				c.N = 0
				if want[c] != n {
					t.Errorf("%v counted %d times, given %d times", c, n, want[c])
				}
				delete(want, c)
			}
		}
		if len(want) > 0 {
			t.Errorf("not counted: %v", want)
		}
	})
}

func outcome(t *rapid.T, all [][]string) string {
	in, err := read(small(), []Source{{Table: &lines{all: all}}})
	if err != nil {
		t.Fatal(err)
	}
	out, err := Take(small(), &lines{all: all}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%+v %+v", in.raws(), out)
}

func indexes(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

func TestManyPeopleKeepTheirIds(t *testing.T) {
	c := newCrowd(framework.Staff, newBook(small()))
	const people = 50_000
	id := func(n int) string { return strings.Repeat("x", n%150) + fmt.Sprint("-", n) }
	for n := range people {
		if c.find(id(n)) >= 0 {
			t.Fatalf("%s is there before it was added", id(n))
		}
		c.add(id(n), n%7, 0, useQuote, n)
	}
	for n := range people {
		who := c.find(id(n))
		if who < 0 {
			t.Fatalf("%s is lost", id(n))
		}
		p := c.people.at(who)
		if int(p.line) != n || c.atoms[p.atom()].agency != n%7 || p.use() != useQuote {
			t.Fatalf("%s is another: %+v", id(n), p)
		}
	}
}

func TestReadingStopsAtTooManyAgencies(t *testing.T) {
	table := &lines{all: [][]string{{"respondent", "strand", "item", "answer", "agency"}}}
	for n := range MaxAgencies + 50 {
		who := fmt.Sprint("r", n)
		table.all = append(table.all, []string{who, "staff", "s1", "often", "Agency of " + who})
	}
	_, err := Take(small(), table, 10)
	problems, ok := fault.AsProblems(err)
	if !ok || len(problems.List) != 1 || problems.List[0].Message != "answers.agency.too_many" || problems.List[0].Line != MaxAgencies+2 {
		t.Errorf("it says %v", err)
	}
}

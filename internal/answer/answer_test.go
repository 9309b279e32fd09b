package answer_test

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// rows is a table in memory: lines of CSV.
type rows struct {
	all  [][]string
	next int
}

func tableOf(t testing.TB, lines ...string) *rows {
	t.Helper()
	in := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	in.FieldsPerRecord = -1
	all, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return &rows{all: all}
}

func (r *rows) Columns() []string { return r.all[0] }

func (r *rows) Next() ([]string, error) {
	if r.next+1 >= len(r.all) {
		return nil, io.EOF
	}
	r.next++
	return r.all[r.next], nil
}

func (r *rows) Place(column int) (int, int) { return r.next + 1, column + 1 }

const headings = "respondent,strand,agency,kind,level,item,answer,comment,comment_use"

// compass is a small framework with an item of every sort.
func compass() *framework.Framework {
	words := func(ids ...string) (all []framework.Word) {
		for _, id := range ids {
			word := strings.ToUpper(id[:1]) + strings.ReplaceAll(id[1:], "-", " ")
			all = append(all, framework.Word{ID: id, Word: framework.Text{"en": word}})
		}
		return all
	}
	item := func(id, principle, scale string, strands ...string) framework.Item {
		return framework.Item{ID: id, Principle: principle, Part: framework.Core, Scale: scale, Strands: strands,
			Text: framework.Text{"en": "Statement " + id}}
	}
	direct := item("p1-closing", "P1", "how-often", framework.Staff)
	direct.Part, direct.Under, direct.Levels = framework.Deeper, "p1", []string{framework.Direct}
	return &framework.Framework{
		ID: "compass", Version: "1.0.0",
		Kinds: []framework.Kind{
			{ID: "school", Name: framework.Text{"en": "School or college"}},
			{ID: "health", Name: framework.Text{"en": "Health"}},
		},
		Scales: []framework.Scale{{
			ID:        "how-often",
			Positions: words("rarely", "sometimes", "often", "nearly-always"),
			Beside:    words("dont-know", "not-ours"),
		}},
		Principles: []framework.Principle{
			{ID: "P1", Title: framework.Text{"en": "Believe children"}},
			{ID: "P2", Title: framework.Text{"en": "Be curious"}},
		},
		Items: []framework.Item{
			item("p1", "P1", "how-often", framework.Staff, framework.Return),
			item("p1-young", "P1", "how-often", framework.YoungPerson),
			item("p1-parent", "P1", "how-often", framework.Parent),
			direct,
			item("p1-do", "P1", "", framework.Return),
			item("p2", "P2", "how-often", framework.Staff, framework.Return),
			item("p2-words", "P2", "", framework.Staff),
		},
	}
}

func take(t testing.TB, lines ...string) (answer.Outcome, error) {
	t.Helper()
	return answer.Take(compass(), tableOf(t, lines...), 10)
}

func taken(t *testing.T, lines ...string) answer.Outcome {
	t.Helper()
	out, err := take(t, lines...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// said is what is wrong with some rows, as "line:column: message".
func said(t *testing.T, lines ...string) []string {
	t.Helper()
	_, err := take(t, lines...)
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("problems expected, got %v", err)
	}
	var all []string
	for _, p := range problems.List {
		all = append(all, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
	}
	return all
}

func staff(n int, rest string) []string {
	lines := []string{headings}
	for i := range n {
		lines = append(lines, fmt.Sprintf("r%d,staff,%s", i, rest))
	}
	return lines
}

func TestStrandsComeChildrenFirst(t *testing.T) {
	out := taken(t, headings,
		"a,staff,Fernside Council,,direct,p1,often,,",
		"a,parent,,,,p1-parent,often,,",
		"a,young-person,Fernside Youth,,,p1-young,rarely,,",
	)
	var got []string
	for _, r := range out.Releases {
		got = append(got, r.Strand())
		if !r.TooFew() {
			t.Errorf("%s: one person is published", r.Strand())
		}
	}
	if strings.Join(got, " ") != "young-person parent staff" {
		t.Errorf("strands %v", got)
	}
}

func TestTenStaffArePublished(t *testing.T) {
	out := taken(t, staff(10, "Fernside Council,,direct,p1,often,,")...)
	if out.Releases[0].TooFew() {
		t.Error("ten people are not published")
	}
	out, err := answer.Take(compass(), tableOf(t, staff(10, "Fernside Council,,direct,p1,often,,")...), 11)
	if err != nil || !out.Releases[0].TooFew() {
		t.Errorf("ten people are published where eleven are asked for (%v)", err)
	}
}

func TestReturnsAreSigned(t *testing.T) {
	out := taken(t, headings,
		"z,return,Zeta Trust,health,,p2,dont-know,,",
		"a,return,Fernside Council,,,p1-do,,We listen first.,quote",
		"a,return,fernside COUNCIL ,,,p1,often,beside the answer,quote",
		"a,return,Fernside Council,,,p2,,,quote",
	)
	want := []answer.Return{
		{Agency: "Fernside Council", Item: "p1", Answer: "often"},
		{Agency: "Fernside Council", Item: "p1-do", Text: "We listen first."},
		{Agency: "Zeta Trust", Item: "p2", Answer: "dont-know"},
	}
	if fmt.Sprint(out.Returns) != fmt.Sprint(want) {
		t.Errorf("returns\n%v\nwant\n%v", out.Returns, want)
	}
	if len(out.Releases) != 0 {
		t.Error("a return is no release")
	}
}

func TestEvidenceStandsAsWritten(t *testing.T) {
	out := taken(t, headings,
		",evidence,Case audit,,,P2,2026-03,Six of ten plans name a friend.,",
		"x,evidence,  JTAI letter ,,,P1,2025-11,\"Said, and heard.\",summary",
	)
	want := []answer.Evidence{
		{Principle: "P1", Source: "JTAI letter", Month: "2025-11", Text: "Said, and heard."},
		{Principle: "P2", Source: "Case audit", Month: "2026-03", Text: "Six of ten plans name a friend."},
	}
	if fmt.Sprint(out.Evidence) != fmt.Sprint(want) {
		t.Errorf("evidence\n%v\nwant\n%v", out.Evidence, want)
	}
}

func TestAnAgencyIsOneHoweverItIsSpelt(t *testing.T) {
	// é as one letter and as two, capitals, and blanks around
	out := taken(t, headings,
		"a,return, Café  Trust,,,p1,often,,",
		"a,return,CAFE\u0301  TRUST\u00a0,,,p2,often,,",
	)
	if len(out.Returns) != 2 || out.Returns[0].Agency != "Café  Trust" || out.Returns[1].Agency != "Café  Trust" {
		t.Errorf("returns %v", out.Returns)
	}
}

func TestTheOrderOfRowsDoesntDecideHowANameIsPrinted(t *testing.T) {
	for _, c := range []struct{ one, other, want string }{
		{"BOROUGH COUNCIL", "Borough Council", "Borough Council"},
		{"borough council", "Borough Council", "Borough Council"},
		{"Borough council", "Borough Council", "Borough Council"},
		{"BOROUGH", "borough", "BOROUGH"},
	} {
		one, other := "r1,return,"+c.one+",,,p1,often,,", "s1,staff,"+c.other+",,,p1,often,,"
		for _, order := range [][]string{{headings, one, other}, {headings, other, one}} {
			if got := taken(t, order...).Returns[0].Agency; got != c.want {
				t.Errorf("%q and %q are printed as %q, want %q", c.one, c.other, got, c.want)
			}
		}
	}
}

func TestOnlyTheColumnsAFileNeeds(t *testing.T) {
	out := taken(t, "answer,item,strand,respondent", "often,p1,staff,a", "rarely,p1-young,young-person,a")
	if len(out.Releases) != 2 {
		t.Errorf("%d releases", len(out.Releases))
	}
}

func TestEmptyRowsAndBlanksAreNothing(t *testing.T) {
	out := taken(t, headings+",", "a,return,Fernside,,, p1 , often ,,,", ",,,,,,,,,", " ,,,,,,,,,")
	if len(out.Returns) != 1 {
		t.Errorf("returns %v", out.Returns)
	}
}

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	for name, c := range map[string]struct{ rows, want []string }{
		"two agencies":     {[]string{"a,staff,X,,,p1,often,,", "a,staff,Y,,,p2,often,,"}, []string{"3:3: answers.respondent.agencies"}},
		"agency and none":  {[]string{"a,staff,X,,,p1,often,,", "a,staff,,,,p2,often,,"}, []string{"3:3: answers.respondent.agencies"}},
		"two levels":       {[]string{"a,staff,X,,direct,p1,often,,", "a,staff,X,,,p2,often,,"}, []string{"3:5: answers.respondent.levels"}},
		"two uses":         {[]string{"a,staff,X,,,p1,often,,quote", "a,staff,X,,,p2,often,,"}, []string{"3:9: answers.respondent.uses"}},
		"two kinds":        {[]string{"a,staff,X,school,,p1,often,,", "b,staff,x,health,,p1,often,,"}, []string{"3:4: answers.kind.differs"}},
		"unknown kind":     {[]string{"a,staff,X,schol,,p1,often,,"}, []string{"2:4: answers.kind.unknown"}},
		"doubled":          {[]string{"a,staff,X,,,p1,often,,", "a,staff,X,,,p1,often,,"}, []string{"3:6: answers.answer.twice"}},
		"doubled, empty":   {[]string{"a,staff,X,,,p1,,,", "a,staff,X,,,p1,often,,"}, []string{"3:6: answers.answer.twice"}},
		"doubled, apart":   {[]string{"a,staff,X,,,p1,often,,", "b,staff,X,,,p1,often,,", "a,staff,X,,,p1,often,,"}, []string{"4:6: answers.answer.twice_somewhere"}},
		"level of others":  {[]string{"a,parent,X,,direct,p1-parent,often,,"}, []string{"2:5: answers.level.staff_only"}},
		"unknown level":    {[]string{"a,staff,X,,director,p1,often,,", "a,staff,X,,direct,p2,often,,"}, []string{"2:5: answers.level.unknown"}},
		"unknown use":      {[]string{"a,staff,X,,,p1,often,,print"}, []string{"2:9: answers.comment_use.unknown"}},
		"unknown strand":   {[]string{"a,stafff,X,,,p1,often,,"}, []string{"2:2: answers.strand.unknown"}},
		"no strand":        {[]string{"a,,X,,,p1,often,,"}, []string{"2:2: answers.strand.missing"}},
		"no respondent":    {[]string{",staff,X,,,p1,often,,"}, []string{"2:1: answers.respondent.missing"}},
		"no item":          {[]string{"a,staff,X,,,,often,,"}, []string{"2:6: answers.item.missing"}},
		"unknown item":     {[]string{"a,staff,X,,,p9,often,,"}, []string{"2:6: answers.item.unknown"}},
		"others' item":     {[]string{"a,staff,X,,,p1-young,often,,"}, []string{"2:6: answers.item.strand"}},
		"other level":      {[]string{"a,staff,X,,strategic,p1-closing,often,,"}, []string{"2:6: answers.item.level"}},
		"unknown answer":   {[]string{"a,staff,X,,,p1,always,,"}, []string{"2:7: answers.answer.unknown"}},
		"answer to words":  {[]string{"a,return,X,,,p1-do,often,,"}, []string{"2:7: answers.answer.words"}},
		"no agency":        {[]string{"a,return,,,,p1,often,,"}, []string{"2:3: answers.return.agency_missing"}},
		"two returns":      {[]string{"a,return,X,,,p1,often,,", "b,return,x,,,p2,often,,"}, []string{"3:1: answers.return.again"}},
		"month":            {[]string{"a,evidence,X,,,P1,2026-13,Words,"}, []string{"2:7: answers.evidence.month"}},
		"evidence":         {[]string{"a,evidence,X,school,direct,P9,,,"}, []string{"2:4: answers.evidence.empty", "2:5: answers.evidence.empty", "2:6: answers.evidence.principle", "2:7: answers.evidence.month", "2:8: answers.evidence.words_missing"}},
		"long cell":        {[]string{"a,staff," + strings.Repeat("é", 201) + ",,,p1,often,,"}, []string{"2:3: answers.cell.long"}},
		"long comment":     {[]string{"a,staff,X,,,p1,often," + strings.Repeat("é", 10_001) + ","}, []string{"2:8: answers.cell.long"}},
		"spreadsheet":      {[]string{"#REF!,staff,X,,,p1,######,,"}, []string{"2:1: answers.cell.error", "2:7: answers.cell.error"}},
		"dates":            {[]string{"01-Mar,staff,X,,,p1,often,,", "b,staff,X,,,01-Mar,often,,", "c,staff,X,,,p1,45352,,"}, []string{"2:1: answers.respondent.date", "3:6: answers.cell.date", "4:7: answers.cell.date"}},
		"numbers":          {[]string{"1E+05,staff,X,,,p1,often,,", "2.0,staff,X,,,p1,often,,", "c,staff,X,,,p1,1.0,,"}, []string{"2:1: answers.respondent.number", "3:1: answers.respondent.number", "4:7: answers.cell.number"}},
		"several at once":  {[]string{"a,staff,X,bus,,p9,often,,x"}, []string{"2:4: answers.kind.unknown", "2:6: answers.item.unknown", "2:9: answers.comment_use.unknown"}},
		"nothing but head": {nil, []string{"1:0: answers.rows.none"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := said(t, append([]string{headings}, c.rows...)...)
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("said\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestWhatIsInOrderIsTaken(t *testing.T) {
	for name, lines := range map[string][]string{
		"longest":             {"a,staff," + strings.Repeat("é", 200) + ",,,p1,often," + strings.Repeat("é", 10_000) + ","},
		"summary or nothing":  {"a,staff,X,,,p1,often,,", "a,staff,X,,,p2,often,,summary"},
		"kind filled once":    {"a,staff,X,,,p1,often,,", "b,staff,x,school,,p1,often,,", "c,staff,X,,,p1,often,,"},
		"kind without agency": {"a,staff,,school,,p1,often,,", "b,staff,,health,,p1,often,,"},
		"same id elsewhere":   {"a,staff,X,,,p1,often,,", "a,parent,Y,,,p1-parent,often,,", "a,return,Z,,,p1,often,,"},
		"numbers as ids":      {"45352,staff,X,,,p1,often,,", "3.2,staff,X,,,p1,often,,", "12E45,staff,X,,,p1,often,,"},
		"level not said":      {"a,staff,X,,,p1-closing,often,,"},
		"words of staff":      {"a,staff,X,,,p2-words,,Words,"},
		"skipped":             {"a,staff,X,,,p1,,,"},
	} {
		t.Run(name, func(t *testing.T) {
			taken(t, append([]string{headings}, lines...)...)
		})
	}
}

func TestColumnsAreChecked(t *testing.T) {
	for name, c := range map[string]struct {
		headings string
		want     []string
	}{
		"unknown":        {"respondent,strand,item,answer,comments", []string{"1:5: answers.column.unknown"}},
		"twice":          {"respondent,strand,item,answer,item", []string{"1:5: answers.column.twice"}},
		"missing":        {"respondent,strand,itm,answer", []string{"1:3: answers.column.unknown", "1:0: answers.column.missing"}},
		"wide":           {"ID,Start time,We listen", []string{"1:0: answers.column.wide"}},
		"one":            {"respondent|strand|item|answer", []string{"1:1: answers.column.single"}},
		"nothing to see": {"respondent,strand,item,answer,", []string{"2:5: answers.column.nameless"}},
	} {
		t.Run(name, func(t *testing.T) {
			cells := "a,staff,p1,often,"
			n := strings.Count(c.headings, ",")
			row := strings.Join(strings.Split(cells, ",")[:n], ",") + ",x"
			if name != "nothing to see" {
				row = strings.TrimSuffix(row, "x")
			}
			got := said(t, c.headings, row)
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("said\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestNearestIsSuggested(t *testing.T) {
	for given, want := range map[string]string{
		"ofen": "often", "Often": "often", "Don't know": "dont-know", "nearly_always": "nearly-always",
		"soemtimes": "sometimes", "purple": "", "Nearly always": "nearly-always",
	} {
		_, err := take(t, headings, "a,staff,X,,,p1,"+given+",,")
		problems, ok := fault.AsProblems(err)
		if !ok || len(problems.List) != 1 {
			t.Fatalf("%s: %v", given, err)
		}
		if got := problems.List[0].With["Near"]; got != want {
			t.Errorf("%s: near %q, want %q", given, got, want)
		}
	}
}

func TestAfterTwoHundredTheRestIsCounted(t *testing.T) {
	_, err := take(t, staff(1000, "X,,,p9,often,,")...)
	problems, ok := fault.AsProblems(err)
	if !ok || len(problems.List) != 200 || problems.More["answers.item.unknown"] != 800 {
		t.Fatalf("%v", err)
	}
	if like := problems.Like["answers.item.unknown"]; like.Line != 202 || like.With["Given"] != "p9" {
		t.Errorf("the first of the rest is %+v", like)
	}
}

// faulty is a table in which every row is ragged, as office would report it.
type faulty struct{ left int }

func (f *faulty) Columns() []string { return []string{"respondent", "strand", "item", "answer"} }

func (f *faulty) Next() ([]string, error) {
	if f.left == 0 {
		return nil, io.EOF
	}
	f.left--
	p := &fault.Problems{}
	p.Add("", 1000-f.left, 0, "answers.row.short", "N", 1, "Columns", 4)
	return nil, p
}

func (f *faulty) Place(int) (int, int) { return 1, 1 }

func TestWhatTheTableFindsIsListedAndCountedToo(t *testing.T) {
	_, err := answer.Take(compass(), &faulty{left: 300}, 10)
	problems, ok := fault.AsProblems(err)
	if !ok || len(problems.List) != 200 || problems.More["answers.row.short"] != 100 {
		t.Fatalf("%v", err)
	}
	if like := problems.Like["answers.row.short"]; like.Line != 901 {
		t.Errorf("the first of the rest is %+v", like)
	}
}

func TestNoSentenceHoldsARespondent(t *testing.T) {
	_, err := take(t, headings,
		"secret-1,staff,X,,direct,p1,often,,",
		"secret-1,staff,Y,,direct,p1,often,,",
		"secret-1,staff,X,,,p1,often,,",
		"secret-1,staff,X,,direct,p1,often,,quote",
		"secret-1,staff,X,,direct,p1,often,,",
		"01-Mar-2099,staff,X,,direct,p1,often,,",
		"1E+99,return,X,,direct,p1,often,,",
	)
	if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "2099") || strings.Contains(err.Error(), "1E+99") {
		t.Errorf("said: %v", err)
	}
}

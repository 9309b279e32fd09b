package installation_test

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/installation"
	"bearings/internal/phrase"
)

const format = "format: bearings-settings/1\n"

func TestTheExampleIsRead(t *testing.T) {
	text, err := os.ReadFile("../../examples/settings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := installation.Load("settings.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Example || got.Name == "" || got.Address != "https://bearings.example.org" || len(got.Members) != 3 || len(got.HelpNow) != 2 {
		t.Errorf("%+v", got)
	}
	if got.ForAccess().Email != "access@example.org" || got.ForData().Email != "dpo@example.org" || got.Accessibility.ReplyDays != 10 {
		t.Errorf("%+v", got)
	}
	// It is copied with its comment taken away.
	audited := strings.NewReplacer("  # audit:", "  audit:", "  #   ", "    ").Replace(string(text))
	if got, err = installation.Load("settings.yaml", []byte(audited)); err != nil || got.Accessibility.Audit == nil {
		t.Errorf("the audit is not read: %v", err)
	}
}

func TestNothingIsNeededButTheFormat(t *testing.T) {
	got, err := installation.Load("s.yaml", []byte(format))
	if err != nil || got.Contact.Any() || got.ForAccess().Any() || got.ForData().Any() {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestTheSitesContactStandsInForOthers(t *testing.T) {
	got, err := installation.Load("s.yaml", []byte(format+"contact: {email: a@example.org}\naddress: https://a.example.org/\n"))
	if err != nil || got.ForAccess() != got.Contact || got.ForData() != got.Contact {
		t.Errorf("%+v, %v", got, err)
	}
	if got.Address != "https://a.example.org" {
		t.Errorf("address %q", got.Address)
	}
}

// Everything wrong is said at once, each at its line.
func TestAllProblemsAreSaid(t *testing.T) {
	text := `format: other
adress: https://x.example.org
address: example.org/library
contact:
  email: nobody
  phone: call us
accessibility:
  contact: {email: "A <a@example.org>"}
  reply_days: 100
  reviewed: 22 November
  audit: {by: "", status: nearly}
  problems:
    - {criterion: "one"}
    - what: b
help_now:
  - {name: a, phone: +441632960001}
  - {name: b}
  - {phone: 0800 1111, tel: 1}
members: [a, ""]
in_front: ` + strings.Repeat("x", 1001) + "\n"
	_, err := installation.Load("s.yaml", []byte(text))
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("got %v", err)
	}
	want := []string{
		"1 format", "2 unknown", "3 address", "5 email", "6 phone", "8 email", "9 days", "10 day", "11 needed", "11 needed", "11 status",
		"13 criterion", "13 needed", "16 quote", "17 needed", "18 needed", "18 unknown", "19 needed", "20 long",
	}
	var got []string
	for _, p := range problems.List {
		got = append(got, fmt.Sprintf("%d %s", p.Line, strings.TrimPrefix(p.Message, "installation.")))
	}
	said := strings.Join(sentences(t, problems), "\n")
	slices.SortStableFunc(got, func(a, b string) int {
		return cmp.Or(strings.Compare(fmt.Sprintf("%9.9s", before(a)), fmt.Sprintf("%9.9s", before(b))), strings.Compare(a, b))
	})
	if !slices.Equal(got, want) {
		t.Errorf("got\n%v\nwant\n%v\n%s", got, want, said)
	}
	if strings.Contains(said, "<no value>") || strings.Contains(said, "[installation") {
		t.Errorf("it says\n%s", said)
	}
}

func before(text string) string {
	number, _, _ := strings.Cut(text, " ")
	return number
}

func sentences(t *testing.T, problems *fault.Problems) []string {
	t.Helper()
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	return words["en"].Problems(problems)
}

func TestWhatCantBeReadIsSaid(t *testing.T) {
	for text, message := range map[string]string{
		"- a\n":                          "installation.yaml",
		format + "contact: me\n":         "installation.yaml",
		format + "members: me\n":         "installation.yaml",
		format + "name: a\nname: b\n":    "installation.yaml",
		format + "name: [a\n":            "installation.yaml",
		format + "help_now: {name: a}\n": "installation.yaml",
		format + "accessibility:\n  problems: [{what: a}]\n  audit: {by: a, on: 2026-11-22, status: fully}\n": "installation.not-fully",
		format + "# " + strings.Repeat("x", installation.MaxBytes):                                            "installation.large",
		"": "installation.format",
	} {
		_, err := installation.Load("s.yaml", []byte(text))
		var problems *fault.Problems
		if !errors.As(err, &problems) || problems.List[0].Message != message {
			t.Errorf("%.60q: %v, want %s", text, err, message)
		}
	}
}

func TestATelephoneNumberIsDialled(t *testing.T) {
	for _, phone := range []string{"999", "0800 1111", "(01632) 960-001", "+44 1632 960001"} {
		if _, err := installation.Load("s.yaml", []byte(format+"contact: {phone: \""+phone+"\"}\n")); err != nil {
			t.Errorf("%s: %v", phone, err)
		}
	}
	if got := installation.Dial("+44 (1632) 960-001"); got != "+441632960001" {
		t.Errorf("dialled %s", got)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(format)
	f.Add(format + "help_now:\n  - {name: a, phone: 101}\ncontact: {email: a@b.c}\n")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := installation.Load("s.yaml", []byte(text))
		if err != nil {
			if _, ok := fault.AsProblems(err); !ok {
				t.Errorf("%v is no problem of the file", err)
			}
			return
		}
		if got.Format != installation.Format {
			t.Errorf("format %q", got.Format)
		}
	})
}

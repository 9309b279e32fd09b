package app

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"bearings/internal/installation"
)

// The table of settings in the documents has every flag, every name in the
// environment and every field, and none that is not there.
func TestTheTableOfSettingsIsWhole(t *testing.T) {
	text, err := os.ReadFile("../../docs/OPERATIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "| Flag of `bearings serve` |")
	if !found {
		t.Fatal("OPERATIONS.md has no table of settings")
	}
	var got []string
	for _, line := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(line, "|")
		if len(cells) != 7 {
			break
		}
		got = append(got, strings.Join([]string{plain(cells[1]), plain(cells[2]), plain(cells[3])}, " "))
	}
	want := append(flagsOfServe(t), "  address")
	for name, part := range map[string]any{"mail": installation.Mail{}, "sign_in": installation.SignIn{}} {
		for _, field := range fieldsOf(name, reflect.TypeOf(part)) {
			want = append(want, "  "+field)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the table has\n%s\nand there is\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func plain(cell string) string { return strings.Trim(cell, " `") }

// flagsOfServe are its flags, with their names in the environment and in the file.
func flagsOfServe(t *testing.T) []string {
	t.Helper()
	parser, err := kong.New(&commands{}, noHelp())
	if err != nil {
		t.Fatal(err)
	}
	fields := fieldsOf("serve", reflect.TypeFor[installation.Serve]())
	var all []string
	for _, command := range parser.Model.Children {
		if command.Name != "serve" {
			continue
		}
		for _, flag := range command.Flags {
			env, field := "", ""
			if len(flag.Envs) > 0 {
				env = flag.Envs[0]
			}
			if one := "serve." + strings.ReplaceAll(flag.Name, "-", "_"); slices.Contains(fields, one) {
				field = one
				fields = slices.DeleteFunc(fields, func(f string) bool { return f == one })
			}
			all = append(all, "--"+flag.Name+" "+env+" "+field)
		}
	}
	if len(fields) > 0 {
		t.Errorf("there is no flag for %v", fields)
	}
	return all
}

// fieldsOf are the names of all settings below one.
func fieldsOf(name string, t reflect.Type) []string {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return fieldsOf(name, t.Elem())
	case reflect.Struct:
		var all []string
		for field := range t.Fields() {
			all = append(all, fieldsOf(name+"."+field.Tag.Get("yaml"), field.Type)...)
		}
		return all
	}
	return []string{name}
}

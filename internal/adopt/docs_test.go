package adopt_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

const docs = "../../docs/ADOPT.md"

// The list for those who read the repository is the list there is.
func TestTheListInTheDocumentsIsTheListThereIs(t *testing.T) {
	text, err := os.ReadFile(docs)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "| | Document | For | Minutes |\n| --- | --- | --- | --- |\n")
	if !ok {
		t.Fatal("docs/ADOPT.md has no list")
	}
	got, _, _ := strings.Cut(rest, "\n\n")
	var want []string
	for _, d := range ours(t) {
		want = append(want, fmt.Sprintf("| %d | [%s](../content/adopt/en/%s.md) | %s | %d |", d.Order, d.Title, d.ID, d.For, d.Minutes()))
	}
	if list := strings.Join(want, "\n"); got != list {
		t.Errorf("docs/ADOPT.md lists\n%s\nand there are\n%s", got, list)
	}
}

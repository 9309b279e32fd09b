package report

import (
	"os"
	"testing"

	"bearings/internal/phrase"
)

// Several small agencies, and two larger ones that had to be put together, would
// have one name; levels within them as well.
func TestGroupsOfOneNameAreToldApart(t *testing.T) {
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	several := words["en"].Say("report.group.several")
	groups := []Group{
		{Shape: ByAgency, Name: several, Of: several, Members: []string{"Elm", "Yew"}},
		{Shape: ByAgency, Name: several, Of: several, Members: []string{"Ash", "Oak"}},
		{Shape: ByAgency, Name: "Several schools", Of: "Several schools", Members: []string{"Fir", "Bay"}},
		{Shape: ByLevelOfAgency, Name: several + ": Direct work", Of: several, Members: []string{"Elm", "Yew"}},
		{Shape: ByAgency, Name: "Birch", Of: "Birch"},
	}
	b := &builder{words: words["en"]}
	b.tellApart(groups)
	for i, want := range []string{
		several + ", group 2", several + ", group 1", "Several schools", several + ", group 2: Direct work", "Birch",
	} {
		if groups[i].Name != want {
			t.Errorf("group %d is called %q, want %q", i, groups[i].Name, want)
		}
	}
}

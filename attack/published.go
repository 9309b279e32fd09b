package attack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Published is what one file of results, or several of the same round, say.
// It is read from results.json; fields the attack has no use for are left out.
type Published struct {
	Framework struct {
		Items []Item `json:"items"`
	} `json:"framework"`
	Releases []Release `json:"releases"`
	// Exact is no field of the program's: a naive publisher that rounds nothing
	// sets it, and then a count v says exactly v.
	Exact bool `json:"exact,omitempty"`
}

// Item is one question and its answers, positions lowest first.
type Item struct {
	ID        string   `json:"id"`
	Positions []string `json:"positions"`
	Beside    []string `json:"beside"`
}

// Release is one strand's published groups and figures.
type Release struct {
	Strand string  `json:"strand"`
	Groups []Group `json:"groups"`
	Rows   []Row   `json:"items"`
}

// Group is a published group. An empty list means not divided by it; the empty
// string in a list means "not said".
type Group struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Agencies []string `json:"agencies"`
	Levels   []string `json:"levels"`
	Size     string   `json:"size"`
}

// Row is what is shown of one item for one group.
type Row struct {
	Item   string         `json:"item"`
	Group  string         `json:"group"`
	Show   string         `json:"show"` // counts, lean or nothing
	Counts map[string]int `json:"counts,omitempty"`
	Lean   string         `json:"lean,omitempty"`
}

// Ways a row can show an item, and leans.
const (
	ShowCounts  = "counts"
	ShowLean    = "lean"
	ShowNothing = "nothing"

	LeanLower = "lower"
	LeanMixed = "mixed"
	LeanUpper = "upper"
)

// Has says whether people of that agency and level belong to the group.
func (g Group) Has(a Atom) bool {
	in := func(list []string, one string) bool {
		return len(list) == 0 || slices.Contains(list, one)
	}
	return in(g.Agencies, a.Agency) && in(g.Levels, a.Level)
}

// ReadPublished reads results.json in that folder. Agencies come back folded,
// so that they compare with Atom's.
func ReadPublished(folder string) (*Published, error) {
	raw, err := os.ReadFile(filepath.Join(folder, "results.json"))
	if err != nil {
		return nil, err
	}
	var p Published
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, fmt.Errorf("results.json: %w", err)
	}
	for i := range p.Releases {
		for j := range p.Releases[i].Groups {
			list := p.Releases[i].Groups[j].Agencies
			for k := range list {
				list[k] = fold(list[k])
			}
		}
	}
	return &p, nil
}

// Strand gathers everything published about a strand, over all releases. The
// whole strand is a group also where the file doesn't list it.
func (p *Published) Strand(id string) Release {
	all := Release{Strand: id}
	for _, r := range p.Releases {
		if r.Strand == id {
			all.Groups = append(all.Groups, r.Groups...)
			all.Rows = append(all.Rows, r.Rows...)
		}
	}
	whole := slices.ContainsFunc(all.Groups, func(g Group) bool { return g.ID == id })
	if !whole && len(all.Rows) > 0 {
		all.Groups = append(all.Groups, Group{ID: id})
	}
	return all
}

// Group finds a group of the release by its id.
func (r Release) Group(id string) (Group, bool) {
	i := slices.IndexFunc(r.Groups, func(g Group) bool { return g.ID == id })
	if i < 0 {
		return Group{}, false
	}
	return r.Groups[i], true
}

// Item finds an item by its id.
func (p *Published) Item(id string) (Item, bool) {
	i := slices.IndexFunc(p.Framework.Items, func(it Item) bool { return it.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return p.Framework.Items[i], true
}

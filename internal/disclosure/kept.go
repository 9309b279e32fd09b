package disclosure

import (
	"encoding/json"
	"slices"
)

// Nobody is the release of a strand that was asked and in which nobody answered.
func Nobody(strand string) Release { return Release{strand: strand} }

// kept is a release as it is kept: everything that is published, and nothing else.
type kept struct {
	Strand   string    `json:"strand"`
	Groups   []Group   `json:"groups,omitempty"`
	Results  []Result  `json:"results,omitempty"`
	Comments []Comment `json:"comments,omitempty"`
}

// Keep writes a release so that Kept reads it back.
func (r Release) Keep() ([]byte, error) {
	return json.Marshal(kept{r.strand, r.groups, r.results, r.comments})
}

// Kept reads a release that Keep wrote. It must only be given what was kept: it
// can't know whether figures were protected.
func Kept(text []byte) (Release, error) {
	var k kept
	err := json.Unmarshal(text, &k)
	return Release{strand: k.Strand, groups: k.Groups, results: k.Results, comments: k.Comments}, err
}

// WithComments is a release of figures together with the comments that were
// published later.
func (r Release) WithComments(later Release) Release {
	r.comments = slices.Clone(later.comments)
	return r
}

// WithoutAgencies is a release without what is published for agencies, single or
// put together: the whole strand and its levels.
func (r Release) WithoutAgencies() Release {
	hidden := map[string]bool{}
	less := Release{strand: r.strand, comments: r.comments}
	for _, g := range r.groups {
		if len(g.Agencies) > 0 {
			hidden[g.ID] = true
			continue
		}
		less.groups = append(less.groups, g)
	}
	for _, one := range r.results {
		if !hidden[one.Group] {
			less.results = append(less.results, one)
		}
	}
	return less
}

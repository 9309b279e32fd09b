package fiction

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"bearings/internal/framework"
)

//go:embed story.yaml
var storyFile []byte

// Story is a made-up partnership half-way through its second round. Everything with
// two entries is of the first round and the second. Printed names have the mark.
type Story struct {
	Partnership string            `yaml:"partnership"`
	Rounds      []string          `yaml:"rounds"`
	Domain      string            `yaml:"domain"`
	Agencies    []StoryAgency     `yaml:"agencies"`
	Young       []int             `yaml:"young"`
	Parents     []int             `yaml:"parents"`
	People      []StoryPerson     `yaml:"people"`
	SignedAs    map[string]string `yaml:"signed_as"` // roles by agency
	Conflict    StoryConflict     `yaml:"conflict"`
	Evidence    [][]StoryEvidence `yaml:"evidence"`
	Missing     StoryMissing      `yaml:"missing"`
	Comments    []StoryComments   `yaml:"comments"`
	// LaterComments were written by staff in the second round.
	LaterComments []StoryText `yaml:"later_comments"`
	// YoungComments were written by young people in the first round.
	YoungComments []StoryText `yaml:"young_comments"`
	// Summaries are what the moderator says of all that was written.
	Summaries  []StorySummary   `yaml:"summaries"`
	Reply      StoryReply       `yaml:"reply"`
	Statements []StoryStatement `yaml:"statements"`
}

// StoryAgency is one of its agencies.
type StoryAgency struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
	Kind string `yaml:"kind"`
	Form string `yaml:"form"`
	// Staff were invited, First and Second replied: at each of StoryLevels.
	Staff  []int `yaml:"staff"`
	First  []int `yaml:"first"`
	Second []int `yaml:"second"`
	// Lean is how much better its staff see a principle, in thousandths of a scale.
	Lean map[string]int `yaml:"lean"`
	// Return is how far that of the second round has got: one of these.
	Return string `yaml:"return"`
}

// How far a return has got.
const (
	ReturnNone     = "none"
	ReturnBegun    = "begun"    // half of it is written
	ReturnWritten  = "written"  // all of it is, and it is not signed
	ReturnConflict = "conflict" // two people wrote to the same question
	ReturnSigned   = "signed"
)

// StoryLevels are the levels in the order of the numbers of staff.
var StoryLevels = []string{framework.Direct, framework.Operational, framework.Strategic}

// StoryPerson is somebody with a role; Letters name them elsewhere in the story.
type StoryPerson struct {
	Name    string `yaml:"name"`
	Letters string `yaml:"letters"`
	Role    string `yaml:"role"`
	Agency  string `yaml:"agency"`
}

// StoryText is a text somebody writes, under a principle where there is one.
type StoryText struct {
	By        string `yaml:"by"`
	Principle string `yaml:"principle"`
	// Answers says that it answers the text before.
	Answers bool   `yaml:"answers"`
	Text    string `yaml:"text"`
}

// StoryConflict is what two people wrote to the first question of a principle that
// is answered in words, and what stands in the margin.
type StoryConflict struct {
	Agency    string      `yaml:"agency"`
	Principle string      `yaml:"principle"`
	First     StoryText   `yaml:"first"`
	Other     StoryText   `yaml:"other"`
	Notes     []StoryText `yaml:"notes"`
}

// StoryEvidence is what was known already; Ago counts the months before the round.
type StoryEvidence struct {
	Principle string `yaml:"principle"`
	Kind      string `yaml:"kind"`
	Source    string `yaml:"source"`
	Ago       int    `yaml:"ago"`
	By        string `yaml:"by"`
	Text      string `yaml:"text"`
	Cannot    string `yaml:"cannot"`
}

// StoryMissing is who is missing from the data.
type StoryMissing struct {
	States map[string]string `yaml:"states"`
	Over   string            `yaml:"over"`
	Under  string            `yaml:"under"`
	Done   string            `yaml:"done"`
}

// StoryComments are what staff wrote under a principle, by what was decided.
type StoryComments struct {
	Principle string   `yaml:"principle"`
	Print     []string `yaml:"print"`
	Summary   []string `yaml:"summary"`
	Left      []string `yaml:"left"`
}

// StorySummary is what a moderator says of a strand's comments under a principle.
type StorySummary struct {
	Strand    string `yaml:"strand"`
	Principle string `yaml:"principle"`
	Text      string `yaml:"text"`
}

// StoryReply is an agency's own words beside a finding about it.
type StoryReply struct {
	Agency    string `yaml:"agency"`
	Principle string `yaml:"principle"`
	Text      string `yaml:"text"`
}

// StoryStatement is what an agency says publicly. Ago and Check are months before
// and after today.
type StoryStatement struct {
	Agency string `yaml:"agency"`
	By     string `yaml:"by"`
	Ago    int    `yaml:"ago"`
	Check  int    `yaml:"check"`
	State  string `yaml:"state"`
	Reason string `yaml:"reason"`
	Words  string `yaml:"words"`
	Thing  string `yaml:"thing"`
}

// TheStory reads the story. It must not be changed.
var TheStory = sync.OnceValues(func() (Story, error) {
	said, err := readWords()
	if err != nil {
		return Story{}, err
	}
	var s Story
	if err := yaml.UnmarshalWithOptions(storyFile, &s, yaml.Strict()); err != nil {
		return Story{}, err
	}
	s.Partnership = said.marked(s.Partnership)
	for i := range s.Rounds {
		s.Rounds[i] = said.marked(s.Rounds[i])
	}
	for i := range s.Agencies {
		s.Agencies[i].Name = said.marked(s.Agencies[i].Name)
	}
	for i := range s.People {
		s.People[i].Name = said.marked(s.People[i].Name)
	}
	for _, some := range s.Evidence {
		for i := range some {
			some[i].Source = said.marked(some[i].Source)
		}
	}
	return s, nil
})

// Agency is one of the story's by its id.
func (s Story) Agency(id string) (StoryAgency, bool) {
	i := slices.IndexFunc(s.Agencies, func(a StoryAgency) bool { return a.ID == id })
	if i < 0 {
		return StoryAgency{}, false
	}
	return s.Agencies[i], true
}

// Email is somebody's address, which no mail server takes.
func (s Story) Email(p StoryPerson) string { return p.Letters + "@" + s.Domain }

// Replied are how many of an agency's staff replied in a round, by StoryLevels.
func (a StoryAgency) Replied(round int) []int {
	if round == 0 {
		return a.First
	}
	return a.Second
}

// IsMarked says whether a name says that it is fictional.
func IsMarked(name string) bool {
	said, err := readWords()
	return err == nil && strings.HasSuffix(name, strings.TrimPrefix(said.Mark, "{name}"))
}

package language_test

import (
	"strings"
	"testing"

	"bearings/language"
)

// few are rules small enough to see what the engine does.
func few(t *testing.T) *language.Checker {
	t.Helper()
	rule := func(id string, severity language.Severity, patterns ...string) language.Rule {
		return language.Rule{ID: id, Severity: severity, Category: "victim-blaming", Patterns: patterns, Child: true, Cue: true,
			Why: "why", Alternatives: []string{"one", "two"}, Sources: []language.Source{{Name: "a source"}}}
	}
	abscond := rule("abscond", language.Care, "abscond~", "absconder~")
	abscond.NotNear = []string{"funds", "bail"}
	checker, err := language.New([]language.Rule{
		abscond,
		rule("at-risk", language.Avoid, "(put~|place~) *2 <SELF> *2 (at|in) ?(serious|significant) (risk|danger|harm~)"),
		rule("promiscuous", language.Avoid, "promiscuous", "promiscuity"),
		rule("lifestyle", language.Avoid, "(lifestyle|life style) choice~"),
		rule("not-engaging", language.Care, "<AUX> <NOT> *1 engage~", "hard to reach"),
		rule("streetwise", language.Care, "(streetwise|street wise)"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return checker
}

// outcome is what a text gives in short: the rules found, and those passed over
// with the reason, in brackets.
func outcome(r language.Result) string {
	var parts []string
	for _, f := range r.Findings {
		parts = append(parts, f.Rule)
	}
	for _, f := range r.Suppressed {
		parts = append(parts, "("+f.Rule+" "+string(f.Reason)+")")
	}
	return strings.Join(parts, " ")
}

func TestWordsAreFoundHoweverTheyAreWritten(t *testing.T) {
	checker := few(t)
	for text, want := range map[string]string{
		"She absconded again.":                        "abscond",
		"ABSCONDING - 4 episodes":                     "abscond",
		"She keeps absconding from home.":             "abscond",
		"He puts himself at serious risk.":            "at-risk",
		"He puts both himself and Jay at risk.":       "at-risk",
		"putting him/herself at risk":                 "at-risk",
		"She puts herself, again and again, at risk.": "", // too far
		"She puts herself, again, at risk.":           "at-risk",
		"He is hard-to-reach":                         "not-engaging",
		"He is hard\u00a0to\u2011reach":               "not-engaging",
		"She didn't engage":                           "not-engaging",
		"She didn’t engage":                           "not-engaging",
		"She didnt engage":                            "not-engaging",
		"She won't really engage":                     "not-engaging",
		"She is promiscous.":                          "promiscuous",
		"She is promis-\ncuous.":                      "promiscuous",
		"She is promis-\r\n  cuous.":                  "promiscuous",
		"She is promis\u00adcuous.":                   "promiscuous",
		"She is pro\u200bmis\u200dcu\u2060ous.":       "promiscuous",
		"She is \u202epromiscuous\u202c.":             "promiscuous",
		"She is promíscuous.":                         "promiscuous",
		"She is рromiscuоus.":                         "promiscuous", // Cyrillic letters
		"She is ｐｒｏｍｉｓｃｕｏｕｓ.":                         "promiscuous",
		"Her life\nstyle choices worry us.":           "lifestyle",
		"Her life  style   choices":                   "lifestyle",
		"She is **promiscuous**.":                     "promiscuous",
		"She is street wise, promiscuous":             "streetwise promiscuous",
		"Risk. Promiscuity? Yes":                      "promiscuous",
		"She was putting. Herself at risk":            "",
		"She is putting; herself at risk":             "",
		"She is p.r.omiscuous":                        "",
		"The abscondors":                              "abscond",
		"The conscience":                              "",
		"Her lifestyle. Choices were made.":           "",
		"":                                            "",
		"\xff\xfe\x00promiscuous girl\xff":            "promiscuous",
		"She is pr\xffomiscuous":                      "",
	} {
		if got := outcome(checker.Check(text, language.Options{})); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestWhatStandsAroundDecides(t *testing.T) {
	checker := few(t)
	for text, want := range map[string]string{
		// a child's own words
		`"I absconded, that's what they wrote," he said.`:                              "(abscond childs-words)",
		"She said 'I'm streetwise me'":                                                 "(streetwise childs-words)",
		"He told us ‘they think it’s a lifestyle choice’.":                             "(lifestyle childs-words)",
		"“They say she’s promiscuous. They don’t know what he did to her,” Amy wrote.": "(promiscuous childs-words)",
		"In her own words: “Everyone calls me streetwise and I hate it.":               "(streetwise childs-words)",
		"She says the girls' room is where 'we get called promiscuous by the boys'.":   "(promiscuous childs-words)",
		// a professional's quotation marks
		"Her social worker calls her 'promiscuous'.": "promiscuous",
		"The officer wrote: 'she is promiscuous'":    "promiscuous",
		"This was recorded as a “lifestyle choice”.": "lifestyle",
		// mention
		"The word streetwise makes a child older than she is.":    "(streetwise mentioned)",
		"Instead of absconded, write went missing.":               "(abscond mentioned)",
		"Avoid saying that he absconded.":                         "(abscond mentioned)",
		"Terms such as promiscuous and streetwise blame children": "(promiscuous mentioned) (streetwise mentioned)",
		"The phrase “lifestyle choice” has no place here.":        "(lifestyle mentioned)",
		"She was advised to avoid putting herself at risk":        "at-risk",
		"In other words, she is promiscuous":                      "promiscuous",
		"Words to avoid:\n- promiscuous\n- streetwise\n":          "(promiscuous avoid-list) (streetwise avoid-list)",
		// denial
		"This is not a lifestyle choice":                            "(lifestyle negated)",
		"She is not streetwise, promiscuous or hard to reach":       "(streetwise negated) (promiscuous negated) (not-engaging negated)",
		"She is not only streetwise but promiscuous":                "streetwise promiscuous",
		"He does not understand that he is putting himself at risk": "at-risk",
		"We do not see this as a lifestyle choice":                  "(lifestyle negated)",
		"He did not come home, putting himself at risk":             "at-risk",
		"There is no doubt that she is promiscuous":                 "promiscuous",
		"She has not stopped putting herself at risk":               "at-risk",
		// another sense, somebody else
		"The treasurer absconded with the funds.":              "(abscond other-sense)",
		"The suspect absconded.":                               "(abscond other-subject)",
		"The suspect was seen in May. He absconded in June.":   "(abscond other-subject)",
		"Jay was seen in May. He absconded in June.":           "abscond",
		"Officers put themselves in danger to reach the boat.": "(at-risk other-subject)",
		"The man who abused her absconded":                     "(abscond other-subject)",
		"She met the man and absconded":                        "abscond",
		"Staff feel she is streetwise":                         "streetwise",
		"Mum says she absconded":                               "abscond",
		"The footpath is hard to reach":                        "(not-engaging other-subject)",
		"A group of promiscuous men":                           "(promiscuous other-subject)",
	} {
		if got := outcome(checker.Check(text, language.Options{})); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestAQuotedWordCountsOneStepMilder(t *testing.T) {
	checker := few(t)
	plain := checker.Check("She is promiscuous.", language.Options{}).Findings
	scare := checker.Check("She is 'promiscuous'.", language.Options{}).Findings
	if len(plain) != 1 || len(scare) != 1 || plain[0].Severity != language.Avoid || scare[0].Severity != language.Care {
		t.Errorf("got %v and %v", plain, scare)
	}
}

func TestProfiles(t *testing.T) {
	checker := few(t)
	for _, c := range []struct {
		text    string
		profile language.Profile
		want    string
	}{
		{"Set the card to promiscuous.", language.ShortNote, "promiscuous"},
		{"Set the card to promiscuous.", language.Document, "(promiscuous no-child)"},
		{"The girl was called promiscuous.", language.Document, "promiscuous"},
		{"A 14-year-old was there. She absconded.", language.Document, "abscond"},
		{"A 41-year-old was there. She absconded.", language.Document, "(abscond other-subject)"},
		{"The girl was “promiscuous”.", language.Document, "promiscuous"},
		{"The girl was “promiscuous”.", language.Guidance, "(promiscuous mentioned)"},
	} {
		if got := outcome(checker.Check(c.text, language.Options{Profile: c.profile})); got != c.want {
			t.Errorf("%q as %v gives %q, want %q", c.text, c.profile, got, c.want)
		}
	}
}

func TestBlocks(t *testing.T) {
	checker := few(t)
	text := "Avoid\n\nShe is promiscuous\n\nShe is streetwise"
	first, second := strings.Index(text, "She is p"), strings.Index(text, "She is s")
	for kind, want := range map[language.Kind]string{
		language.Paragraph:  "promiscuous streetwise",
		language.Blockquote: "promiscuous (streetwise quotation)",
		language.CodeBlock:  "promiscuous (streetwise code)",
		language.Voice:      "promiscuous (streetwise childs-words)",
	} {
		blocks := []language.Block{{Kind: language.Heading, Start: 0, End: 5}, {Start: first, End: second - 2}, {Kind: kind, Start: second, End: len(text)}}
		if got := outcome(checker.Check(text, language.Options{Blocks: blocks})); got != want {
			t.Errorf("kind %d gives %q, want %q", kind, got, want)
		}
	}
	under := []language.Block{{Kind: language.Heading, Start: 0, End: 5}, {Kind: language.Cell, Start: first, End: second - 2, Under: [2]int{0, 5}}}
	if got := outcome(checker.Check(text[:second], language.Options{Blocks: under})); got != "(promiscuous avoid-list)" {
		t.Errorf("a cell below a head of words to avoid gives %q", got)
	}
}

func TestMarkdown(t *testing.T) {
	checker := few(t)
	for text, want := range map[string]string{
		"> She is promiscuous":                                           "(promiscuous quotation)",
		"```\nShe is promiscuous\n```\nShe is streetwise":                "streetwise (promiscuous code)",
		"Use `promiscuous` as a flag":                                    "(promiscuous code)",
		"| Avoid | Say |\n| --- | --- |\n| promiscuous | abused |\n":     "(promiscuous avoid-list)",
		"| Say | Avoid |\n| --- | --- |\n| promiscuous | abused |\n":     "promiscuous",
		"## Words to avoid\n\n- promiscuous\n\n## Notes\n\n- streetwise": "streetwise (promiscuous avoid-list)",
		"[notes](https://example.org/promiscuous)":                       "(promiscuous code)",
	} {
		if got := outcome(checker.Check(text, language.Options{Markdown: true})); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestTheLongerFindingCoversTheShorter(t *testing.T) {
	checker, err := language.New([]language.Rule{
		{ID: "choices", Patterns: []string{"poor choices"}, Severity: language.Avoid},
		{ID: "long", Patterns: []string{"make~ poor choices"}, Severity: language.Care},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := checker.Check("She is making poor choices.", language.Options{})
	if got := outcome(r); got != "long (choices covered)" || r.Findings[0].Severity != language.Avoid {
		t.Errorf("got %q, %v", got, r.Findings)
	}
}

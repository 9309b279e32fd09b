// Package meeting holds the pack for a partnership's meeting as one document,
// before any file format: the plan of the meeting, filled with what a report
// found, or with room to write where nobody was asked yet. The page and the
// Word file are both written from it.
package meeting

import (
	"slices"
	"strconv"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/session"
)

// Pack is everything that is printed for a meeting, in one language.
type Pack struct {
	// Language is the BCP 47 tag of every text.
	Language string
	Title    string
	// Of names the framework the meeting talks about.
	Of string
	// Summary are paragraphs.
	Summary []string
	// Fictional is what every sheet says where answers are made up, or "".
	Fictional string
	// Inside are the parts of the pack, in order.
	Inside []Part
	// Overview is the report's, and Reading the sentences that say how to read
	// its figures and words; both are empty where nobody has been asked.
	Overview []report.OverviewRow
	Reading  []string
	// Before is what to settle first, Need what to bring.
	Before, Need []string
	Agendas      []Agenda
	Openings     []string
	// Pages are the report's pages of the principles; where nobody has been
	// asked there are none, and Principles stand in their place.
	Pages      []report.Page
	Principles []Principle
	Cards      Cards
	Power      []Advice
	Agreement  Agreement
	// Credit are paragraphs on where the principles come from.
	Credit []string
}

// CardsASheet is how many cards of one word stand on a sheet.
const CardsASheet = 8

// How are the messages on how to use the pack, Fields those of what is written
// on its first sheet, Rooms those above room to write where nobody was asked,
// Priorities the numbers of the agreement's priorities.
var (
	How        = []string{"meeting.how-1", "meeting.how-2", "meeting.how-3", "meeting.how-4", "meeting.how-5", "meeting.how-6"}
	Fields     = []string{"meeting.field-partnership", "meeting.field-day", "meeting.field-leads"}
	Rooms      = []string{"meeting.room-strong", "meeting.room-otherwise", "meeting.room-unknown"}
	Priorities = []string{"1", "2", "3"}
)

// readings are the sentences of the report on how to read it that the sheets of
// a pack need.
var readings = []string{"order", "rounded", "percent", "beside", "size", "why", "nothing", "lean"}

// PrepareAnchor is the id of the sheet on getting ready, GlanceAnchor that of
// all principles at a glance.
const (
	PrepareAnchor = "pack-prepare"
	GlanceAnchor  = "pack-glance"
)

// Part is one part of the pack, and what to do with it.
type Part struct {
	// Anchor is the part's id in the file.
	Anchor, Name, Use string
}

// Agenda is a plan of so many minutes.
type Agenda struct {
	// Anchor is the agenda's id in the file.
	Anchor, Title, For string
	Rows               []Row
	// Later are topics of the report for which there is no place.
	Later []Topic
}

// Sheets are the rows of each sheet the agenda takes.
func (a Agenda) Sheets() [][]Row {
	var all [][]Row
	for i, row := range a.Rows {
		if i == 0 || row.NewSheet {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], row)
	}
	return all
}

// Row is one step: when it starts, counted from the start of the meeting as
// h:mm, how many minutes it takes, and what is done.
type Row struct {
	Start, Minutes, Title string
	Do                    []string
	// Topic is what is talked about in this step, or nil.
	Topic *Topic
	// Unheard says who was not heard, a sentence each, where this step is about
	// children and parents and too few of them were.
	Unheard []string
	// NewSheet says that the agenda goes on on a new sheet.
	NewSheet bool
}

// Topic is what a step is about.
type Topic struct {
	// Title is "" where the meeting chooses, and writes it down. About says by
	// which page it is talked about, and by which if there is time.
	Title, About string
	Ask          []string
	// Also keeps in the talk what no meeting leaves out; "" where it has a
	// topic of its own.
	Also string
	// Stays says that no meeting leaves it out; any other may be changed.
	Stays bool
}

// Principle is the page of a principle on which nobody has been asked yet.
type Principle struct {
	ID, Title, Place string
	Feels            []Feels
	Statements       []Statement
	Ask              []string
}

// Feels says how a principle should feel to a group. Note says that nobody of
// it has checked the words; where somebody has, notes stand with each sentence.
type Feels struct {
	Strand, Name, Note string
	Said               []Said
}

// Said is a first-person sentence and who has checked it, or "".
type Said struct{ Text, Note string }

// Statement is what a group is asked.
type Statement struct {
	Strand, Name, Stem, Text string
}

// Cards are the words of a scale to cut out: one sheet a word with as many cards
// as people, so that a pile of sheets, cut at once, gives one set each.
type Cards struct {
	Title string
	Use   []string
	// Words are lowest first, then those beside the scale.
	Words []string
}

// Advice is something that may happen, and what to do then.
type Advice struct {
	Title string
	Do    []string
}

// Agreement is the sheet that is filled in at the end.
type Agreement struct {
	Title, Intro string
	// Boxes are strengths, scope for development, and who sees it otherwise.
	Boxes      []Box
	Priorities Box
	Fields     []string
	Signed     string
}

// Box is an empty box to write in.
type Box struct{ Title, Hint string }

// New fills the plan of a meeting with what a report found.
func New(words *phrase.Words, r report.Report, m session.Meeting) Pack {
	b := builder{words: words, report: r, plan: m}
	if b.nobodyAsked() {
		b.plan = m.ForNobodyAsked()
	}
	return b.pack()
}

func (b builder) pack() Pack {
	words, r, m := b.words, b.report, b.plan
	p := Pack{
		Language: r.Language,
		Title:    b.text(m.Title),
		Of:       b.text(r.Framework.Title),
		Summary:  b.paragraphs(m.Summary),
		Before:   b.texts(m.Before),
		Need:     b.texts(m.Need),
		Openings: b.openings(),
		Cards:    b.cards(),
		Credit:   append(b.paragraphs(r.Framework.Source), b.paragraphs(r.Framework.Affiliation)...),
	}
	if r.Fictional {
		p.Fictional = words.Say("pages.fictional")
	}
	for _, a := range m.Agendas {
		p.Agendas = append(p.Agendas, b.agenda(a))
	}
	for _, a := range m.Power {
		p.Power = append(p.Power, Advice{b.text(a.Title), b.texts(a.Do)})
	}
	if b.nobodyAsked() {
		p.Principles = b.principles()
	} else {
		p.Pages = r.Pages
		p.Overview = r.Overview
	}
	if len(p.Overview) > 0 {
		for _, message := range readings {
			p.Reading = append(p.Reading, words.Say("report.reading."+message))
		}
		p.Reading = append(p.Reading, words.Say("meeting.reading-open", "Open", words.Say("finding.overview.open")))
	}
	p.Agreement = b.agreement()
	p.Inside = b.inside(p)
	return p
}

type builder struct {
	words  *phrase.Words
	report report.Report
	plan   session.Meeting
	// Of the agenda that is being made: questions of a topic, and sentences on
	// who was not heard.
	maxAsk, maxUnheard int
}

func (b builder) nobodyAsked() bool {
	return !slices.ContainsFunc(b.report.Strands, func(s report.Strand) bool { return s.State != report.NotAsked })
}

// openings are the questions to open with. Those on what children or parents
// said stand only where that is in the report.
func (b builder) openings() []string {
	heard := slices.ContainsFunc(b.report.Strands, func(s report.Strand) bool {
		return (s.ID == framework.YoungPerson || s.ID == framework.Parent) && s.State == report.Shown
	})
	if heard {
		return b.texts(slices.Concat(b.plan.OpeningsHeard, b.plan.Openings))
	}
	return b.texts(b.plan.Openings)
}

func (b builder) inside(p Pack) []Part {
	var all []Part
	add := func(anchor, name, use string) {
		all = append(all, Part{anchor, name, b.words.Say(use)})
	}
	if len(p.Overview) > 0 {
		add(GlanceAnchor, b.words.Say("pages.overview"), "meeting.use-glance")
	}
	add(PrepareAnchor, b.words.Say("meeting.prepare"), "meeting.use-prepare")
	for _, a := range p.Agendas {
		all = append(all, Part{a.Anchor, a.Title, a.For})
	}
	if len(p.Openings) > 0 {
		add("pack-openings", b.words.Say("meeting.openings"), "meeting.use-openings")
	}
	if len(p.Pages) > 0 {
		add("pack-pages", b.words.Count("meeting.pages", len(p.Pages)), "meeting.use-pages")
	}
	if len(p.Principles) > 0 {
		add("pack-pages", b.words.Count("meeting.pages", len(p.Principles)), "meeting.use-empty-pages")
	}
	if len(p.Cards.Words) > 0 {
		add("pack-cards", p.Cards.Title, "meeting.use-cards")
	}
	if len(p.Power) > 0 {
		add("pack-power", b.words.Say("meeting.power"), "meeting.use-power")
	}
	add("pack-agreement", p.Agreement.Title, "meeting.use-agreement")
	return all
}

// cards are the words staff and agencies answer with: those of the first scale
// of a statement everybody who works here is asked.
func (b builder) cards() Cards {
	c := Cards{Title: b.text(b.plan.Cards.Title), Use: b.texts(b.plan.Cards.Use)}
	for _, item := range b.report.Framework.Items {
		if item.Part != framework.Core || item.IsText() || !item.For(framework.Staff) {
			continue
		}
		scale, _ := b.report.Framework.Scale(item.Scale)
		for _, word := range slices.Concat(scale.Positions, scale.Beside) {
			c.Words = append(c.Words, b.text(word.Word))
		}
		break
	}
	return c
}

func (b builder) agreement() Agreement {
	sheet := b.plan.Agreement
	box := func(s session.SheetBox) Box { return Box{b.text(s.Title), b.text(s.Hint)} }
	return Agreement{
		Title: b.text(sheet.Title), Intro: b.text(sheet.Intro),
		Boxes:      []Box{box(sheet.Strengths), box(sheet.Scope), box(sheet.Otherwise)},
		Priorities: box(sheet.Priorities),
		Fields:     b.texts(sheet.Fields),
		Signed:     b.text(sheet.Signed),
	}
}

// staffMark stands in a plan for the heading of what staff answer on the page of
// a principle.
const staffMark = "{{.STAFF}}"

func (b builder) text(t framework.Text) string {
	return strings.ReplaceAll(t.In(b.words.Language), staffMark, b.staffHeading())
}

func (b builder) staffHeading() string {
	if !b.nobodyAsked() {
		for _, s := range b.report.Strands {
			if s.ID == framework.Staff {
				return s.Name
			}
		}
	}
	return b.words.Say("principles.asked-" + framework.Staff)
}

func (b builder) texts(all []framework.Text) []string {
	texts := make([]string, len(all))
	for i, t := range all {
		texts[i] = b.text(t)
	}
	return texts
}

// paragraphs are the paragraphs of a text, parted by blank lines.
func (b builder) paragraphs(t framework.Text) []string {
	text := strings.TrimSpace(b.text(t))
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n\n")
}

// clock writes minutes as h:mm.
func clock(minutes int) string {
	rest := strconv.Itoa(minutes % 60)
	if len(rest) < 2 {
		rest = "0" + rest
	}
	return strconv.Itoa(minutes/60) + ":" + rest
}

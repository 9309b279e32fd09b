package report

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/insight"
)

// View is how much of a round's results somebody sees. The zero View is everything.
type View struct {
	// Unnamed leaves out what is published of single agencies' staff. Where they
	// differ the report says "in some agencies".
	Unnamed bool
	// Without are strands that are left out altogether, as if nothing were known of
	// them, and WithoutComments are comments left out.
	Without         []string
	WithoutComments bool
	// Replies are agencies' own words beside findings about them. They are printed
	// where such a finding is, and nowhere else.
	Replies []FindingReply
	// Partnership and Round are printed at the head; empty leaves room to write.
	Partnership, Round string
}

// FindingReply is what an agency replies to a finding about it.
type FindingReply struct {
	// Agency is the printed name, Finding the finding's key.
	Agency, Finding, Text string
}

// OwnWords is a reply as it is printed: About is the finding it is about.
type OwnWords struct {
	Agency, About, Text string
}

// FindingKey names a finding of a round, so that a reply can be kept with it.
func FindingKey(kind, principle, item string) string { return kind + "/" + principle + "/" + item }

func (v View) sees(strand string) bool { return !slices.Contains(v.Without, strand) }

// reduce leaves out of an outcome what the view has not.
func (b *builder) reduce() {
	var releases []disclosure.Release
	for _, release := range b.outcome.Releases {
		if !b.view.sees(release.Strand()) {
			continue
		}
		if b.view.Unnamed {
			release = release.WithoutAgencies()
		}
		if b.view.WithoutComments {
			release = release.WithComments(disclosure.Release{})
		}
		releases = append(releases, release)
	}
	b.outcome.Releases = releases
	b.outcome.Summaries = slices.DeleteFunc(slices.Clone(b.outcome.Summaries), func(one answer.Summary) bool {
		return b.view.WithoutComments || !b.view.sees(one.Strand)
	})
}

// found is what the results say to whoever has the view.
func (b *builder) found(full []disclosure.Release) insight.Insight {
	outcome := b.outcome
	if !b.view.Unnamed {
		return insight.From(b.fw, outcome).Without(b.fw, b.view.Without)
	}
	outcome.Releases = full
	return insight.Unnamed(b.fw, outcome).Without(b.fw, b.view.Without)
}

// repliesTo are the agencies' own words on findings, each once.
func (b *builder) repliesTo(found ...insight.Finding) []OwnWords {
	var all []OwnWords
	for _, f := range found {
		key := FindingKey(string(f.Kind), f.Principle, f.Item)
		for _, reply := range b.view.Replies {
			if reply.Finding == key && slices.Contains(b.namedIn(f), reply.Agency) {
				own := OwnWords{Agency: reply.Agency, About: b.tellWhole(f), Text: reply.Text}
				if !slices.Contains(all, own) {
					all = append(all, own)
				}
			}
		}
	}
	return all
}

// namedIn are the agencies a finding names, or could: those whose own staff it is about.
func (b *builder) namedIn(f insight.Finding) []string {
	switch f.Kind {
	case insight.OwnStaff:
		return f.Agencies
	case insight.Agencies:
		var names []string
		for _, side := range f.Sides {
			if g := b.groupOf(side); len(g.Agencies) == 1 {
				names = append(names, g.Agencies[0])
			}
		}
		return names
	}
	return nil
}

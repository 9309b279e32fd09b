package web

import (
	"net/http"
	"strconv"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/ui"
)

// entriesShown is how much of the trail a page shows.
const entriesShown = 50

func (s *Site) getTrail(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	before, _ := strconv.ParseInt(r.URL.Query().Get(ui.FieldBefore), 10, 64) // nothing else begins with the newest
	page := ui.TrailPage{Partnership: p, Late: before > 0}
	// One more than is shown says whether there is more.
	if page.Entries, err = s.config.Trail.Page(r.Context(), string(p.View.ID), max(0, before), entriesShown+1); err != nil {
		return err
	}
	if len(page.Entries) > entriesShown {
		page.Entries = page.Entries[:entriesShown]
		page.Older = page.Entries[entriesShown-1].Seq
	}
	head, err := s.config.Trail.Head(r.Context())
	if err != nil {
		return err
	}
	page.Checkpoint = deed.Checkpoint(head)
	if page.Names, err = s.names(r, p.View, page.Entries); err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Trail(page))
}

// names are those of the ids that entries speak of, as far as they are known: each
// is looked up once.
func (s *Site) names(r *http.Request, view people.View, entries []deed.Entry) (map[string]string, error) {
	names := map[string]string{}
	for _, a := range view.Agencies {
		names[string(a.ID)] = a.Name
	}
	for _, one := range view.People {
		names[string(one.ID)] = one.Name
	}
	read := s.config.People.Store.Read(r.Context())
	for _, e := range entries {
		for _, id := range []string{e.Actor, e.Of("account")} {
			if _, known := names[id]; known || id == "" {
				continue
			}
			a, _, err := read.Account(people.AccountID(id))
			if err != nil {
				return nil, err
			}
			names[id] = a.Name
		}
	}
	return names, nil
}

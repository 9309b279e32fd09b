package attack

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bearings/internal/framework"
	who "bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
)

// answered is what the site sent somebody.
type answered struct {
	when, viewer, path string
	status             int
	head, body         string
}

func (a answered) String() string { return a.when + ", " + a.viewer + ", " + a.path }

// isPage says whether it is a page or a file that was there.
func (a answered) isPage() bool { return a.status == http.StatusOK }

// file is the name of a file of results, or "".
func (a answered) file() string {
	if name := filepath.Base(a.path); slices.Contains(Files, name) {
		return name
	}
	return ""
}

// moments are those at which everybody asks for everything: the days in which an
// agency has its page alone, with nothing and with some of it shared, and afterwards
// with all of it shown to everybody.
func (h *house) moments() []moment {
	return []moment{
		{"alone", func() error { return nil }},
		{"some shared", func() error {
			return h.share(round.Scrutineer, func(page string) bool { return page != round.ReturnsPage && page != "P2" })
		}},
		{allShared, func() error {
			h.now = testkit.Day.AddDate(0, 0, 30)
			return h.share(round.Public, func(string) bool { return true })
		}},
	}
}

// allShared is the last moment.
const allShared = "all shared"

type moment struct {
	name string
	come func() error
}

// askAll lets everybody ask for every page and file of the round, at every moment.
func (h *house) askAll() ([]answered, error) {
	fw, err := h.rounds.Framework(h.ctx, h.round.ID)
	if err != nil {
		return nil, err
	}
	var all []answered
	for i, m := range h.moments() {
		if err := m.come(); err != nil {
			return nil, fmt.Errorf("%s: %w", m.name, err)
		}
		for _, v := range h.viewers {
			for _, path := range h.paths(fw, v) {
				if i > 0 && !ofResults(path) { // what else there is stays as it was
					continue
				}
				one := h.ask(v, path)
				one.when = m.name
				all = append(all, one)
			}
		}
	}
	return all, nil
}

func (h *house) ask(v viewer, path string) answered {
	r := httptest.NewRequest("GET", siteAddress+path, nil)
	if v.token != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-bearings", Value: v.token})
	}
	w := httptest.NewRecorder()
	h.site.ServeHTTP(w, r)
	if h.fault != nil && h.fault.site != nil {
		h.fault.site(h, w, r)
	}
	w.Header().Del("Date")
	var head bytes.Buffer
	_ = w.Header().Write(&head) // into memory
	return answered{viewer: v.name, path: path, status: w.Code, head: head.String(), body: w.Body.String()}
}

// paths are all addresses of the round, filled with everything there is to fill them
// with.
func (h *house) paths(fw *framework.Framework, v viewer) []string {
	with := map[string][]string{
		"{partnership}": {string(h.partnership.ID)}, "{round}": {string(h.round.ID)}, "{code}": {h.rounds.NewLink()},
		"{page}": round.ResultPages(fw), "{file}": Files, "{strand}": framework.Strands, "{comment}": append(slices.Clone(h.comments), "none"), "{piece}": {"none"},
		"{agency}": h.agenciesFor(v), "{of}": h.agenciesFor(v),
	}
	for _, p := range fw.Principles {
		with["{principle}"] = append(with["{principle}"], p.ID)
	}
	for _, item := range fw.Items {
		if item.For(framework.Return) {
			with["{item}"] = append(with["{item}"], item.ID)
		}
	}
	with["{part}"] = append(with["{principle}"], "general")
	paths := map[string]bool{}
	for _, route := range h.site.Routes() {
		of := strings.Contains(route.Pattern, "{partnership}") && h.wide
		if route.Method == "GET" && (of || strings.Contains(route.Pattern, "{round}") || strings.Contains(route.Pattern, "{code}")) {
			for _, path := range filled(route.Pattern, with) {
				paths[path] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(paths))
}

// agenciesFor are those somebody asks for: everybody the first ones, an agency's own
// people also their own.
func (h *house) agenciesFor(v viewer) []string {
	var ids []string
	for i, a := range h.agencies {
		if i < 2 || a.ID == v.grant.Agency || v.grant.Role == who.Coordinator {
			ids = append(ids, string(a.ID))
		}
	}
	return ids
}

// filled is a pattern with its blanks filled in every way.
func filled(pattern string, with map[string][]string) []string {
	from := strings.Index(pattern, "{")
	if from < 0 {
		return []string{pattern}
	}
	to := from + strings.Index(pattern[from:], "}") + 1
	var all []string
	for _, one := range with[pattern[from:to]] {
		all = append(all, filled(pattern[:from]+one+pattern[to:], with)...)
	}
	return all
}

// ofResults says whether an address is of what is published.
func ofResults(path string) bool {
	return strings.Contains(path, "/results") || strings.Contains(path, "/agencies/") || strings.HasPrefix(path, "/published/")
}

// keep writes what was sent, so that somebody can look into it.
func keep(folder string, all []answered) error {
	for i, a := range all {
		if !a.isPage() {
			continue
		}
		name := fmt.Sprintf("%05d %s", i, strings.ReplaceAll(a.String(), "/", "_"))
		if err := os.WriteFile(filepath.Join(folder, name), []byte(a.body), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// view is the files of results as somebody got them, and all who got the same.
type view struct {
	folder    string
	got       []answered // each results.json of it
	published *Published
}

// views are the different sets of files among what was sent, each in a folder.
func views(folder string, all []answered) ([]*view, error) {
	sets := map[string]map[string]answered{}
	for _, a := range all {
		if name := a.file(); name != "" && a.isPage() {
			key := a.when + a.viewer + filepath.Dir(a.path)
			if sets[key] == nil {
				sets[key] = map[string]answered{}
			}
			sets[key][name] = a
		}
	}
	var found []*view
	same := map[string]*view{}
	for _, key := range slices.Sorted(maps.Keys(sets)) {
		print := ""
		for _, name := range Files {
			print += sets[key][name].body
		}
		if same[print] == nil {
			v := &view{folder: filepath.Join(folder, fmt.Sprintf("view-%d", len(found)))}
			if err := v.write(sets[key]); err != nil {
				return nil, err
			}
			same[print], found = v, append(found, v)
		}
		same[print].got = append(same[print].got, sets[key]["results.json"])
	}
	return found, nil
}

func (v *view) write(set map[string]answered) (err error) {
	if err := os.MkdirAll(v.folder, 0o700); err != nil {
		return err
	}
	for name, a := range set {
		if err := os.WriteFile(filepath.Join(v.folder, name), []byte(a.body), 0o600); err != nil {
			return err
		}
	}
	v.published, err = ReadPublished(v.folder)
	return err
}

package web

import (
	"archive/zip"
	"bytes"
	"net/http"

	"bearings/internal/ui"
)

// adoptRoutes are what officers need before anybody may start.
func (s *Site) adoptRoutes() []Route {
	return []Route{
		public("AdoptList", "GET", ui.AdoptPath, s.getAdopt),
		public("AdoptDocument", "GET", ui.AdoptPath+"/{document}", s.getAdopt),
		public("AdoptFile", "GET", ui.AdoptFilesPath+"/{file}", s.getAdopt),
	}
}

// prepareAdopt lists the pages and files when somebody first asks for one.
func (s *Site) prepareAdopt() map[string]*page {
	pages := map[string]*page{}
	all := s.pages.ToAdopt()
	if len(all) == 0 {
		return pages
	}
	files := map[string]*page{}
	var names []string
	pages[ui.AdoptPath] = s.page(s.pages.AdoptList())
	for _, d := range all {
		name := ui.AdoptFile(d.ID)
		names = append(names, name)
		files[name] = download(docxType, name, func() ([]byte, error) { return s.config.AdoptFile(d) })
		pages[ui.AdoptURL(d.ID)], pages[ui.AdoptFileURL(name)] = s.page(s.pages.AdoptDocument(d)), files[name]
	}
	pages[ui.AdoptFileURL(ui.AdoptArchive)] = download(zipType, ui.AdoptArchive, func() ([]byte, error) { return packedFiles(names, files) })
	return pages
}

// getAdopt serves a page or a file by its address.
func (s *Site) getAdopt(w http.ResponseWriter, r *http.Request) error {
	return named(s.adopt(), r.URL.Path, w, r)
}

// packedFiles puts files into one archive, in the order of their names.
func packedFiles(names []string, files map[string]*page) ([]byte, error) {
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	for _, name := range names {
		text, err := files[name].write()
		if err != nil {
			return nil, err
		}
		file, err := archive.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := file.Write(text); err != nil {
			return nil, err
		}
	}
	err := archive.Close()
	return buffer.Bytes(), err
}

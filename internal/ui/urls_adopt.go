package ui

import "net/url"

// What officers need before anybody may start.
const (
	AdoptPath      = "/adopt"
	AdoptFilesPath = AdoptPath + "/files"
	// AdoptArchive is the file that holds all of them.
	AdoptArchive = "permission-to-start.zip"
)

// AdoptURL is the page of a document.
func AdoptURL(id string) string { return AdoptPath + "/" + url.PathEscape(id) }

// AdoptFile is the name of a document as a Word file.
func AdoptFile(id string) string { return id + ".docx" }

// AdoptFileURL is the file of that name.
func AdoptFileURL(name string) string { return AdoptFilesPath + "/" + url.PathEscape(name) }

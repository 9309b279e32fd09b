package app

import (
	"os"
	"time"

	"bearings/content"
	"bearings/internal/accessibility"
	"bearings/internal/fault"
	"bearings/internal/installation"
	"bearings/internal/ui"
)

// settingsOf reads a settings file; without one nobody has filled in anything.
func settingsOf(file string) (installation.Installation, error) {
	if file == "" {
		return installation.Installation{}, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return installation.Installation{}, fault.New(fault.Invalid, "command.no_settings", "Name", file)
	}
	return installation.Load(file, text)
}

// fillIn fills in a site's pages from a settings file.
func fillIn(site *ui.Site, file string) error {
	own, err := settingsOf(file)
	if err != nil {
		return err
	}
	site.Installation, site.Address, site.Checks, site.Today = own, own.Address, accessibilityChecks(), time.Now()
	return nil
}

// accessibilityChecks are what the checks in a browser found before the program
// was built. A test sees to it that they can be read; otherwise there are none,
// and the statement says so.
func accessibilityChecks() accessibility.Results {
	text, err := content.Files.ReadFile("accessibility.json")
	if err != nil {
		return accessibility.Results{}
	}
	checks, err := accessibility.Load(text)
	if err != nil {
		return accessibility.Results{}
	}
	return checks
}

package app

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/store"
	"bearings/internal/testkit"
)

// The report of a round comes out of the database as members see it; where there is
// nothing to write, nothing is written.
func TestResultsOfARound(t *testing.T) {
	data := t.TempDir()
	db := testkit.Open(t, store.Options{Folder: data, Now: testkit.Now})
	w := testkit.NewWorld(t, db)
	published, open := w.PublishedRound(t), w.ClosedRound(t)
	run := func(round, out string) (int, string) {
		var said, wrong bytes.Buffer
		status := Run(t.Context(), []string{"results", "--round", round, "--out", out, "--data", data}, &said, &wrong)
		return status, said.String() + wrong.String()
	}
	out := filepath.Join(t.TempDir(), "out")
	if status, said := run(string(published.ID), out); status != exitDone || !strings.Contains(said, "report.docx") {
		t.Fatalf("status %d: %s", status, said)
	}
	text, err := os.ReadFile(filepath.Join(out, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{w.North.Name, published.Title, "In some agencies, staff answer differently"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	csv, err := os.ReadFile(filepath.Join(out, "results.csv"))
	if err != nil || strings.Contains(string(csv), "Police") {
		t.Errorf("results.csv has groups of agencies, or %v", err)
	}
	for id, want := range map[string]string{"nothing": "There is no round with this id.", string(open.ID): "There are no results yet."} {
		elsewhere := filepath.Join(t.TempDir(), "out")
		if status, said := run(id, elsewhere); status != exitInput || !strings.Contains(said, want) {
			t.Errorf("%s: status %d: %s", id, status, said)
		}
		if _, err := os.Stat(elsewhere); err == nil {
			t.Error("a folder was made for nothing")
		}
	}
	if status := Run(t.Context(), []string{"results", "--out", out}, &bytes.Buffer{}, &bytes.Buffer{}); status != exitUsage {
		t.Errorf("without a round the status is %d", status)
	}
}

package mail_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"bearings/internal/fault"
	"bearings/internal/mail"
)

func TestTheOutboxShowsWhatWasSent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "of", "messages")
	now := noon
	box, err := mail.NewOutbox(dir, "Bearings <bearings@example.org>", func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	for i, to := range []string{"ann@example.org", "ben@example.org"} {
		now = noon.Add(time.Duration(i) * time.Nanosecond)
		if err := box.Send(t.Context(), to, "For "+to, "Hello\n"); err != nil {
			t.Fatal(err)
		}
	}
	all, err := box.Messages()
	if err != nil {
		t.Fatal(err)
	}
	want := []mail.Message{
		{To: "ben@example.org", Subject: "For ben@example.org", Text: "Hello\n", At: noon.Add(time.Nanosecond)},
		{To: "ann@example.org", Subject: "For ann@example.org", Text: "Hello\n", At: noon},
	}
	if len(all) != 2 || all[0] != want[0] || all[1] != want[1] {
		t.Errorf("got %v, want %v", all, want)
	}
}

func TestOnlyItsOwnerMayReadTheOutbox(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such bits")
	}
	dir := filepath.Join(t.TempDir(), "messages")
	if err := outbox(t, dir).Send(t.Context(), "ann@example.org", "A subject", "A text"); err != nil {
		t.Fatal(err)
	}
	of := func(name string) os.FileMode {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode().Perm()
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	if folder, file := of(dir), of(filepath.Join(dir, entries[0].Name())); folder != 0o700 || file != 0o600 {
		t.Errorf("folder %o, file %o", folder, file)
	}
}

// Whatever else lies in the folder is no message, and nobody deletes it.
func TestFilesThatAreNoMessages(t *testing.T) {
	dir := t.TempDir()
	box := outbox(t, dir)
	names := []string{
		"README", "20200101T000000.000000000Z-BROKEN.eml", "20200101T000000.000000000Z-OTHER.txt", "notes.eml", "20200101T000000.000000000Z-HALF.eml.part",
	}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("no message"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := box.Messages(); err != nil || len(all) != 0 {
		t.Errorf("got %v, %v", all, err)
	}
	if n, err := box.Clear(noon); err != nil || n != 2 {
		t.Errorf("%d cleared, %v; want the broken message and the half one", n, err)
	}
	for _, name := range []string{"README", "20200101T000000.000000000Z-OTHER.txt", "notes.eml"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestTheOutboxShowsTheNewestAndClearsTheOldest(t *testing.T) {
	now := noon
	box, err := mail.NewOutbox(t.TempDir(), "bearings@example.org", func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	for i := range 205 {
		now = noon.Add(time.Duration(i) * time.Minute)
		if err := box.Send(t.Context(), "ann@example.org", fmt.Sprint(i), "A text"); err != nil {
			t.Fatal(err)
		}
	}
	all, err := box.Messages()
	if err != nil || len(all) != 200 || all[0].Subject != "204" || all[199].Subject != "5" {
		t.Fatalf("%d messages, %v", len(all), err)
	}
	if n, err := box.Clear(noon.Add(200 * time.Minute)); err != nil || n != 200 {
		t.Errorf("%d cleared, %v", n, err)
	}
	if all, err := box.Messages(); err != nil || len(all) != 5 || all[4].Subject != "200" {
		t.Errorf("left: %v, %v", all, err)
	}
}

func TestAFolderThatCantBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := mail.NewOutbox(file, "bearings@example.org", time.Now)
	var f *fault.Fault
	if !errors.As(err, &f) || !strings.Contains(english(t).Fault(f), file) {
		t.Errorf("got %v", err)
	}
	if _, err := mail.NewOutbox(t.TempDir(), "nobody", time.Now); err == nil {
		t.Error("an outbox took messages from nobody")
	}
}

func TestAFolderThatIsGone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "messages")
	box := outbox(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	sent := box.Send(t.Context(), "ann@example.org", "A subject", "A text")
	_, shown := box.Messages()
	for _, err := range []error{sent, shown} {
		var f *fault.Fault
		if !errors.As(err, &f) || f.Message != "mail.outbox" || mail.Permanent(err) {
			t.Errorf("got %v", err)
		}
	}
}

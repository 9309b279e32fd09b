package attack

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Mutant is a fault put into the program on purpose: one piece of source text
// replaced by another.
type Mutant struct {
	Name     string // what is wrong, in words
	File     string // from the module's root
	Old, New string // Old must stand in the file exactly once
	// Attack says that the attack itself has to find it; otherwise the
	// program's own tests may.
	Attack bool
}

// Overlay writes the mutant's file into folder, with an overlay for the flag
// -overlay of the go command, and returns the overlay's path. The sources stay
// as they are.
func (m Mutant) Overlay(root, folder string) (string, error) {
	path, err := filepath.Abs(filepath.Join(root, m.File))
	if err != nil {
		return "", err
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if n := strings.Count(string(source), m.Old); n != 1 {
		return "", fmt.Errorf("%s: the text to replace stands there %d times, not once: %q", m.File, n, m.Old)
	}
	changed := filepath.Join(folder, filepath.Base(path))
	if err := os.WriteFile(changed, []byte(strings.Replace(string(source), m.Old, m.New, 1)), 0o600); err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {path: changed}})
	if err != nil {
		return "", err
	}
	at := filepath.Join(folder, "overlay.json")
	return at, os.WriteFile(at, overlay, 0o600)
}

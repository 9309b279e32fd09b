package framework

import (
	"io/fs"
	"testing/fstest"

	"bearings/content"
)

// Standard is the text of each file of the pack that comes with the program, by name.
func Standard() (map[string]string, error) {
	folder, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		return nil, err
	}
	pack := map[string]string{}
	return pack, fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(folder, name)
		pack[name] = string(text)
		return err
	})
}

// LoadPack reads a pack from the text of its files, by name, as [Load] does a folder.
func LoadPack(pack map[string]string) (*Framework, error) {
	folder := fstest.MapFS{}
	for name, text := range pack {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(folder)
}

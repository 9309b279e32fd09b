package app

import (
	"fmt"
	"runtime"
)

// Version is the program's own version; a release sets it when it is built.
var Version = "0.1.0"

type versionCommand struct{}

// Run says which program this is and which framework comes with it.
func (versionCommand) Run(d *desk) error {
	fw, err := loadFramework(ownFramework)
	if err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Say("command.version", "Version", Version, "Go", runtime.Version(),
		"System", runtime.GOOS+"/"+runtime.GOARCH, "Framework", fw.ID, "FrameworkVersion", fw.Version))
	return nil
}

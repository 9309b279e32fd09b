package app

import (
	"io/fs"
	"os"
	"path"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// ownFramework is the pack that comes with the program.
const ownFramework = "practice-principles"

// loadFramework loads a pack by the name it comes with, or from a folder.
func loadFramework(name string) (*framework.Framework, error) {
	files, err := frameworkFiles(name)
	if err != nil {
		return nil, err
	}
	if name == ownFramework {
		return framework.LoadOwn(files)
	}
	fw, err := framework.Load(files)
	if problems, ok := fault.AsProblems(err); ok {
		allInFolder(name, problems)
		return nil, err
	}
	inFolder(name, fw.Notes)
	return fw, nil
}

// allInFolder names the folder in front of the file of each problem.
func allInFolder(name string, problems *fault.Problems) {
	inFolder(name, problems.List)
	for kind, like := range problems.Like {
		like.File = path.Join(name, like.File)
		problems.Like[kind] = like
	}
}

// inFolder names the folder in front of each file.
func inFolder(name string, problems []fault.Problem) {
	for i := range problems {
		problems[i].File = path.Join(name, problems[i].File)
	}
}

func frameworkFiles(name string) (fs.FS, error) {
	if name == ownFramework {
		return fs.Sub(content.Files, ownFramework)
	}
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return nil, fault.New(fault.NotFound, "command.no_framework", "Name", name)
	}
	return os.DirFS(name), nil
}

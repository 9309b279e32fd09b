package app

import (
	"fmt"
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

type checkCommand struct {
	Framework checkFramework `cmd:"" help:"${help_check_framework}"`
	Answers   checkAnswers   `cmd:"" help:"${help_check_answers}"`
}

type checkFramework struct {
	Dir     string `arg:"" placeholder:"DIR" help:"${help_check_framework_dir}"`
	Against string `placeholder:"DIR" help:"${help_check_framework_against}"`
}

// Run checks a pack, and compares it with an earlier version where asked.
func (c checkFramework) Run(d *desk) error {
	fw, err := loadFramework(c.Dir)
	if err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Say("command.sound", "Name", c.Dir, "ID", fw.ID, "Version", fw.Version))
	for _, line := range d.words.Problems(&fault.Problems{List: fw.Notes}) {
		fmt.Fprintln(d.out, line)
	}
	if c.Against == "" {
		return nil
	}
	earlier, err := loadFramework(c.Against)
	if err != nil {
		return err
	}
	for _, line := range framework.Describe(d.words, framework.Compare(earlier, fw)) {
		fmt.Fprintln(d.out, line)
	}
	return nil
}

type checkAnswers struct {
	Files     []string `arg:"" name:"file" placeholder:"FILE" help:"${help_check_answers_file}"`
	Mapping   []string `sep:"none" placeholder:"FILE" help:"${help_check_answers_mapping}"`
	Draft     string   `placeholder:"FILE" help:"${help_check_answers_draft}"`
	Framework string   `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_check_answers_framework}"`
}

// Run reads answers files as assess does and writes nothing, or drafts the
// mapping of one.
func (c checkAnswers) Run(d *desk) error {
	if c.Draft != "" && (len(c.Files) > 1 || len(c.Mapping) > 0) {
		return misused("command.draft_alone")
	}
	fw, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	if c.Draft != "" {
		return d.draft(fw, c.Files[0], c.Draft)
	}
	heard, err := d.hear(fw, c.Files, c.Mapping)
	if err != nil {
		return err
	}
	for _, name := range c.Files {
		fmt.Fprintln(d.out, d.words.Say("command.answers_sound", "Name", name, "Framework", fw.ID, "Version", fw.Version))
	}
	d.sayHeard(fw, heard)
	return nil
}

// sayHeard says what was read, so that it can be seen whether all came in.
func (d *desk) sayHeard(fw *framework.Framework, heard answer.Heard) {
	var who, levels []string
	for _, of := range heard.Strands {
		who = append(who, d.words.Count("command.heard-"+of.Strand, of.N))
	}
	fmt.Fprintln(d.out, d.words.Say("command.heard", "Who", strings.Join(who, ", ")))
	for _, id := range heard.Levels {
		name := d.words.Say("command.heard-no_level")
		if level, ok := fw.Level(id); ok {
			name = level.Name.In(d.words.Language)
		}
		levels = append(levels, name)
	}
	if len(levels) > 0 {
		fmt.Fprintln(d.out, d.words.Say("command.heard-levels", "Levels", strings.Join(levels, ", ")))
	}
	if agencies := slices.DeleteFunc(slices.Clone(heard.Agencies), func(name string) bool { return name == "" }); len(agencies) > 0 {
		fmt.Fprintln(d.out, d.words.Say("command.heard-agencies"))
		for _, name := range agencies {
			fmt.Fprintln(d.out, "  "+name)
		}
	}
	if slices.Contains(heard.Agencies, "") {
		fmt.Fprintln(d.out, d.words.Say("command.heard-no_agency"))
	}
	for _, pair := range heard.Alike {
		fmt.Fprintln(d.out, d.words.Say("command.heard-alike", "First", pair[0], "Second", pair[1]))
	}
}

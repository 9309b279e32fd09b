//go:build !unix

package testkit

import "os/exec"

// owner is whom PostgreSQL runs as: here always whoever runs the tests.
type owner struct{}

func (owner) becomeSomebody(string) error { return nil }

func (owner) run(*exec.Cmd) {}

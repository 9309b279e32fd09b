//go:build unix

package main

import "syscall"

// ownFilesOnly makes every file of this program its owner's alone, those included
// that SQLite makes beside the database.
func ownFilesOnly() { syscall.Umask(0o077) }

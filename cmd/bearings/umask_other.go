//go:build !unix

package main

// ownFilesOnly does nothing where files have no mode: the folder keeps others out.
func ownFilesOnly() {}

//go:build !linux

package app

func unmap() {}

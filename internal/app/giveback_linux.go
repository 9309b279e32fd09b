package app

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// unmap lets go of the program's own pages. They are as they are in its file, so
// nothing is lost: parts that can be written, or have been, are left alone.
func unmap() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	all, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		return
	}
	var from, size uintptr
	for line := range strings.Lines(string(all)) {
		line = strings.TrimSuffix(line, "\n")
		if begin, end, access, is := beginning(line); is {
			from, size = 0, 0
			if strings.HasSuffix(line, " "+program) && strings.HasPrefix(access, "r-") {
				from, size = begin, end-begin
			}
			continue
		}
		// Changed pages have no file behind them any more.
		if amount, is := strings.CutPrefix(line, "Anonymous:"); is && size > 0 && strings.TrimSpace(amount) == "0 kB" {
			_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, from, size, syscall.MADV_DONTNEED) // advice only
		}
	}
}

// beginning reads the line with which a part of the memory begins: its addresses and
// what may be done with it, "r-xp".
func beginning(line string) (begin, end uintptr, access string, is bool) {
	addresses, rest, _ := strings.Cut(line, " ")
	low, high, is := strings.Cut(addresses, "-")
	if !is {
		return 0, 0, "", false
	}
	b, err := strconv.ParseUint(low, 16, 64)
	if err != nil {
		return 0, 0, "", false
	}
	e, err := strconv.ParseUint(high, 16, 64)
	access, _, _ = strings.Cut(rest, " ")
	return uintptr(b), uintptr(e), access, err == nil
}

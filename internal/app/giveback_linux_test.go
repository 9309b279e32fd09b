package app

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestPagesOfTheProgramAreGivenBack(t *testing.T) {
	before := ofFiles(t)
	giveBack()
	if after := ofFiles(t); after >= before {
		t.Errorf("%d kB of files stay in memory, and %d kB were there before", after, before)
	}
}

// ofFiles is how much of files this process has in memory, in kB.
func ofFiles(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(status), "RssFile:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		t.Skip("this system does not say how much of files is in memory")
	}
	n, err := strconv.Atoi(fields[0])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

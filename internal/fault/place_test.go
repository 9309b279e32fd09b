package fault_test

import (
	"testing"

	"bearings/internal/fault"
)

func TestAPlaceIsSaidAsItIsFound(t *testing.T) {
	for _, c := range []struct {
		file         string
		line, column int
		want         string
	}{
		{"a.csv", 1, 15, "1:15"}, {"a.xlsx", 1, 15, "O1"}, {"A.XLSX", 20, 26, "Z20"}, {"a.xlsx", 3, 27, "AA3"}, {"a.xlsx", 3, 703, "AAA3"},
		{"a.xlsx", 3, 0, "3"}, {"", 2, 4, "2:4"}, {"a.xlsx", 0, 0, ""},
	} {
		if got := fault.Place(c.file, c.line, c.column); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

package framework

import (
	"slices"
	"strings"
)

// few lists names for a sentence, the first of them where there are many.
func few(names []string) string {
	const most = 24
	if len(names) > most {
		names = append(slices.Clone(names[:most]), "…")
	}
	return strings.Join(names, ", ")
}

package ui

import (
	"fmt"
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/report"
)

// A bar is drawn in hundredths of the room it is given, so that its stripes
// stay as they are on a screen of any width and on paper.
const middle = 50.0

// stretch is one position's part of a bar, in per cent of its width.
type stretch struct {
	X, To, Width, Tone, Stripes string
}

// stretches are the parts of a result's bar. All bars have the same measure, so
// that those of one page can be compared: everybody is half the width.
func stretches(r report.Result) []stretch {
	var all []stretch
	for _, s := range report.Stretches(r.Positions) {
		all = append(all, stretchOf(middle+float64(s.From)/20, middle+float64(s.To)/20, s.Position, len(r.Positions)))
	}
	return all
}

func stretchOf(from, to float64, position, positions int) stretch {
	return stretch{
		X: percent(from), To: percent(to), Width: percent(to - from),
		Tone: tone(position, positions), Stripes: stripes(position, positions),
	}
}

func percent(of float64) string { return fmt.Sprintf("%.2f%%", of) }

// stripes mark the lower half of a scale, so that it can be told from the upper
// in black and white: close ones its end, wider ones what lies between. "" is
// for the middle and the upper half.
func stripes(position, positions int) string {
	switch {
	case 2*position+1 >= positions:
		return ""
	case position == 0:
		return "report-stripes report-stripes-close"
	default:
		return "report-stripes"
	}
}

// answerColumns is how many answers a chart's table has, position or not.
func answerColumns(c report.Chart) int { return len(c.Positions) + len(c.Beside) }

// onlyWords says whether a chart is one group whose answers are shown in words,
// so that there is nothing to draw.
func onlyWords(c report.Chart) bool {
	return len(c.Rows) < 2 && !slices.ContainsFunc(c.Rows, hasCounts)
}

func hasNothing(r report.Result) bool { return r.Show == disclosure.Nothing }

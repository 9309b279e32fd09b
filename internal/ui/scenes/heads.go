package scenes

// headwear is hair or what is worn over it, drawn around a head whose middle is
// at 0 0, 14 wide and 17 high on each side, looking to the right. It is drawn
// once, as a thing of its name, and takes its colours from whoever wears it.
type headwear struct {
	name   string
	behind string // drawn before the head
	over   string // drawn on it
	// covers leaves only the face to be seen.
	covers bool
}

const (
	cap1 = "M-14 6C-19-11-12-21 1-21C11-21 16-15 14-7C7-7 3-11 0-14C-3-7-7-3-8 4C-9 12-13 14-14 6Z"
	cap2 = "M-14 4C-18-12-12-21 1-21C11-21 16-15 14-8C8-7 4-9 1-12C-1-6-7-4-8 2C-9 7-12 9-14 4Z"
)

var (
	shortHair = headwear{name: "short", over: cap2}
	curly     = headwear{name: "curly", behind: "M-15 5A9 9 0 0 1-17-9A10 10 0 0 1-7-22A11 11 0 0 1 10-21A8 8 0 0 1 16-9Q12 4-2 6Z", over: "M-15 5A8 8 0 0 1-16-10A9 9 0 0 1-6-21A11 11 0 0 1 10-20A7 7 0 0 1 15-9Q10-5 5-10Q1-6-4-7Q-5 2-9 7Q-13 9-15 5Z"}
	afro      = headwear{name: "afro", behind: "M-20 6A15 15 0 0 1-22-12A17 17 0 0 1-6-29A18 18 0 0 1 17-18A13 13 0 0 1 16-3Q0 12-20 6Z", over: "M-17 6Q-22-16-2-20Q12-20 15-9Q8-5 3-11Q-4-10-6-4Q-8 8-12 11Z"}
	bun       = headwear{name: "bun", behind: "M-9-14a8.500 8.500 0 1 0-8-9a8.500 8.500 0 0 0 8 9z", over: "M-14 3C-18-12-10-20 2-20C11-20 15-14 14-8C6-9 3-12 0-14C-2-6-8-5-9 1C-10 6-13 8-14 3Z"}
	long      = headwear{name: "long", behind: "M-9-17C-20-14-18 8-21 22C-20 34-4 34 0 24L4-4Z", over: cap1}
	braids    = headwear{name: "braids", behind: "M-10-16C-20-12-18 6-20 16q-1 12 2 22q5 2 5-3q1-18 4-28zm3 8c-5 10-5 20-6 30q0 8 3 12q5 0 4-4q0-16 4-26z", over: cap1}
	cropped   = headwear{name: "cropped", over: "M-14-1C-16-13-10-19 1-19C10-19 14-14 14-9C8-12 0-12-4-9C-9-6-9-1-11 2Z"}
	elder     = headwear{name: "elder", behind: "M-13-13a9 9 0 1 0 2 16z", over: "M-14 4C-17-11-11-19 1-19C10-19 14-14 13-9C6-8 1-11-1-12C-4-7-8-4-9 2C-10 7-13 8-14 4Z"}
	bald      = headwear{name: "bald", over: "M-14 4C-16-2-15-8-12-11C-10-6-10 0-9 4C-10 8-13 8-14 4Z"}
	beard     = headwear{name: "beard", over: cap2 + "M-8 2Q-6 8 0 7Q8 5 13 6Q13 19 4 20Q-6 19-11 8Q-9 6-8 2Z"}
	turban    = headwear{name: "turban", over: "M-17-3C-21-20-8-28 4-26C17-24 20-12 15-6C8-4 2-8-4-8C-9-8-12-3-13 2C-15 3-16 0-17-3Z"}
	hijab     = headwear{name: "hijab", behind: "M-17-2C-19-22 12-27 17-8C18 4 14 14 19 27Q4 38-18 30C-23 20-17 10-17-2Z", covers: true}
	heads     = []headwear{shortHair, curly, afro, bun, long, braids, cropped, elder, bald, beard, turban, hijab}
	// seenFromBehind are those whose back is drawn somewhere.
	seenFromBehind = []headwear{curly, afro, bun, bald, long}
)

// coat is what covers the body, drawn once as a thing of its name.
type coat struct {
	name                string
	below, flare, broad float64 // below the hip, wider at the hem, wider all over
}

var (
	jacket    = coat{"jacket", 4, 1, 0}
	wideCoat  = coat{"wide", 12, 2, 3}
	tunic     = coat{"tunic", 16, 3, 0}
	overcoat  = coat{"over", 32, 6, 1}
	longCoat  = coat{"longcoat", 58, 9, 0}
	roundCoat = coat{"round", 46, 8, 4}
	coats     = []coat{jacket, wideCoat, tunic, overcoat, longCoat, roundCoat}
)

// Colours people wear, from the palette of the pages and what lies between.
const (
	skinA, skinB, skinC, skinD, skinE = "#f0c8a0", "#d8a273", "#b57b4e", "#8a5a3a", "#5e3c28"
	hairInk, hairBrown, hairSand      = "#16222a", "#4a3424", "#b58a4c"
	hairGrey                          = "#c9cfcc"
	amber, amberDeep, sandLight       = "#f2b15c", "#c98a2b", "#fdf4e3"
	tealDeep, tealMid, tealSoft       = "#083640", "#0b4f5c", "#3f8791"
	tealPale, mist, lineGrey          = "#8fb7b5", "#eef4f3", "#b9cbc9"
	heather, heatherDeep, heatherPale = "#7a68a6", "#463d72", "#b9add6"
	ink, quiet, wood, woodDark        = "#1b2a31", "#4a5a61", "#8a6a3c", "#57462f"
)

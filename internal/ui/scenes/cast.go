package scenes

// The people of the film. The same ones come again, so that one gets to know
// them by what they wear.
var (
	// youth is the young person whom the film goes with.
	youth = look{skin: skinC, hair: hairInk, top: amber, legs: heatherDeep, shoes: mist, head: curly, coat: jacket}
	// worker is the grown-up who turns up.
	worker    = look{skin: skinA, hair: hairSand, top: tealSoft, legs: ink, shoes: woodDark, head: bun, coat: overcoat}
	friend    = look{skin: skinE, hair: hairInk, top: heather, legs: tealDeep, shoes: mist, head: afro, coat: jacket}
	girl      = look{skin: skinB, hair: heather, top: tealPale, legs: quiet, shoes: ink, head: hijab, coat: longCoat}
	officer   = look{skin: skinC, hair: amberDeep, top: tealMid, legs: ink, shoes: ink, head: turban, coat: wideCoat}
	grandma   = look{skin: skinA, hair: hairGrey, top: heatherPale, legs: quiet, shoes: woodDark, head: elder, coat: roundCoat}
	nurse     = look{skin: skinD, hair: hairInk, top: sandLight, legs: heatherDeep, shoes: ink, head: braids, coat: tunic}
	father    = look{skin: skinB, hair: hairBrown, top: quiet, legs: ink, shoes: ink, head: beard, coat: wideCoat}
	boy       = look{skin: skinE, hair: hairInk, top: amberDeep, legs: quiet, shoes: mist, head: cropped, coat: jacket}
	mate      = look{skin: skinA, hair: hairBrown, top: tealPale, legs: tealDeep, shoes: mist, head: long, coat: jacket}
	elderMan  = look{skin: skinD, hair: hairGrey, top: "#a98f5e", legs: quiet, shoes: ink, head: bald, coat: tunic}
	neighbour = look{skin: skinB, hair: hairInk, top: heatherDeep, legs: ink, shoes: mist, head: shortHair, coat: jacket}
	mother    = look{skin: skinC, hair: hairInk, top: "#6f9c8f", legs: ink, shoes: woodDark, head: long, coat: tunic}
)

// seatedLook opens the coat of somebody who sits down.
func seatedLook(l look) look {
	l.coat = jacket
	return l
}

package pdf

// encoding is what each byte of a string means.
type encoding [256]string

// The parts of the encodings above ASCII; a space stands where there is nothing.
const (
	// winUpper begins at 0x80.
	winUpper = "€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ ¡¢£¤¥¦§¨©ª«¬-®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"
	// macUpper begins at 0x80.
	macUpper = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ"
	// standardUpper begins at 0xa0.
	standardUpper = " ¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß"
)

var (
	winEncoding      = newEncoding(0x80, winUpper)
	macEncoding      = newEncoding(0x80, macUpper)
	standardEncoding = newStandard()
)

func newEncoding(from int, upper string) encoding {
	var e encoding
	for c := ' '; c < 0x7f; c++ {
		e[c] = string(c)
	}
	for _, r := range upper {
		if from < len(e) && r != ' ' {
			e[from] = plain(r)
		}
		from++
	}
	return e
}

func newStandard() encoding {
	e := newEncoding(0xa0, standardUpper)
	e['\''], e['`'] = "’", "‘"
	return e
}

// encodingNamed is a standard encoding; false for names that are none.
func encodingNamed(n name) (encoding, bool) {
	switch n {
	case "WinAnsiEncoding":
		e := winEncoding
		e[0xa0] = " "
		return e, true
	case "MacRomanEncoding":
		e := macEncoding
		e[0xca] = " "
		return e, true
	case "StandardEncoding":
		return standardEncoding, true
	}
	return encoding{}, false
}

// Widths of the letters from space to tilde in a thousandth of the size, for the
// typefaces that files may use without saying how wide they are.
var (
	sansWidths = [95]int16{
		278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
		556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
		667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
		556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
	}
	serifWidths = [95]int16{
		250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
		500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
		556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
		500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
	}
)

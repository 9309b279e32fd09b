package docxtest

import (
	"fmt"
	"slices"
	"strings"
)

// orders are the standard's sequences, as far as a document of ours uses them
// or might.
var orders = map[string][]string{
	"pPr": fields(`pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
		tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
		snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
		textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange`),
	"rPr": fields(`rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
		snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign
		rtl cs em lang eastAsianLayout specVanish oMath`),
	"tblPr": fields(`tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
		tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange`),
	"tcPr": fields(`cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
		hideMark headers`),
	"sectPr": fields(`headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
		pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings`),
	"tbl":        fields(`tblPr tblGrid tr`),
	"tr":         fields(`tblPrEx trPr tc`),
	"tblBorders": fields(`top left bottom right insideH insideV`),
	"tcBorders":  fields(`top left bottom right insideH insideV tl2br tr2bl`),
	"tblCellMar": fields(`top left bottom right`),
	"pBdr":       fields(`top left bottom right between bar`),
	"numPr":      fields(`ilvl numId`),
	"style": fields(`name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
		personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr`),
	"styles":      fields(`docDefaults latentStyles style`),
	"docDefaults": fields(`rPrDefault pPrDefault`),
	"numbering":   fields(`numPicBullet abstractNum num numIdMacAtCleanup`),
	"abstractNum": fields(`nsid multiLevelType tmpl name styleLink numStyleLink lvl`),
	"lvl":         fields(`start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr`),
	"num":         fields(`abstractNumId lvlOverride`),
	"settings": fields(`writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins
		defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat docVars rsids
		themeFontLang clrSchemeMapping decimalSymbol listSeparator`),
	"inline":  fields(`extent effectExtent docPr cNvGraphicFramePr graphic`),
	"pic":     fields(`nvPicPr blipFill spPr`),
	"nvPicPr": fields(`cNvPr cNvPicPr`),
	"spPr":    fields(`xfrm prstGeom`),
}

func fields(text string) []string { return strings.Fields(text) }

// order says which elements stand in another order than the standard's, or
// where the standard has none.
func order(part string, root *Node) []string {
	var wrong []string
	see := func(n *Node) {
		sequence, known := orders[n.Name]
		if !known {
			return
		}
		last := 0
		for _, c := range n.Nodes {
			at := slices.Index(sequence, c.Name)
			switch {
			case at < 0:
				wrong = append(wrong, fmt.Sprintf("%s: %s in %s", part, c.Name, n.Name))
			case at < last:
				wrong = append(wrong, fmt.Sprintf("%s: %s behind %s in %s", part, c.Name, sequence[last], n.Name))
			default:
				if at == last && len(n.Nodes) > 1 && once(n, c) > 1 {
					wrong = append(wrong, fmt.Sprintf("%s: %s twice in %s", part, c.Name, n.Name))
				}
				last = at
			}
		}
	}
	see(root)
	root.walk(see)
	return wrong
}

// many are elements that may stand more than once in one other.
var many = fields("tr tc style abstractNum num lvl lvlOverride headerReference footerReference tblStylePr")

// once counts an element that may stand only once.
func once(in, element *Node) int {
	if slices.Contains(many, element.Name) {
		return 1
	}
	n := 0
	for _, c := range in.Nodes {
		if c.Name == element.Name {
			n++
		}
	}
	return n
}

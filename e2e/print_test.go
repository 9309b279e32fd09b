package e2e_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/accessibility"
	"bearings/internal/ui"
)

// sheets is how many pages a form may take on A4; 0 is any number.
var sheets = map[string]int{
	ui.FormYoungPerson: 1,
	ui.FormParent:      1,
	ui.FormReturnShort: 1,
	ui.FormStaff:       1,
}

func TestEveryPagePrints(t *testing.T) {
	h := open(t)
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			counted(t, accessibility.Print, s)
			ctx := tab(t)
			visit(t, ctx, h, s)
			pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
			if err != nil {
				t.Fatal(err)
			}
			keep(t, s.title()+".pdf", pdf)
			pages := len(pageObject.FindAll(pdf, -1))
			if pages == 0 || !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
				t.Fatalf("%d pages, tagged: %v", pages, bytes.Contains(pdf, []byte("/StructTreeRoot")))
			}
			if most := sheets[s.name]; s.route == "Sheet" && most > 0 && pages > most {
				t.Errorf("it takes %d pages of A4, want %d at the most", pages, most)
			}
		})
	}
}

var pageObject = regexp.MustCompile(`/Type /Page\b`)

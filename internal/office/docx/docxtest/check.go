package docxtest

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Check opens a document and tells the test of everything that Word or a
// screen reader could not make sense of.
func Check(t testing.TB, data []byte) *File {
	t.Helper()
	f, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, wrong := range f.Wrong() {
		t.Error(wrong)
	}
	return f
}

// Wrong says what is wrong with a document, a sentence each.
func (f *File) Wrong() []string {
	var wrong []string
	for _, name := range slices.Sorted(maps.Keys(f.XML)) {
		wrong = append(wrong, order(name, f.XML[name])...)
	}
	wrong = append(wrong, f.types()...)
	wrong = append(wrong, f.relations()...)
	if f.Body() == nil {
		return append(wrong, "there is no body")
	}
	wrong = append(wrong, f.styles()...)
	wrong = append(wrong, f.ids()...)
	wrong = append(wrong, f.blocks()...)
	wrong = append(wrong, f.headings()...)
	for i, table := range f.Body().All("tbl") {
		wrong = append(wrong, tableWrong(i, table)...)
	}
	return wrong
}

// types: every part has a type.
func (f *File) types() []string {
	var wrong []string
	known := map[string]bool{}
	for _, n := range f.XML["[Content_Types].xml"].Nodes {
		known[n.Attr["Extension"]+n.Attr["PartName"]] = true
	}
	for name := range f.Parts {
		byName := known["/"+name] || name == "[Content_Types].xml" || path.Ext(name) != ".xml"
		if !byName || !known[strings.TrimPrefix(path.Ext(name), ".")] {
			wrong = append(wrong, name+" has no type")
		}
	}
	return wrong
}

// relations: what is pointed to is there, and what is there is pointed to.
func (f *File) relations() []string {
	var wrong []string
	pointed := map[string]bool{}
	ids := map[string]bool{}
	for _, rels := range []struct{ name, folder string }{{"_rels/.rels", ""}, {"word/_rels/document.xml.rels", "word"}} {
		for _, r := range f.XML[rels.name].Nodes {
			target := path.Join(rels.folder, r.Attr["Target"])
			if f.Parts[target] == nil {
				wrong = append(wrong, rels.name+" points to "+target)
			}
			pointed[target] = true
			if rels.folder != "" {
				ids[r.Attr["Id"]] = true
			}
		}
	}
	for name := range f.Parts {
		if !pointed[name] && !strings.Contains(name, "_rels/") && name != "[Content_Types].xml" {
			wrong = append(wrong, "nothing points to "+name)
		}
	}
	f.XML["word/document.xml"].walk(func(n *Node) {
		for _, id := range []string{n.Attr["embed"], referenceID(n)} {
			if id != "" && !ids[id] {
				wrong = append(wrong, n.Name+" points to "+id)
			}
		}
	})
	return wrong
}

func referenceID(n *Node) string {
	if n.Name == "headerReference" || n.Name == "footerReference" {
		return n.Attr["id"]
	}
	return ""
}

// styles: every style and list that is named is there.
func (f *File) styles() []string {
	known := map[string]bool{}
	for _, s := range f.XML["word/styles.xml"].All("style") {
		known[s.Attr["styleId"]] = true
	}
	lists := map[string]bool{}
	for _, n := range f.XML["word/numbering.xml"].All("num") {
		lists[n.Attr["numId"]] = true
	}
	var wrong []string
	for name, root := range f.XML {
		root.walk(func(n *Node) {
			value := n.Attr["val"]
			switch n.Name {
			case "pStyle", "rStyle", "tblStyle", "basedOn", "next":
				if !known[value] {
					wrong = append(wrong, fmt.Sprintf("%s: there is no style %s", name, value))
				}
			case "numId":
				if !lists[value] {
					wrong = append(wrong, fmt.Sprintf("%s: there is no list %s", name, value))
				}
			}
		})
	}
	return wrong
}

// ids: no id stands twice, every bookmark ends, and every link leads somewhere.
func (f *File) ids() []string {
	var wrong []string
	seen, names, open := map[string]bool{}, map[string]bool{}, map[string]bool{}
	f.Body().walk(func(n *Node) {
		key := n.Name + " " + n.Attr["id"]
		switch n.Name {
		case "bookmarkStart":
			if names[n.Attr["name"]] || len(n.Attr["name"]) > 40 {
				wrong = append(wrong, "the bookmark "+n.Attr["name"]+" stands twice or is too long")
			}
			names[n.Attr["name"]], open[n.Attr["id"]] = true, true
		case "bookmarkEnd":
			delete(open, n.Attr["id"])
		case "docPr":
		default:
			return
		}
		if seen[key] {
			wrong = append(wrong, key+" stands twice")
		}
		seen[key] = true
	})
	if len(open) > 0 {
		wrong = append(wrong, fmt.Sprintf("%d bookmarks never end", len(open)))
	}
	for _, link := range f.Body().All("hyperlink") {
		if !names[link.Attr["anchor"]] {
			wrong = append(wrong, "a link leads to "+link.Attr["anchor"])
		}
	}
	return wrong
}

// blocks: a body ends with its section, and tables stand apart: Word makes one
// of two that touch.
func (f *File) blocks() []string {
	var wrong []string
	nodes, before := f.Body().Nodes, ""
	for i, n := range nodes {
		if n.Name == "tbl" && before == "tbl" {
			wrong = append(wrong, "two tables touch")
		}
		if (n.Name == "sectPr") != (i == len(nodes)-1) {
			wrong = append(wrong, "a body ends with its section")
		}
		before = n.Name
	}
	return wrong
}

// headings: none is empty, and none jumps a level.
func (f *File) headings() []string {
	var wrong []string
	last := 0
	for _, p := range f.Body().All("p") {
		digit, is := strings.CutPrefix(p.Style(), "Heading")
		if !is {
			continue
		}
		level, _ := strconv.Atoi(digit)
		if level > last+1 || p.Words() == "" {
			wrong = append(wrong, fmt.Sprintf("the heading %q is of level %d behind one of level %d", p.Words(), level, last))
		}
		last = level
	}
	return wrong
}

// tableWrong: a table of figures has a head row, which stands again on every
// page; rows are as wide as the table and stay on one page; cells end with a
// paragraph.
func tableWrong(i int, table *Node) []string {
	var wrong []string
	say := func(form string, with ...any) {
		wrong = append(wrong, fmt.Sprintf("table %d: ", i+1)+fmt.Sprintf(form, with...))
	}
	columns := len(table.Child("tblGrid").Nodes)
	rows := table.All("tr")
	head := len(rows) > 0 && len(rows[0].All("tblHeader")) == 1
	figures := slices.Contains([]string{"Lined", "Close"}, table.Child("tblPr").Child("tblStyle").Attr["val"])
	if figures && (!head || len(rows) < 2) {
		say("it has no head row, or no other")
	}
	for _, row := range rows {
		wide := 0
		for _, cell := range row.All("tc") {
			span := 1
			if found := cell.All("gridSpan"); len(found) > 0 {
				span, _ = strconv.Atoi(found[0].Attr["val"])
			}
			wide += span
			if len(cell.Nodes) == 0 || cell.Nodes[len(cell.Nodes)-1].Name != "p" {
				say("a cell does not end with a paragraph")
			}
		}
		if wide != columns {
			say("a row is %d columns wide, and the table %d", wide, columns)
		}
		if len(row.All("cantSplit")) == 0 {
			say("a row may be split between pages")
		}
	}
	return wrong
}

package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"bearings/internal/office/document"
	"bearings/internal/office/document/documenttest"
)

// outcome reads data and says what came of it: a code, or "read".
func outcome(t *testing.T, name string, data []byte, limits document.Limits) string {
	t.Helper()
	text, err := document.Read(bytes.NewReader(data), int64(len(data)), name, limits)
	var refusal *document.Error
	switch {
	case err == nil:
		sound(t, text)
		return "read"
	case errors.As(err, &refusal):
		return refusal.Code
	}
	t.Fatalf("%s: %v", name, err)
	return ""
}

// allocated is how many bytes a call takes, all in all.
func allocated(call func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestBombsInArchives(t *testing.T) {
	empty := strings.Repeat("<w:p></w:p>     ", 40<<20/16)
	main := documenttest.Part{Name: "word/document.xml", Body: "<w:document " + documenttest.Word + ">" + empty}
	bomb := documenttest.Zip(main)
	if len(bomb) > 100_000 {
		t.Fatalf("%d bytes are no bomb", len(bomb))
	}
	if code := outcome(t, "a.docx", bomb, document.Limits{}); code != document.TooLarge {
		t.Errorf("by its ratio: %s", code)
	}
	took := allocated(func() {
		if code := outcome(t, "a.docx", bomb, document.Limits{MaxUnpacked: 1 << 20}); code != document.TooLarge {
			t.Errorf("by the limit: %s", code)
		}
	})
	if took > 32<<20 {
		t.Errorf("by the limit: took %d bytes of memory", took)
	}
	for _, part := range []string{"word/styles.xml", "word/footnotes.xml", "word/comments.xml"} {
		data := documenttest.DOCX(documenttest.Paragraph("He was kind."), documenttest.Part{Name: part, Body: "<w:x>" + empty})
		if code := outcome(t, "a.docx", data, document.Limits{MaxUnpacked: 1 << 20}); code != document.TooLarge {
			t.Errorf("%s: %s", part, code)
		}
	}
	inner := documenttest.DOCX(documenttest.Paragraph("Inner."), documenttest.Part{Name: "word/embeddings/a.docx", Body: string(bomb)})
	if text := read(t, "a.docx", inner); len(text.Unread) != 1 || text.Unread[0].Code != document.UnreadEmbedded {
		t.Errorf("an archive in an archive: %v", text.Unread)
	}
}

func TestArchivesThatLie(t *testing.T) {
	body := "<w:document " + documenttest.Word + "><w:body>" + strings.Repeat(documenttest.Paragraph("He was kind."), 20_000) + "</w:body></w:document>"
	honest := documenttest.Zip(documenttest.Part{Name: "word/document.xml", Body: body})
	if code := outcome(t, "a.docx", resized(t, honest, 10), document.Limits{MaxUnpacked: 1 << 18}); code != document.TooLarge {
		t.Errorf("a part that is larger than it says: %s", code)
	}
	if code := outcome(t, "a.docx", resized(t, honest, 10), document.Limits{}); code != "read" {
		t.Errorf("a part that is a little larger than it says: %s", code)
	}
	if code := outcome(t, "a.docx", doubled(t, honest), document.Limits{}); code != document.BrokenArchive {
		t.Errorf("parts that share bytes: %s", code)
	}
	var many []documenttest.Part
	for i := range 20_000 {
		many = append(many, documenttest.Part{Name: fmt.Sprint("word/", i), Store: true})
	}
	crowd := documenttest.Zip(many...)
	end := len(crowd) - 22
	for _, said := range []uint16{20_000, 1} {
		binary.LittleEndian.PutUint16(crowd[end+8:], said)
		binary.LittleEndian.PutUint16(crowd[end+10:], said)
		if code := outcome(t, "a.docx", crowd, document.Limits{MaxParts: 100}); code != document.TooManyParts {
			t.Errorf("20,000 parts, %d of them said: %s", said, code)
		}
	}
	locked := bytes.Clone(honest)
	locked[bytes.LastIndex(locked, []byte("PK\x01\x02"))+8] |= 1
	if code := outcome(t, "a.docx", locked, document.Limits{}); code != document.Encrypted {
		t.Errorf("a part under a password: %s", code)
	}
}

// resized writes an archive anew, with parts that say they are of another size.
func resized(t *testing.T, archive []byte, size uint64) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range old.File {
		at, err := part.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		raw := archive[at : at+int64(part.CompressedSize64)]
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: part.Name, Method: part.Method, CRC32: crc32.ChecksumIEEE(raw),
			CompressedSize64: part.CompressedSize64, UncompressedSize64: size,
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(raw); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// doubled lists the last part of an archive once more, under another name.
func doubled(t *testing.T, archive []byte) []byte {
	t.Helper()
	entry := bytes.LastIndex(archive, []byte("PK\x01\x02"))
	end := len(archive) - 22
	second := bytes.Clone(archive[entry:end])
	second[46]++ // the first letter of its name
	out := append(bytes.Clone(archive[:end]), second...)
	out = append(out, archive[end:]...)
	tail := out[len(out)-22:]
	for _, at := range []int{8, 10} {
		binary.LittleEndian.PutUint16(tail[at:], binary.LittleEndian.Uint16(tail[at:])+1)
	}
	binary.LittleEndian.PutUint32(tail[12:], binary.LittleEndian.Uint32(tail[12:])+uint32(len(second)))
	return out
}

func TestXMLEntitiesAreNotExpanded(t *testing.T) {
	laughs := `<!DOCTYPE d [<!ENTITY a "He was kind. ">`
	for c := 'b'; c < 'l'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	body := laughs + "]><w:document " + documenttest.Word + "><w:body>" + documenttest.Paragraph("Read.") + documenttest.Paragraph("&k;") +
		"</w:body></w:document>"
	text := read(t, "a.docx", documenttest.Zip(documenttest.Part{Name: "word/document.xml", Body: body}))
	if text.Text != "Read." || len(text.Unread) != 1 || text.Unread[0].Code != document.UnreadDamaged {
		t.Errorf("%q, unread: %v", text.Text, text.Unread)
	}
}

// one is a PDF with one page whose drawing and further objects are given.
func one(contents string, objects ...string) []byte {
	return documenttest.Objects("", append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 2 0 R/Resources<</Font<</F1<</Subtype/Type1>>>>/XObject<</X 5 0 R/Y 6 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", contents,
	}, objects...)...)
}

func TestHostilePDFs(t *testing.T) {
	words := "BT /F1 12 Tf 72 700 Td (He was kind.) Tj ET "
	drawing := documenttest.Stream("", words)
	plain := one(drawing)
	list := bytes.LastIndex(plain, []byte("xref\n0"))
	packed := func(entries string) []byte { // a list of objects as a stream, in the place of the other one
		data := append(bytes.Clone(plain[:list]), "9 0 obj\n"+documenttest.Stream("/Type/XRef/Root 1 0 R"+entries, "\x01\x00\x09\x00\x01\x00\x09\x00")+"\nendobj\n"...)
		return append(data, fmt.Sprintf("startxref\n%d\n%%%%EOF", list)...)
	}
	forms := func(n int) string { return strings.Repeat("/X Do /Y Do ", n) }
	cases := map[string]struct {
		data []byte
		want string
	}{
		"a string without end":      {one(documenttest.Stream("", words+"<41")), "read"},
		"a name without end":        {one(documenttest.Stream("", words+"(a\\")), "read"},
		"a file that ends early":    {append(bytes.Clone(plain[:list]), fmt.Sprintf("startxref %d 9 0 obj<</A<41", list)...), "read"},
		"a circle of lists":         {bytes.Replace(plain, []byte("/Root"), []byte(fmt.Sprintf("/Prev %d/Root", list)), 1), "read"},
		"a list of huge numbers":    {bytes.Replace(plain, []byte("trailer"), []byte("90000000000 1\n0000000009 00000 n \ntrailer"), 1), "read"},
		"a list of more than there": {bytes.Replace(plain, []byte("trailer"), []byte("7 90000000000\ntrailer"), 1), "read"},
		"a huge packed list":        {packed("/Size 99999999999/W[1 2 1]"), "read"},
		"a packed list far away":    {packed("/Size 9/W[1 2 1]/Index[99999999999 2]"), "read"},
		"a packed list of nothing":  {packed("/Size 99999999999/W[0 0 0]"), "read"},
		"a packed list of width":    {packed("/Size 9/W[99999999999 2 1]"), "read"},
		"wide rows":                 {packed("/Size 9/W[1 2 1]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 99999999999>>"), "read"},
		"a length of its own":       {one(strings.Replace(drawing, "/Length ", "/Length 4 0 R/L", 1)), "read"},
		"a length without end":      {one(strings.Replace(drawing, "/Length ", "/Length 9999999999999999999", 1)), "read"},
		"pages above themselves":    {bytes.Replace(plain, []byte("/Kids[3 0 R]"), []byte("/Kids[3 0 R 2 0 R 2 0 R]"), 1), "read"},
		"nested deeply":             {one(documenttest.Stream("", words+strings.Repeat("[", 1<<20))), "read"},
		"nested objects":            {one(drawing, strings.Repeat("<</A", 1<<18)), "read"},
		"objects in objects":        {one(strings.Repeat("4 0 obj ", 1<<16)), document.BrokenPDF},
		"a packed drawing":          {one(documenttest.Stream("/Filter/FlateDecode", documenttest.Flate(strings.Repeat(" ", 30<<20)))), document.TooLarge},
		"packed many times": {one(documenttest.Stream("/Filter[/FlateDecode/FlateDecode]",
			documenttest.Flate(documenttest.Flate(strings.Repeat(" ", 30<<20))))), document.TooLarge},
		"many filters":           {one(documenttest.Stream("/Filter["+strings.Repeat("/RL", 1000)+"]", "x")), document.BrokenPDF},
		"drawings in drawings":   {one(documenttest.Stream("", forms(50)), documenttest.Stream("", forms(50)), documenttest.Stream("", forms(50))), document.TooLarge},
		"one drawing many times": {one(documenttest.Stream("", forms(9000)), documenttest.Stream("", strings.Repeat(words, 99)), documenttest.Stream("", "")), document.TooLarge},
		"letters without end":    {one(documenttest.Stream("", "BT /F1 1 Tf ("+strings.Repeat("a b ", 1<<18)+") Tj ET")), "read"},
		"drawn far away":         {one(documenttest.Stream("", "1e30 0 0 1e30 0 0 cm "+words+"9e99999 0 0 1 0 0 cm "+words)), document.Letters},
		"a size of nothing":      {one(documenttest.Stream("", "BT /F1 0 Tf (a) Tj ET "+words)), "read"},
		"saved without end":      {one(documenttest.Stream("", strings.Repeat("q ", 1<<18)+words)), "read"},
		"marked without end":     {one(documenttest.Stream("", strings.Repeat("/A BMC ", 1<<18)+words)), "read"},
		"a wide map": {typeface("<</Subtype/Type0/ToUnicode 6 0 R/DescendantFonts[<</W[0 99999999999 5 "+strings.Repeat("0 65535 5 ", 9999)+"]>>]>>",
			"BT /F1 9 Tf (abcd) Tj ET", documenttest.Stream("", "1 beginbfrange <00000000> <ffffffff> <0041> endbfrange")), document.TooLarge},
	}
	for name, c := range cases {
		took := allocated(func() {
			if got := outcome(t, "a.pdf", c.data, document.Limits{MaxUnpacked: 16 << 20}); got != c.want {
				t.Errorf("%s: %s, not %s", name, got, c.want)
			}
		})
		if took > 400<<20 {
			t.Errorf("%s: took %d MB of memory", name, took>>20)
		}
	}
}

package app_test

import (
	"archive/zip"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bearings/content"
	"bearings/internal/office/document"
	"bearings/internal/phrase"
	"bearings/language"
)

// put writes files below a folder.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAFolderIsReadInOrder(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"b.TXT": "A wobble.\n", "a/z.md": "A wobble.\n", "a/y.htm": "<p>A wobble.</p>", "c.xlsx": "PK", "photo.jpg": "\xff\xd8\xff",
		"noname": "A wobble.\n", ".hidden.txt": "A wobble.\n", ".git/x.txt": "A wobble.\n", "~$b.docx": "A wobble.\n",
	})
	for from, to := range map[string]string{"a/loop": "..", "a/self": ".", "linked.txt": "b.TXT", "broken.jpg": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(from))); err != nil {
			t.Skip("this system has no links")
		}
	}
	status, out, errOut := check(t, "--format", "json", dir)
	var read []string
	for _, f := range parsed(t, out).Files {
		name, err := filepath.Rel(dir, f.Path)
		if err != nil || len(f.Findings) != 1 || f.Checked != f.Bytes {
			t.Errorf("%+v %v", f, err)
		}
		read = append(read, filepath.ToSlash(name))
	}
	if got := strings.Join(read, " "); status != 1 || got != "a/y.htm a/z.md b.TXT linked.txt" {
		t.Errorf("exit %d, read %s", status, got)
	}
	_, out, _ = check(t, dir)
	for _, says := range []string{
		"4 files of other kinds were not read (.jpg, .xlsx).\n", "3 hidden files and folders were passed over.\n",
		"2 links to other folders were not followed.",
	} {
		if !strings.Contains(errOut, says) || !strings.Contains(out, says) {
			t.Errorf("it isn't said that %s\n%s", says, errOut)
		}
	}
}

func TestAFolderWithNothingToRead(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"photo.jpg": "\xff\xd8\xff"})
	status, out, errOut := check(t, dir)
	if status != 3 || errOut != "" || !strings.HasPrefix(out, "There was no file to read.") || !strings.Contains(out, "One file of another kind was not read (.jpg).") {
		t.Errorf("exit %d\n%s%s", status, out, errOut)
	}
	if _, out, _ := check(t, "--format", "json", dir); len(parsed(t, out).Files) != 0 {
		t.Errorf("as JSON: %s", out)
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "broken.txt")); err != nil {
		t.Skip("this system has no links")
	}
	if status, _, errOut := check(t, dir); status != 3 || !strings.Contains(errOut, "broken.txt: There is no file") {
		t.Errorf("a link to nothing: exit %d\n%s", status, errOut)
	}
}

// archive is a zip file of the parts of a document.
func archive(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// wordDocument is a document with one paragraph and more parts.
func wordDocument(t *testing.T, text string, more ...string) string {
	return archive(t, append([]string{
		"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
	}, more...)...)
}

func openDocument(t *testing.T, text string) string {
	return archive(t, "mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>`+text+`</text:p></office:text></office:body></office:document-content>`)
}

func portable(text string) string {
	var b strings.Builder
	var at []int
	b.WriteString("%PDF-1.4\n")
	content := "BT /F1 12 Tf 72 720 Td (" + text + ") Tj ET"
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		"<</Length " + strconv.Itoa(len(content)) + ">>stream\n" + content + "\nendstream",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	} {
		at = append(at, b.Len())
		b.WriteString(strconv.Itoa(i+1) + " 0 obj" + object + "endobj\n")
	}
	start := b.Len()
	b.WriteString("xref\n0 6\n0000000000 65535 f \n")
	for _, offset := range at {
		b.WriteString(strings.Repeat("0", 10-len(strconv.Itoa(offset))) + strconv.Itoa(offset) + " 00000 n \n")
	}
	b.WriteString("trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + strconv.Itoa(start) + "\n%%EOF\n")
	return b.String()
}

func TestEveryKindOfFile(t *testing.T) {
	const text = "We met. A wobble came."
	for name, file := range map[string]string{
		"a.txt": text, "a.md": "# Head\n\n" + text, "a.html": "<!doctype html><title>x</title><p>" + text + "</p>",
		"a.docx": wordDocument(t, text), "a.odt": openDocument(t, text), "a.pdf": portable(text), "unnamed": text,
	} {
		status, out, errOut := check(t, "--format", "json", write(t, name, file))
		f := parsed(t, out).Files[0]
		if status != 1 || errOut != "" || len(f.Findings) != 1 || f.Findings[0].Text != "wobble" || f.Checked != f.Bytes || f.Bytes < len(text) {
			t.Errorf("%s: exit %d %s\n%+v", name, status, errOut, f)
		}
	}
}

func TestTextThatBeginsLikeAnotherFormatIsText(t *testing.T) {
	for _, text := range []string{"<html> is how a page begins. A wobble.\n", "A file with %PDF-1.4 in it is a PDF. A wobble.\n"} {
		for _, name := range []string{"a.txt", "a.md"} {
			_, out, _ := check(t, "--format", "json", write(t, name, text))
			f := parsed(t, out).Files[0]
			if f.Bytes != len(text) || len(f.Findings) != 1 || f.Findings[0].Start != strings.Index(text, "wobble") {
				t.Errorf("%s: %+v", name, f)
			}
		}
	}
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504)
	wide := func(name string) string { return strings.Join(strings.Split(name, ""), "\x00") + "\x00" }
	for name, c := range map[string]struct{ file, code, says string }{
		"table.xlsx":  {archive(t, "xl/workbook.xml", "<x/>"), "unsupported", "Files of this kind are not read."},
		"photo.png":   {"\x89PNG\r\n\x1a\n", "unsupported", "Files of this kind are not read."},
		"noise.txt":   {strings.Repeat("\x00\x01\x02", 400), "not-text", "This is no text."},
		"old.doc":     {old + wide("WordDocument"), "old-word", "This is in Word's format of before 2007."},
		"locked.docx": {old + wide("EncryptedPackage"), "encrypted", "This needs a password, so nothing of it was read."},
		"half.docx":   {wordDocument(t, "A wobble.")[:300], "broken-archive", "This document is damaged"},
		"half.pdf":    {"%PDF-1.4\n1 0 obj", "broken-pdf", "This PDF is damaged."},
		"empty.docx":  {"", "empty", "There is not a word in this."},
		"blank.docx":  {wordDocument(t, " "), "empty", "There is not a word in this."},
	} {
		path := write(t, name, c.file)
		status, out, errOut := check(t, path)
		if status != 3 || !strings.HasPrefix(errOut, path+": "+c.says) || !strings.Contains(out, "Nothing of it could be read.") || !strings.Contains(out, "One file was not, or not fully, read.") {
			t.Errorf("%s: exit %d\n%s%s", name, status, out, errOut)
		}
		_, out, _ = check(t, "--format", "json", path)
		if f := parsed(t, out).Files[0]; f.Problem.Code != c.code || !strings.HasPrefix(f.Problem.Message, c.says) || f.Checked != 0 || f.Bytes != len(c.file) {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestAFileThatIsReadInPart(t *testing.T) {
	name := write(t, "a.docx", wordDocument(t, "A wobble.", "word/embeddings/sheet1.xlsx", "PK\x03\x04",
		"word/_rels/document.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="embeddings/sheet1.xlsx"/></Relationships>`))
	status, out, errOut := check(t, name)
	if status != 3 || !strings.Contains(out, name+":1:3: avoid: ") || !strings.Contains(out, "Not all of it could be read.") ||
		!strings.Contains(errOut, name+": Another document stands inside this one (word/embeddings/sheet1.xlsx).") {
		t.Errorf("exit %d\n%s%s", status, out, errOut)
	}
	_, out, _ = check(t, "--format", "json", name)
	if f := parsed(t, out).Files[0]; f.Problem.Code != "partly" || len(f.Unread) != 1 || f.Unread[0].Code != "embedded" || f.Unread[0].Place != "word/embeddings/sheet1.xlsx" || len(f.Findings) != 1 {
		t.Errorf("%+v", f)
	}
}

func TestATextThatTurnsIntoSomethingElse(t *testing.T) {
	good := "There was a wobble today.\n" + strings.Repeat("We met on a bench and talked for a while.\n", 8000)
	name := write(t, "a.txt", good+strings.Repeat("\x00", 100_000))
	status, out, errOut := check(t, "--format", "json", name)
	f := parsed(t, out).Files[0]
	if status != 3 || len(f.Findings) != 1 || f.Problem.Code != "not-text" || f.Checked >= f.Bytes || f.Bytes != len(good)+100_000 || !strings.Contains(errOut, "From byte ") {
		t.Errorf("exit %d %+v\n%s", status, f, errOut)
	}
}

func TestSignsThatDoNotFitAreSaid(t *testing.T) {
	_, out, _ := check(t, write(t, "a.txt", "Café or caf\xe9?\n"))
	if !strings.Contains(strings.Join(strings.Fields(out), " "), "One character did not fit the rest of the file") {
		t.Error(out)
	}
}

// typeIn gives the program a file as its standard input.
func typeIn(t *testing.T, text string) {
	t.Helper()
	file, err := os.Open(write(t, "typed", text))
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stdin
	os.Stdin = file
	t.Cleanup(func() { os.Stdin = before; file.Close() })
}

func TestStandardInput(t *testing.T) {
	for _, text := range []string{"A wobble.\n", wordDocument(t, "A wobble."), "<!doctype html><p>A wobble."} {
		typeIn(t, text)
		status, out, errOut := check(t, "-")
		if status != 1 || errOut != "" || !strings.HasPrefix(out, "-:1:3: avoid: “wobble”") {
			t.Errorf("%.20q: exit %d\n%s%s", text, status, out, errOut)
		}
	}
	typeIn(t, "")
	if status, out, errOut := check(t, "-"); status != 0 || !strings.Contains(out, "checked 0 of 0 bytes.") {
		t.Errorf("nothing came in: exit %d\n%s%s", status, out, errOut)
	}
	typeIn(t, "A wobble.\n")
	if _, out, _ := check(t, "--format", "json", "-", write(t, "a.txt", "A wobble.\n")); len(parsed(t, out).Files) != 2 {
		t.Error(out)
	}
}

// wordsOf are the constants of a type in the package language.
func wordsOf(t *testing.T, kind string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../language/language.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		of, isNamed := spec.Type.(*ast.Ident)
		value, isText := spec.Values[0].(*ast.BasicLit)
		if isNamed && isText && of.Name == kind {
			word, err := strconv.Unquote(value.Value)
			if err != nil {
				t.Fatal(err)
			}
			words = append(words, word)
		}
		return true
	})
	return words
}

func TestThereIsASentenceForEverything(t *testing.T) {
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	all, err := phrase.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	reasons := wordsOf(t, "Reason")
	if len(reasons) < 10 {
		t.Fatalf("only %q were found", reasons)
	}
	ids := []string{}
	for _, list := range []struct {
		before string
		codes  []string
	}{
		{"language-reason.", reasons}, {"language-problem.", document.Codes}, {"language-unread.", document.UnreadCodes},
		{"language.severity-", []string{language.Note.String(), language.Care.String(), language.Avoid.String()}},
		{"language.n-", []string{language.Note.String(), language.Care.String(), language.Avoid.String()}},
		{"language.read_as-", []string{language.ShortNote.String(), language.Document.String(), language.Guidance.String()}},
	} {
		for _, code := range list.codes {
			ids = append(ids, list.before+code)
		}
	}
	for _, id := range ids {
		if !all["en"].Has(id) {
			t.Errorf("there is no sentence %s", id)
		}
	}
}

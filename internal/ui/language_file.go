package ui

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// LanguageFileName is how the page as one file is called.
const LanguageFileName = "bearings-language.html"

// aloneFile is what the page as one file is made of.
type aloneFile struct {
	style, script, licences string
	parts                   []packedPart
}

// packedPart is a file inside the page: gzip, as base64.
type packedPart struct{ name, base64 string }

// LanguageFile is the page on which documents are checked, with everything it
// needs, as one HTML file that works from a folder. It is a few megabytes. An
// error says that a built asset is missing; CheckBy has to have been called.
func (s Site) LanguageFile() ([]byte, error) {
	file, err := s.Assets.alone()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := s.languageAlone(file).Render(context.Background(), &b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// policy lets the page run what is in it, and reach nothing.
func (f aloneFile) policy() string {
	return "default-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none'; " +
		"img-src data:; font-src data:; worker-src blob:; style-src 'sha256-" + digest(f.style) + "'; " +
		"script-src 'sha256-" + digest(f.script) + "' 'wasm-unsafe-eval'"
}

// digest is the SHA-256 of a text as policies write it.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// alone gathers the parts of the page as one file.
func (a *Assets) alone() (aloneFile, error) {
	var f aloneFile
	var missing []error
	text := func(name string) string {
		file, ok := a.named(name)
		if !ok {
			missing = append(missing, fmt.Errorf("there is no built asset %s", name))
		}
		return string(file.Plain())
	}
	f.style = a.withFonts(text("site.css")) + text(checkedLook)
	f.licences = text("licences.txt")
	f.script = bundle(text)
	for _, part := range aloneParts {
		file, ok := a.named(part[1])
		if !ok {
			missing = append(missing, fmt.Errorf("there is no built asset %s", part[1]))
		}
		f.parts = append(f.parts, packedPart{part[0], base64.StdEncoding.EncodeToString(file.Gzip())})
	}
	return f, errors.Join(missing...)
}

// aloneParts are what the page unpacks when it first needs it: how it calls each,
// and the asset. All of them are kept packed.
var aloneParts = [][2]string{{"worker", languageWorker}, {"rules", languageRules}, {"hints", languageHints}, {"document", languageDocument}}

var fontFile = regexp.MustCompile(`url\(([^)"]+\.woff2)\)`)

// withFonts puts the typeface into a stylesheet that names its files.
func (a *Assets) withFonts(css string) string {
	return fontFile.ReplaceAllStringFunc(css, func(found string) string {
		file, ok := a.files[fontFile.FindStringSubmatch(found)[1]]
		if !ok {
			return found
		}
		return "url(data:font/woff2;base64," + base64.StdEncoding.EncodeToString(file.Plain()) + ")"
	})
}

// aloneScripts are the scripts of the page, each behind those it needs. The
// second of a pair takes the place of the first.
var aloneScripts = [][2]string{
	{"site.js"}, {"language.js", "language-alone.js"}, {"checkdocument-words.js"}, {"checkdocument-passages.js"},
	{"checkdocument-marks.js"}, {"checkdocument-passed.js"}, {"checkdocument-report.js"}, {"checkdocument.js"},
}

var (
	importLine = regexp.MustCompile(`(?m)^import (\{[^}]*\}) from '\./([a-z-]+)(?:\.[0-9a-f]+)?\.js'$`)
	exported   = regexp.MustCompile(`(?m)^export ((?:async )?function|const|let) (\w+)`)
)

// bundle makes one script of several modules: each becomes a function that
// returns what it exports.
func bundle(text func(name string) string) string {
	var b strings.Builder
	b.WriteString("const modules = {}\n")
	for _, pair := range aloneScripts {
		source := text(cmp.Or(pair[1], pair[0]))
		var names []string
		for _, found := range exported.FindAllStringSubmatch(source, -1) {
			names = append(names, found[2])
		}
		source = importLine.ReplaceAllString(source, "const $1 = modules['$2.js']")
		source = exported.ReplaceAllString(source, "$1 $2")
		b.WriteString("modules['" + pair[0] + "'] = (() => {\n" + source + "\nreturn { " + strings.Join(names, ", ") + " }\n})()\n")
	}
	return b.String()
}

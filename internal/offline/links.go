package offline

import (
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// relink makes the links of a page lead from its file to theirs.
func relink(p Page, names map[string]string) (text []byte, lost []Lost, err error) {
	r := relinking{page: p.Path, names: names, up: strings.Repeat("../", strings.Count(names[p.Path], "/"))}
	err = r.write(p.HTML)
	return r.to.Bytes(), r.lost, err
}

// relinking is a page on its way into its file.
type relinking struct {
	page  string
	names map[string]string
	// up leads from the page's folder to the top.
	up   string
	to   bytes.Buffer
	lost []Lost
}

func (r *relinking) write(text []byte) error {
	tokens := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := tokens.Next()
		raw := slices.Clone(tokens.Raw())
		switch kind {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			r.tag(token, raw)
			if token.Data != "noscript" {
				continue
			}
			// What stands in it is one text to the tokenizer, and a part of the
			// page to a browser without scripts.
			if tokens.Next() == html.TextToken {
				if err := r.write(slices.Clone(tokens.Raw())); err != nil {
					return err
				}
				continue
			}
			r.to.Write(tokens.Raw())
		default:
			r.to.Write(raw)
		}
	}
}

// tag writes a tag, anew where one of its links changes.
func (r *relinking) tag(token html.Token, raw []byte) {
	changed := false
	for i, a := range token.Attr {
		if !isLink(a) {
			continue
		}
		leads, ok := r.lead(a.Val)
		if !ok {
			r.lost = append(r.lost, Lost{r.page, a.Val})
		}
		token.Attr[i].Val = r.up + leads
		changed = true
	}
	if changed {
		raw = []byte(token.String())
	}
	r.to.Write(raw)
}

// isLink says whether an attribute names another file of ours.
func isLink(a html.Attribute) bool {
	return slices.Contains([]string{"href", "src", "action"}, a.Key) && strings.HasPrefix(a.Val, "/")
}

// lead is the file an address leads to, with the place within it.
func (r *relinking) lead(address string) (string, bool) {
	rest := ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address, rest = address[:i], address[i:]
	}
	name, ok := r.names[path.Clean(address)]
	return name + rest, ok
}

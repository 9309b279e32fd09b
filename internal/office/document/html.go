package document

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bearings/language"
)

// page reads one HTML page, tag by tag: no tree is built, so that nothing can be
// nested too deeply.
type page struct {
	writer
	z *html.Tokenizer

	// quotes, pres, codes, silent and items count the elements of a sort that are
	// open.
	quotes, pres, codes, silent, items int
	// lists are the lists that are open; true is one with an open item.
	lists []bool
	// said are the quotation marks that are open in this block.
	said   int
	level  int // of the heading that is open, from 1
	tables []*grid
	// codeAt is where the open stretch of code begins in the open block, or -1.
	codeAt   int
	pictures bool
}

// maxHTMLTag bounds a tag, or a text between two tags.
const maxHTMLTag = 16 << 20

func readHTML(f file) (Text, error) {
	d, _, err := Decode(f.all())
	if err != nil {
		return Text{}, err
	}
	p := &page{z: html.NewTokenizer(d), codeAt: -1}
	p.z.SetMaxBuf(maxHTMLTag)
	var unread []Unread
	for {
		if p.z.Next() == html.ErrorToken {
			break
		}
		p.token()
	}
	p.endBlock()
	if err := p.z.Err(); errors.Is(err, html.ErrBufferExceeded) {
		unread = append(unread, Unread{Code: UnreadDamaged, Place: "HTML"})
	} else if !errors.Is(err, io.EOF) {
		return Text{}, err
	}
	if p.text.Len() == 0 {
		if p.pictures {
			return Text{}, &Error{Code: PictureOnly}
		}
		return Text{}, &Error{Code: Empty}
	}
	return Text{
		Text: p.text.String(), Blocks: p.blocks, Unread: unread,
		Encoding: d.Encoding(), Strays: d.Strays(),
	}, nil
}

func (p *page) token() {
	token := p.z.Token()
	switch token.Type {
	case html.TextToken:
		p.letters(token.Data)
	case html.StartTagToken, html.SelfClosingTagToken:
		p.start(token)
	case html.EndTagToken:
		p.finish(token.DataAtom)
	}
}

// isSilent says that nobody is shown what stands in an element.
func isSilent(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Datalist:
		return true
	}
	return false
}

// isBlock says that an element stands on lines of its own.
func isBlock(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Head,
		atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol,
		atom.Optgroup, atom.Option, atom.P, atom.Pre, atom.Search, atom.Section, atom.Select, atom.Summary, atom.Table,
		atom.Tbody, atom.Td, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Title, atom.Tr, atom.Ul, atom.Button,
		atom.Label, atom.Listing, atom.Xmp, atom.Plaintext:
		return true
	}
	return false
}

func headingLevel(tag atom.Atom) int {
	switch tag {
	case atom.Title, atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// newBlock opens a block of the kind that fits here.
func (p *page) newBlock() {
	block := piece{cell: p.cell()}
	switch {
	case p.pres > 0:
		block.kind = language.CodeBlock
	case p.quotes > 0:
		block.kind = language.Blockquote
	case p.level > 0:
		block.kind, block.level = language.Heading, p.level
	case block.cell != nil:
		block.kind = language.Cell
	case p.items > 0:
		block.kind = language.ListItem
	}
	p.begin(block)
	if p.codes > 0 {
		p.codeAt = 0
	}
}

func (p *page) endBlock() {
	p.endCode()
	for range p.said {
		p.mark(false)
	}
	p.end()
}

// letters writes text, in a block that it opens if need be.
func (p *page) letters(s string) {
	if p.silent > 0 {
		return
	}
	if p.at() == nil {
		if strings.Trim(s, blanks) == "" {
			return
		}
		p.newBlock()
	}
	if p.pres > 0 {
		p.write(s)
		return
	}
	p.collapse(s)
}

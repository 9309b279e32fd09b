package pdf

import (
	"bytes"
	"strconv"
)

// readPlaces reads the list of objects from the end of the file, with those of
// earlier versions that it builds upon.
func (f *File) readPlaces() {
	tail := f.data[max(0, len(f.data)-4096):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return
	}
	l := &lexer{data: tail, pos: i + len("startxref")}
	at, _ := l.next().(int64)
	seen := map[int]bool{}
	for !seen[int(at)] && at > 0 && at < int64(len(f.data)) && !f.over {
		seen[int(at)] = true
		d := f.readSection(int(at))
		if d == nil {
			return
		}
		for key, v := range d {
			if f.trailer[key] == nil {
				f.trailer[key] = v
			}
		}
		if hidden, ok := d["XRefStm"].(int64); ok && hidden > 0 && hidden < int64(len(f.data)) && !seen[int(hidden)] {
			seen[int(hidden)] = true
			f.readSection(int(hidden))
		}
		at, _ = d["Prev"].(int64)
	}
}

// readSection reads one list of objects, and gives the dictionary that goes with
// it.
func (f *File) readSection(at int) dict {
	l := &lexer{data: f.data, pos: at, refs: true}
	defer func() { f.spend(l.pos - at) }()
	first := l.next()
	if first == keyword("xref") {
		return f.readTable(l)
	}
	if _, ok := first.(int64); !ok {
		return nil
	}
	l.next()
	if l.next() != keyword("obj") {
		return nil
	}
	d, ok := l.next().(dict)
	if !ok {
		return nil
	}
	s := f.stream(d, l, ref{})
	if s == nil || s.dict["Type"] != name("XRef") {
		return nil
	}
	f.readPacked(s)
	return s.dict
}

// readTable reads a list of objects that is text.
func (f *File) readTable(l *lexer) dict {
	l.refs = false
	for {
		switch first := l.next().(type) {
		case int64:
			n, ok := l.next().(int64)
			if !ok || !f.readRows(l, first, n) {
				return nil
			}
		case keyword:
			if first != "trailer" {
				return nil
			}
			l.refs = true
			d, _ := l.next().(dict)
			return d
		default:
			return nil
		}
	}
}

func (f *File) readRows(l *lexer, first, n int64) bool {
	for i := range n {
		at, ok := l.next().(int64)
		_, ok2 := l.next().(int64)
		sort, ok3 := l.next().(keyword)
		if !ok || !ok2 || !ok3 {
			return false
		}
		if sort == "n" && at > 0 {
			f.putPlace(first+i, place{at: int(min(at, int64(len(f.data))))})
		} else if sort == "f" {
			f.putPlace(first+i, place{at: -1})
		}
	}
	return true
}

// putPlace notes where an object is. The newest list comes first and stays.
func (f *File) putPlace(number int64, at place) {
	if number < 0 || number > maxObject {
		return
	}
	if _, known := f.places[int(number)]; known {
		return
	}
	if len(f.places) >= maxObjects {
		f.over = true
		return
	}
	f.places[int(number)] = at
}

// readPacked reads a list of objects that is a stream of numbers.
func (f *File) readPacked(s *stream) {
	data, _ := f.decode(s)
	var width [3]int
	w, _ := s.dict["W"].(array)
	for i := range min(len(w), 3) {
		width[i] = int(max(0, min(real(w[i]), 8)))
	}
	row := width[0] + width[1] + width[2]
	if row == 0 {
		return
	}
	index, _ := s.dict["Index"].(array)
	if len(index) == 0 {
		index = array{int64(0), s.dict["Size"]}
	}
	for ; len(index) >= 2; index = index[2:] {
		first, ok := index[0].(int64)
		n, ok2 := index[1].(int64)
		if !ok || !ok2 || first < 0 {
			return
		}
		for i := int64(0); i < n && len(data) >= row; i++ {
			f.putRow(first+i, data[:row], width)
			data = data[row:]
		}
	}
}

func (f *File) putRow(number int64, row []byte, width [3]int) {
	sort := 1
	if width[0] > 0 {
		sort = bigEndian(row[:width[0]])
	}
	at := bigEndian(row[width[0] : width[0]+width[1]])
	switch sort {
	case 0:
		f.putPlace(number, place{at: -1})
	case 1:
		f.putPlace(number, place{at: at})
	case 2:
		if at > 0 && at <= maxObject {
			f.putPlace(number, place{pack: at})
		}
	}
}

func bigEndian(b []byte) int {
	x := 0
	for _, c := range b {
		x = x<<8 | int(c)
	}
	return x
}

// search finds the objects of a file whose list is missing or wrong, by looking
// at every byte.
func (f *File) search() {
	found := f.found()
	f.reset()
	f.searched = true
	for number, at := range found {
		f.putPlace(int64(number), place{at: at})
	}
	f.searchTrailers()
}

// found are the objects that stand in the file, by number. Of two with the same
// number the later one counts. It looks once.
func (f *File) found() map[int]int {
	if f.seen != nil {
		return f.seen
	}
	f.seen = map[int]int{}
	mark := []byte("obj")
	for at := 0; ; {
		i := bytes.Index(f.data[at:], mark)
		if i < 0 || len(f.seen) > maxObjects {
			return f.seen
		}
		at += i + len(mark)
		if number, start := f.header(at - len(mark)); start >= 0 {
			f.seen[number] = start
		}
	}
}

// header reads the two numbers before the word "obj" backwards; start is -1 if
// they are not there.
func (f *File) header(at int) (number, start int) {
	generation, i := f.digitsBefore(at)
	if generation < 0 {
		return 0, -1
	}
	number, start = f.digitsBefore(i)
	if number < 0 || number > maxObject {
		return 0, -1
	}
	return number, start
}

// digitsBefore reads the number that ends before a byte, with white space between.
func (f *File) digitsBefore(at int) (n, start int) {
	i := at
	for i > 0 && at-i < 16 && class[f.data[i-1]] == white {
		i--
	}
	last := i
	for i > 0 && last-i < 10 && f.data[i-1] >= '0' && f.data[i-1] <= '9' {
		i--
	}
	n, err := strconv.Atoi(string(f.data[i:last]))
	if err != nil {
		return -1, i
	}
	return n, i
}

// searchTrailers takes what all trailers say, the last one first, and failing
// them looks for the document's root among the objects.
func (f *File) searchTrailers() {
	mark := []byte("trailer")
	for last := len(f.data); ; {
		i := bytes.LastIndex(f.data[:last], mark)
		if i < 0 {
			break
		}
		last = i
		l := &lexer{data: f.data, pos: i + len(mark), refs: true}
		d, _ := l.next().(dict)
		if !f.spend(l.pos - i) {
			return
		}
		f.addTrailer(d)
	}
	for _, number := range f.numbers() {
		switch f.sortAt(f.places[number].at) {
		case "XRef":
			if s, ok := f.load(number).(*stream); ok {
				f.addTrailer(s.dict)
			}
		case "Catalog":
			if f.trailer["Root"] == nil {
				f.trailer["Root"] = ref{number: number}
			}
		}
	}
}

func (f *File) addTrailer(d dict) {
	for _, key := range []name{"Root", "Encrypt", "ID"} {
		if f.trailer[key] == nil && d[key] != nil {
			f.trailer[key] = d[key]
		}
	}
}

// sortAt tells what an object says its type is, if it is one that matters here and
// says so at its beginning.
func (f *File) sortAt(at int) string {
	begin := f.data[at:min(len(f.data), at+512)]
	if i := bytes.Index(begin, []byte("endobj")); i >= 0 {
		begin = begin[:i]
	}
	for _, sort := range []string{"XRef", "Catalog", "ObjStm"} {
		i := bytes.Index(begin, []byte("/"+sort))
		if i > 0 && bytes.HasSuffix(bytes.TrimRight(begin[:i], " \r\n\t"), []byte("/Type")) {
			return sort
		}
	}
	return ""
}

// unpackFound notes the objects in the packs that search found.
func (f *File) unpackFound() {
	clear(f.objects)
	for _, number := range f.numbers() {
		if at := f.places[number]; at.pack != 0 || f.sortAt(at.at) != "ObjStm" {
			continue
		}
		p := f.openPack(number)
		if p == nil {
			continue
		}
		for object := range p.places {
			f.putPlace(int64(object), place{pack: number})
		}
	}
	if f.trailer["Root"] != nil {
		return
	}
	for _, number := range f.numbers() {
		if d, ok := f.load(number).(dict); ok && d["Type"] == name("Catalog") {
			f.trailer["Root"] = ref{number: number}
			return
		}
	}
}

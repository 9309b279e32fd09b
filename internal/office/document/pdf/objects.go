package pdf

import (
	"bytes"
	"maps"
	"slices"
)

// keeping is what a byte of an object costs, because objects are kept and take
// more room than their bytes.
const keeping = 4

// maxKept is how many objects are kept once read; then reading begins anew.
const maxKept = 1 << 16

// resolve follows references until there is an object.
func (f *File) resolve(o object) object {
	for range 16 {
		at, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.load(at.number)
	}
	return nil
}

func (f *File) dict(o object) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *File) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *File) real(o object) float64 { return real(f.resolve(o)) }

// whole is an integer within the bounds; what is outside is set to the bound.
func (f *File) whole(o object, least, most int) int {
	n := f.real(o)
	return int(max(float64(least), min(n, float64(most))))
}

func (f *File) name(o object) name {
	n, _ := f.resolve(o).(name)
	return n
}

func (f *File) numbers() []int { return slices.Sorted(maps.Keys(f.places)) }

// load reads an object by its number; nil if there is none.
func (f *File) load(number int) object {
	if o, ok := f.objects[number]; ok {
		return o
	}
	at, ok := f.places[number]
	if !ok || f.busy[number] || f.over {
		return nil
	}
	f.busy[number] = true
	defer delete(f.busy, number)
	var o object
	if at.pack != 0 {
		o = f.unpacked(at.pack, number)
	} else {
		o = f.parseOrFind(number, at.at)
	}
	if len(f.objects) >= maxKept {
		clear(f.objects)
	}
	f.objects[number] = o
	return o
}

// parseOrFind reads an object where the list says it is, or else where it is.
func (f *File) parseOrFind(number, at int) object {
	if at < 0 {
		return nil
	}
	if o, ok := f.parse(number, at); ok {
		return o
	}
	if at, ok := f.found()[number]; ok && !f.searched {
		o, _ := f.parse(number, at)
		return o
	}
	return nil
}

// parse reads the object that should stand at a byte of the file.
func (f *File) parse(number, at int) (object, bool) {
	if at < 0 || at >= len(f.data) {
		return nil, false
	}
	l := &lexer{data: f.data, pos: at, refs: true}
	found, ok := l.next().(int64)
	generation, ok2 := l.next().(int64)
	if !ok || !ok2 || int(found) != number || l.next() != keyword("obj") {
		return nil, false
	}
	o := l.next()
	if !f.spend((l.pos - at) * keeping) {
		return nil, true
	}
	self := ref{number, int(generation)}
	if d, ok := o.(dict); ok {
		if s := f.stream(d, l, self); s != nil {
			s.dict, _ = f.unlock(s.dict, self).(dict)
			return s, true
		}
	}
	if _, ok := o.(keyword); ok {
		return nil, true
	}
	return f.unlock(o, self), true
}

// stream reads the data behind a dictionary, nil if there is none. The length it
// states is only believed if the data ends there.
func (f *File) stream(d dict, l *lexer, self ref) *stream {
	l.space()
	if !bytes.HasPrefix(l.data[l.pos:], []byte("stream")) {
		return nil
	}
	l.pos += len("stream")
	if l.peek(0) == '\r' {
		l.pos++
	}
	if l.peek(0) == '\n' {
		l.pos++
	}
	rest := l.data[l.pos:]
	s := &stream{dict: d, at: self}
	if length := f.whole(d["Length"], -1, len(rest)); length >= 0 && d["Length"] != nil {
		after := &lexer{data: rest[length:min(len(rest), length+64)]}
		after.space()
		if tail := after.data[after.pos:]; bytes.HasPrefix(tail, []byte("endstream")) || bytes.HasPrefix(tail, []byte("endobj")) {
			s.raw = rest[:length]
			return s
		}
	}
	stop := bytes.Index(rest, []byte("endstream"))
	if stop < 0 {
		if stop = bytes.Index(rest, []byte("endobj")); stop < 0 {
			stop = len(rest)
		}
	}
	if !f.spend(stop) {
		return nil
	}
	s.raw = bytes.TrimSuffix(bytes.TrimSuffix(rest[:stop], []byte("\n")), []byte("\r"))
	return s
}

// pack is a stream that holds objects.
type pack struct {
	data   []byte
	places map[int]int
}

// maxPacks is how many packs are kept unpacked.
const maxPacks = 64

// unpacked reads an object from a pack.
func (f *File) unpacked(number, object int) object {
	p := f.openPack(number)
	if p == nil {
		return nil
	}
	at, ok := p.places[object]
	if !ok || at > len(p.data) {
		return nil
	}
	l := &lexer{data: p.data, pos: at, refs: true}
	o := l.next()
	if !f.spend((l.pos - at) * keeping) {
		return nil
	}
	if _, foreign := o.(keyword); foreign {
		return nil
	}
	return o
}

// openPack unpacks a pack and its list of objects.
func (f *File) openPack(number int) *pack {
	if p := f.packs[number]; p != nil {
		return p
	}
	if f.places[number].pack != 0 {
		return nil // packs don't stand in packs
	}
	s, ok := f.load(number).(*stream)
	if !ok {
		return nil
	}
	data, _ := f.decode(s)
	p := &pack{data: data, places: map[int]int{}}
	l := &lexer{data: data}
	first := f.whole(s.dict["First"], 0, len(data))
	for range f.whole(s.dict["N"], 0, len(data)) {
		object, ok := l.next().(int64)
		at, ok2 := l.next().(int64)
		if !ok || !ok2 || object < 0 || object > maxObject || at < 0 || at > int64(len(data)) {
			break
		}
		p.places[int(object)] = first + int(at)
	}
	if len(f.packs) >= maxPacks {
		clear(f.packs)
	}
	f.packs[number] = p
	return p
}

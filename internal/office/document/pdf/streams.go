package pdf

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
)

// errDamaged says that a stream breaks off; what came before is given.
var errDamaged = errors.New("pdf: a stream is damaged")

// errPicture says that a stream holds a picture, which is not unpacked.
var errPicture = errors.New("pdf: a stream is a picture")

// maxFilters is how many filters may stand one behind the other.
const maxFilters = 6

// decode unpacks a stream's data.
func (f *File) decode(s *stream) ([]byte, error) {
	data := f.unlockStream(s)
	filters, all := f.array(s.dict["Filter"]), f.array(s.dict["DecodeParms"])
	if filters == nil && s.dict["Filter"] != nil {
		filters, all = array{s.dict["Filter"]}, array{s.dict["DecodeParms"]}
	}
	if len(filters) > maxFilters {
		return nil, errDamaged
	}
	if !f.spend(len(data)) {
		return nil, ErrTooLarge
	}
	var broken error
	for i, filter := range filters {
		var settings dict
		if i < len(all) {
			settings = f.dict(all[i])
		}
		var err error
		if data, err = f.filter(f.name(filter), settings, data); errors.Is(err, errPicture) || f.over {
			return nil, err
		}
		if err != nil {
			broken = err
		}
	}
	return data, broken
}

func (f *File) filter(sort name, settings dict, data []byte) ([]byte, error) {
	switch sort {
	case "FlateDecode", "Fl":
		out, err := f.collect(newInflater(data))
		return f.unpredict(settings, out, err)
	case "LZWDecode", "LZW":
		early := 1
		if settings["EarlyChange"] != nil {
			early = f.whole(settings["EarlyChange"], 0, 1)
		}
		out, err := f.collect(newUnlzw(data, early))
		return f.unpredict(settings, out, err)
	case "ASCIIHexDecode", "AHx":
		l := &lexer{data: data}
		return []byte(l.hex()), nil
	case "ASCII85Decode", "A85":
		out := unascii85(data)
		f.spend(len(out))
		return out, nil
	case "RunLengthDecode", "RL":
		return f.collect(&unrun{data: data})
	case "Crypt":
		return data, nil
	}
	return nil, errPicture
}

// collect reads what a filter gives, and pays for it.
func (f *File) collect(r io.Reader) ([]byte, error) {
	var out bytes.Buffer
	part := make([]byte, 32<<10)
	for {
		n, err := r.Read(part)
		if !f.spend(n) {
			return nil, ErrTooLarge
		}
		out.Write(part[:n])
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return out.Bytes(), errDamaged
		}
	}
}

// newInflater reads deflated data without its check sum, which is wrong in many
// files that are fine.
func newInflater(data []byte) io.Reader {
	data = bytes.TrimLeft(data, "\r\n")
	if len(data) >= 2 && data[0]&0x0f == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		data = data[2:]
	}
	return flate.NewReader(bytes.NewReader(data))
}

// maxRow is how many bytes a row of predicted data may have.
const maxRow = 1 << 20

// unpredict takes back what was done to rows of data so that they pack better.
func (f *File) unpredict(settings dict, data []byte, broken error) ([]byte, error) {
	predictor := f.whole(settings["Predictor"], 1, 15)
	if predictor == 1 || data == nil {
		return data, broken
	}
	columns, colours, bits := 1, 1, 8
	if settings["Columns"] != nil {
		columns = f.whole(settings["Columns"], 1, maxRow)
	}
	if settings["Colors"] != nil {
		colours = f.whole(settings["Colors"], 1, 64)
	}
	if settings["BitsPerComponent"] != nil {
		bits = f.whole(settings["BitsPerComponent"], 1, 16)
	}
	row, pixel := (columns*colours*bits+7)/8, max(1, colours*bits/8)
	if row > maxRow {
		return nil, errDamaged
	}
	if predictor == 2 {
		return untiff(data, row, pixel, bits), broken
	}
	return unpng(data, row, pixel), broken
}

// untiff adds each value to the one before it in its row.
func untiff(data []byte, row, pixel, bits int) []byte {
	if bits != 8 {
		return data
	}
	for start := 0; start < len(data); start += row {
		line := data[start:min(start+row, len(data))]
		for i := pixel; i < len(line); i++ {
			line[i] += line[i-pixel]
		}
	}
	return data
}

// unpng undoes the filters of PNG; the first byte of each row says which.
func unpng(data []byte, row, pixel int) []byte {
	out := make([]byte, 0, len(data))
	above := make([]byte, row)
	for len(data) > 1 {
		sort, line := data[0], data[1:min(len(data), row+1)]
		data = data[1+len(line):]
		for i := range line {
			var left, up, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			up = above[i]
			switch sort {
			case 1:
				line[i] += left
			case 2:
				line[i] += up
			case 3:
				line[i] += byte((int(left) + int(up)) / 2)
			case 4:
				line[i] += paeth(int(left), int(up), int(corner))
			}
		}
		copy(above, line)
		out = append(out, line...)
	}
	return out
}

func paeth(left, up, corner int) byte {
	p := left + up - corner
	a, b, c := abs(p-left), abs(p-up), abs(p-corner)
	switch {
	case a <= b && a <= c:
		return byte(left)
	case b <= c:
		return byte(up)
	}
	return byte(corner)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// unascii85 reads five characters as four bytes.
func unascii85(data []byte) []byte {
	data, _, _ = bytes.Cut(data, []byte("~"))
	var out []byte
	var group uint32
	n := 0
	for _, c := range data {
		if c == 'z' && n == 0 {
			out = append(out, 0, 0, 0, 0)
		}
		if c < '!' || c > 'u' {
			continue
		}
		group = group*85 + uint32(c-'!')
		if n++; n == 5 {
			out = append(out, byte(group>>24), byte(group>>16), byte(group>>8), byte(group))
			group, n = 0, 0
		}
	}
	if n > 1 {
		for i := n; i < 5; i++ {
			group = group*85 + 84
		}
		for i := range n - 1 {
			out = append(out, byte(group>>(24-8*i)))
		}
	}
	return out
}

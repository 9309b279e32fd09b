package tree

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Decode puts fields into a struct by the names in its yaml tags and says whether
// all of them fitted. A field it does not know is told, so that a slip of the pen
// does not lose a text. What is missing keeps its zero value.
func (r *Reader) Decode(n *Node, to any) bool {
	d := decoder{Reader: r, fits: true}
	d.value(n, reflect.ValueOf(to).Elem(), "")
	return d.fits
}

type decoder struct {
	*Reader
	fits bool
}

func (d *decoder) wrong(at Place, message string, with ...any) {
	d.fits = false
	d.Add(at, message, with...)
}

// value decodes a value that stands under a name.
func (d *decoder) value(n *Node, to reflect.Value, name string) {
	if n == nil || n.Shape == Nothing {
		return
	}
	switch to.Kind() {
	case reflect.Struct:
		d.fields(n, to, name)
	case reflect.Slice:
		d.list(n, to, name)
	case reflect.Map:
		d.names(n, to, name)
	case reflect.String:
		if n.Shape == List || n.Shape == Fields {
			d.wrong(n.Place, "tree.not-text", "Field", name)
			return
		}
		to.SetString(n.Written)
	case reflect.Bool:
		if n.Shape != YesNo {
			d.wrong(n.Place, "tree.not-yes-no", "Field", name)
			return
		}
		to.SetBool(n.Yes())
	case reflect.Int:
		whole, err := strconv.Atoi(n.Written)
		if n.Shape != Number || err != nil {
			d.wrong(n.Place, "tree.not-whole", "Field", name)
			return
		}
		to.SetInt(int64(whole))
	case reflect.Float64:
		number, err := strconv.ParseFloat(n.Written, 64)
		if n.Shape != Number || err != nil {
			d.wrong(n.Place, "tree.not-number", "Field", name)
			return
		}
		to.SetFloat(number)
	default:
		panic("tree: nothing is read into a " + to.Kind().String())
	}
}

func (d *decoder) fields(n *Node, to reflect.Value, name string) {
	if n.Shape != Fields {
		d.wrong(n.Place, "tree.not-fields", "Field", name)
		return
	}
	places := map[string]reflect.Value{}
	placesOf(to, places)
	for _, f := range n.Fields {
		place, known := places[f.Name]
		if !known {
			var names []string
			for name := range places {
				names = append(names, name)
			}
			slices.Sort(names)
			d.wrong(f.At, "tree.unknown", "Field", f.Name, "Near", Nearest(f.Name, names), "Known", strings.Join(names, ", "))
			continue
		}
		d.value(f.Value, place, f.Name)
	}
}

// placesOf are a struct's fields by their names, with those of structs that
// stand inline.
func placesOf(to reflect.Value, places map[string]reflect.Value) {
	for i := range to.NumField() {
		name, inline := strings.CutSuffix(to.Type().Field(i).Tag.Get("yaml"), ",inline")
		if inline {
			placesOf(to.Field(i), places)
			continue
		}
		places[name] = to.Field(i)
	}
}

func (d *decoder) list(n *Node, to reflect.Value, name string) {
	if n.Shape != List {
		d.wrong(n.Place, "tree.not-list", "Field", name)
		return
	}
	all := reflect.MakeSlice(to.Type(), len(n.Items), len(n.Items))
	for i, item := range n.Items {
		d.value(item, all.Index(i), name)
	}
	to.Set(all)
}

func (d *decoder) names(n *Node, to reflect.Value, name string) {
	if n.Shape != Fields {
		d.wrong(n.Place, "tree.not-fields", "Field", name)
		return
	}
	all := reflect.MakeMapWithSize(to.Type(), len(n.Fields))
	for _, f := range n.Fields {
		value := reflect.New(to.Type().Elem()).Elem()
		d.value(f.Value, value, f.Name)
		all.SetMapIndex(reflect.ValueOf(f.Name), value)
	}
	to.Set(all)
}

// Step goes down a path as people write it, "parts[2].asks[0].label", as far as
// the file has it, and returns where that stands.
func (n *Node) Step(path string) Place {
	at := n.Where()
	for path != "" && n != nil {
		end := strings.IndexAny(path[1:], ".[") + 1
		if end == 0 {
			end = len(path)
		}
		step := path[:end]
		path = path[end:]
		if index, isItem := strings.CutPrefix(step, "["); isItem {
			i, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
			if err != nil || i < 0 || i >= len(n.List()) {
				return at
			}
			n = n.Items[i]
			at = n.Place
			continue
		}
		f, ok := n.Field(strings.TrimPrefix(step, "."))
		if !ok {
			return at
		}
		n, at = f.Value, f.At
	}
	return at
}

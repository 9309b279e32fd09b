package library

import "reflect"

// Pseudo is the same library with every text changed by mark, so that a test
// sees words that came from elsewhere. Ids stay.
func (l *Library) Pseudo(mark func(string) string) *Library {
	all := marked(reflect.ValueOf(*l), mark).Interface().(Library)
	return &all
}

// marked copies a value with its texts marked; a field added to a type is
// marked without anybody thinking of it here, unless it says words:"-".
func marked(v reflect.Value, mark func(string) string) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		to.SetString(mark(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("words") == "-" {
				to.Field(i).Set(v.Field(i))
				continue
			}
			to.Field(i).Set(marked(v.Field(i), mark))
		}
	case reflect.Slice:
		for i := range v.Len() {
			to = reflect.Append(to, marked(v.Index(i), mark))
		}
	case reflect.Map:
		if !v.IsNil() {
			to.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for _, key := range v.MapKeys() {
				to.SetMapIndex(key, marked(v.MapIndex(key), mark))
			}
		}
	default:
		to.Set(v)
	}
	return to
}

// words gathers the texts of a value in their order.
func words(v reflect.Value, to *[]string) {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" {
			*to = append(*to, v.String())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("words") != "-" {
				words(v.Field(i), to)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			words(v.Index(i), to)
		}
	case reflect.Map:
		for _, key := range sortedKeys(v) {
			words(v.MapIndex(key), to)
		}
	}
}

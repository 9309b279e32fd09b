package framework

import (
	"reflect"

	"bearings/internal/phrase"
)

// Pseudo returns a copy whose every text is marked and accented as
// phrase.Pseudo does it, so that a test finds any words on a page that come
// neither from the pack nor from the message files.
func (f *Framework) Pseudo() *Framework {
	return marked(reflect.ValueOf(f)).Interface().(*Framework)
}

var textType = reflect.TypeFor[Text]()

// marked copies a value, whatever it is made of: a field added to a type is
// marked without anybody thinking of it here.
func marked(v reflect.Value) reflect.Value {
	if v.Type() == textType {
		text, _ := v.Interface().(Text)
		return reflect.ValueOf(text.pseudo())
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		to := reflect.New(v.Type().Elem())
		to.Elem().Set(marked(v.Elem()))
		return to
	case reflect.Struct:
		to := reflect.New(v.Type()).Elem()
		for i := range v.NumField() {
			to.Field(i).Set(marked(v.Field(i)))
		}
		return to
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		to := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			to.Index(i).Set(marked(v.Index(i)))
		}
		return to
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		to := reflect.MakeMapWithSize(v.Type(), v.Len())
		for _, key := range v.MapKeys() {
			to.SetMapIndex(key, marked(v.MapIndex(key)))
		}
		return to
	}
	return v
}

func (t Text) pseudo() Text {
	if t == nil {
		return nil
	}
	all := make(Text, len(t))
	for language, text := range t {
		all[language] = phrase.Pseudo(text)
	}
	return all
}

package reply_test

import (
	"encoding/json"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"bearings/internal/ui/wasm/reply"
	"bearings/language"
)

// told is what a page gets.
type told struct {
	Bytes, Checked       int
	Findings, Suppressed []struct {
		Rule, Words, Severity, Text, Why, Source, Reason string
		Start, End, Line, Column                         int
		Alternatives                                     []string
		Identifying                                      bool
	}
}

func check(t *testing.T, text string, o language.Options) told {
	t.Helper()
	checker := language.Standard()
	written := reply.NewWriter(checker.Rules()).Result([]byte("{"), checker.Check(text, o))
	var got told
	if err := json.Unmarshal(append(written, '}'), &got); err != nil {
		t.Fatalf("%v in %s", err, written)
	}
	return got
}

func TestAResultIsWholeAndCountsAsThePageDoes(t *testing.T) {
	text := "\U0001F642 caf\u00e9:\n\"He absconded again.\""
	got := check(t, text, language.Options{})
	if got.Bytes != len(text) || got.Checked != len(text) || len(got.Findings) != 1 {
		t.Fatalf("%+v", got)
	}
	f := got.Findings[0]
	units := utf16.Encode([]rune(text))
	if there := string(utf16.Decode(units[f.Start:f.End])); there != "absconded" || f.Text != there {
		t.Errorf("at %d to %d stands %q, told is %q", f.Start, f.End, there, f.Text)
	}
	if f.Rule != "abscond" || f.Words != "absconded" || f.Line != 2 || f.Column != 5 || f.Why == "" ||
		len(f.Alternatives) < 2 || f.Source == "" || f.Identifying || f.Reason != "" {
		t.Errorf("%+v", f)
	}
}

func TestAChildsWordsAreToldWithTheReason(t *testing.T) {
	text := "I absconded."
	got := check(t, text, language.Options{Blocks: []language.Block{{Kind: language.Voice, End: len(text)}}})
	if len(got.Findings) != 0 || len(got.Suppressed) != 1 || got.Suppressed[0].Reason != string(language.ChildsWords) {
		t.Errorf("%+v", got)
	}
}

// Whatever a text holds comes out as it went in, and a byte that is no character
// as the sign for that.
func TestTextsStayWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte("\"\\\n\x00\x7f<\xe2\x80\xa8")))).Draw(t, "text"))
		var got map[string]string
		if err := json.Unmarshal(append(reply.Text([]byte("{"), "text", text), '}'), &got); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		want := string([]rune(text))
		if got["text"] != want {
			t.Fatalf("%q became %q", text, got["text"])
		}
		if n := reply.Units(text); n != len(utf16.Encode([]rune(text))) {
			t.Fatalf("%q has %d units, want %d", text, n, len(utf16.Encode([]rune(text))))
		}
	})
}

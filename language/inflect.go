package language

import (
	"strings"
	"sync"
)

// irregular are the forms that follow no rule, each line a lemma and the rest.
const irregular = `be is are was were been being am
become becomes became becoming
begin begins began begun beginning
break breaks broke broken breaking
bring brings brought bringing
buy buys bought buying
catch catches caught catching
child children
choose chooses chose chosen choosing
come comes came coming
deal deals dealt dealing
do does did done doing
draw draws drew drawn drawing
drink drinks drank drunk drinking
drive drives drove driven driving
fall falls fell fallen falling
feel feels felt feeling
fight fights fought fighting
find finds found finding
forget forgets forgot forgotten forgetting
get gets got gotten getting
give gives gave given giving
go goes went gone going
grow grows grew grown growing
hang hangs hung hanged hanging
have has had having
hide hides hid hidden hiding
hit hits hitting
hold holds held holding
hurt hurts hurting
keep keeps kept keeping
know knows knew known knowing
lay lays laid laying
lead leads led leading
leave leaves left leaving
lend lends lent lending
let lets letting
lie lies lied lay lain lying
life lives
lose loses lost losing
make makes made making
man men
mean means meant meaning
meet meets met meeting
pay pays paid paying
person people persons
put puts putting
quit quits quitting
ride rides rode ridden riding
run runs ran running
say says said saying
see sees saw seen seeing
seek seeks sought seeking
sell sells sold selling
send sends sent sending
set sets setting
shut shuts shutting
sit sits sat sitting
sleep sleeps slept sleeping
speak speaks spoke spoken speaking
spend spends spent spending
stand stands stood standing
steal steals stole stolen stealing
swear swears swore sworn swearing
take takes took taken taking
teach teaches taught teaching
tell tells told telling
thief thieves
think thinks thought thinking
throw throws threw thrown throwing
understand understands understood understanding
wear wears wore worn wearing
win wins won winning
withdraw withdraws withdrew withdrawn withdrawing
woman women
write writes wrote written writing`

var irregularForms = sync.OnceValue(func() map[string][]string {
	forms := map[string][]string{}
	for line := range strings.SplitSeq(irregular, "\n") {
		all := strings.Fields(line)
		forms[all[0]] = all
	}
	return forms
})

// inflections are the forms of a verb or noun, the lemma first. Some that
// nobody writes are among them; they do no harm.
func inflections(lemma string) []string {
	if forms, ok := irregularForms()[lemma]; ok {
		return forms
	}
	for _, prefix := range []string{"mis", "under", "over", "re", "out"} {
		if rest, ok := strings.CutPrefix(lemma, prefix); ok {
			if forms, ok := irregularForms()[rest]; ok {
				return prefixed(prefix, forms)
			}
		}
	}
	return regular(lemma)
}

func prefixed(prefix string, forms []string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = prefix + f
	}
	return out
}

func regular(w string) []string {
	n := len(w)
	if n < 2 {
		return []string{w}
	}
	last, before := w[n-1], w[n-2]
	switch {
	case strings.HasSuffix(w, "ie"):
		return []string{w, w + "s", w + "d", w[:n-2] + "ying"}
	case last == 'e' && (before == 'e' || before == 'o' || before == 'y'):
		return []string{w, w + "s", w + "d", w + "ing"}
	case last == 'e':
		return []string{w, w + "s", w + "d", w[:n-1] + "ing"}
	case last == 'y' && !vowel(before):
		return []string{w, w[:n-1] + "ies", w[:n-1] + "ied", w + "ing"}
	case last == 's' || last == 'x' || last == 'z' || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "sh"):
		return []string{w, w + "es", w + "ed", w + "ing"}
	case last == 'o':
		return []string{w, w + "s", w + "es", w + "ed", w + "ing"}
	}
	forms := []string{w, w + "s", w + "ed", w + "ing"}
	if n >= 3 && !vowel(last) && vowel(before) && !vowel(w[n-3]) && last != 'w' && last != 'x' && last != 'y' {
		double := w + w[n-1:]
		forms = append(forms, double+"ed", double+"ing")
	}
	return forms
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

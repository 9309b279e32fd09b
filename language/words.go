package language

import (
	"strings"
	"sync"
)

// The groups of words that rules and the engine speak of.
const (
	// setPattern are words of patterns.
	setPattern sets = 1 << iota
	// setUnwritten are words that lack their apostrophe: didnt.
	setUnwritten
	// setRare are long rare words of rules, which are found misspelt too.
	setRare
	setSelf
	setThey
	setThem
	setTheir
	setChild    // a child, or children
	setAdult    // a grown person, unless "young" stands before
	setGrown    // somebody who is no child: kin, professionals, perpetrators
	setAuthors  // the writer and the writer's side: I, we
	setFirst    // words of somebody who speaks of themselves
	setBe       // is, was, 's
	setHave     // has, had, 've
	setAux      // verbs that help others
	setNot      // not, never, no
	setReport   // says, feels, is worried: what follows is somebody's view
	setSpeech   // said, told, wrote: what stands in quotation marks was said
	setFactive  // understand, accept: what follows is taken as true
	setBreak    // begins a clause of its own
	setTerm     // word, phrase, label
	setTelling  // saying, using, calling
	setShun     // avoid, stop, never
	setMyth     // myth, stereotype
	setBlaming  // victim-blaming, stigmatising
	setOld      // old, aged
	setYear     // year, yr
	setYoung    // young, teenage
	setFiller   // words between a subject and its verb: often, again
	setPlace    // prepositions
	setArticle  // the, a, their
	setAnd      // and, or
	setField    // words of this work: safeguarding, placement
	setShort    // abbreviations that end in a full stop
	setTitle    // Mr, Dr, PC
	setBody     // words with which the name of a body or a law ends
	setLight    // verbs that only carry their object: made, took, wore
	setStop     // verbs that turn a denial round: has not stopped
	setConduct  // nouns for what somebody does, which are no subject of their own
	setStranger // neither child, family nor professional: suspect, man, driver
	setRelative // who, which, that
	setInstead  // instead, rather
	setQuotedAs // described, labelled
)

var groups = map[sets]string{
	setSelf:  "himself herself themselves themself hisself theirselves theirself oneself yourself yourselves",
	setThey:  "he she they it",
	setThem:  "him her them",
	setTheir: "his her their hers theirs",
	setChild: `child children kid kids kiddo girl girls boy boys lad lads lass lasses teenager teenagers teen teens
		youngster youngsters adolescent adolescents minor minors youth youths infant infants toddler toddlers baby babies
		pupil pupils student students schoolgirl schoolgirls schoolboy schoolboys schoolchild schoolchildren
		daughter daughters son sons stepdaughter stepson granddaughter grandson niece nephew
		sister sisters brother brothers sibling siblings twin twins yp yps cyp childs lac cla uasc`,
	setAdult: `man men woman women adult adults male males female females guy guys bloke blokes gentleman lady ladies
		individual individuals person people persons`,
	setGrown: `man men woman women adult adults male males guy guys bloke blokes gentleman lady ladies
		mother mothers mum mums mam mummy father fathers dad dads daddy parent parents carer carers stepfather stepdad stepmother stepmum
		grandmother grandfather grandparent grandparents nan nanna gran grandad grandma grandpa aunt auntie aunty uncle uncles aunts
		husband wife partner partners boyfriend boyfriends girlfriend guardian guardians neighbour neighbours
		officer officers constable constables sergeant inspector detective detectives police worker workers practitioner practitioners
		professional professionals teacher teachers headteacher head tutor mentor staff nurse nurses doctor doctors gp gps clinician
		psychologist psychiatrist therapist counsellor counsellors manager managers leader leaders chair director directors
		coordinator coordinators coach coaches lawyer lawyers solicitor solicitors barrister judge judges magistrate magistrates
		agency agencies service services team teams school schools council councils partnership partnerships authority authorities
		force forces hospital hospitals trust court courts panel panels board boards government company companies organisation organisations
		police camhs yot yjs mash social cafcass
		perpetrator perpetrators offender offenders suspect suspects abuser abusers exploiter exploiters groomer groomers trafficker
		traffickers dealer dealers defendant defendants rapist rapists paedophile paedophiles predator predators criminal criminals
		prisoner prisoners inmate inmates detainee driver drivers landlord customer customers user users employee employees employer
		visitor visitors sector governor governors provider providers commissioner commissioners colleague colleagues trainee trainees
		volunteer volunteers trustee trustees minister ministers mp politician politicians soldier soldiers firefighter firefighters
		guard guards resident residents patient patients tenant tenants investor investors buyer buyers treasurer accountant clerk researcher
		researchers author authors journalist journalists writer writers actor actors player players athlete athletes`,
	setAuthors: "i we us me you",
	setFirst:   "i me my mine myself im ive id we us our ours ourselves",
	setBe:      "is are was were been being be am 's 're 'm isnt",
	setHave:    "has have had having 've 'd 's",
	setAux: `do does did will would wont can could shall should may might must has have had is are was were be been being
		'd 'll`,
	setNot: "not n't never no nor neither cannot hardly nobody none noone nothing",
	setReport: `say says said saying state states stated report reports reported reporting feel feels felt feeling think thinks thought
		believe believes believed believing tell tells told telling note notes noted claim claims claimed advise advises advised
		suggest suggests suggested consider considers considered worry worries worried concern concerned concerns aware describe
		describes described describing suspect suspected suspects allege alleged find finds found agree agrees agreed see sees saw
		know knows knew mention mentioned observe observed record records recorded inform informs informed write writes wrote written
		explain explains explained think view views opinion understand understands remarked stressed identified identify highlighted
		raised discussed discuss discusses concluded`,
	setSpeech: `say says said saying tell tells told telling write writes wrote written ask asks asked asking shout shouts shouted shouting
		text texts texted messaged message reply replies replied describe describes described explain explains explained explaining
		state states stated disclose discloses disclosed share shared add adds added recall recalled report reports reported
		answer answers answered quote quoted words admit admits admitted insist insists insisted whisper whispered scream screamed
		post posted posts feedback statement voicemail`,
	setFactive: `understand understands understood realise realises realised realize realized recognise recognises recognised recognize
		recognized accept accepts accepted appreciate appreciates appreciated see sees saw know knows knew acknowledge acknowledges
		acknowledged believe believes believed think thinks thought comprehend grasp admit agree agrees`,
	setBreak: `but because although though while whilst which so if unless until when whenever where despite since then however therefore
		yet whereas`,
	setTerm: "term terms word words phrase phrases label labels wording expression expressions terminology phrasing adjective jargon synonym euphemism heading headings",
	setTelling: `say says saying said ask asks asking asked use uses using used write writes writing written wrote call calls calling called describe describes describing described
		label labels labelling labelled labeled labeling refer refers referring referred record recording records phrase phrasing talk talking
		speak speaking term terming termed read reading replace replaced replacing delete remove change`,
	setShun: "avoid avoids avoiding avoided stop stopped stopping never nobody longer not n't refrain rather instead ban banned don't drop dropping criticise criticised criticising criticises challenge challenged challenging",
	setMyth: `myth myths stereotype stereotypes stereotyping misconception misconceptions assumption assumptions trope tropes prejudice bias fallacy narrative narratives`,
	setBlaming: `blaming stigmatising stigmatizing adultifying adultification adultify derogatory pejorative judgemental judgmental outdated
		dehumanising unacceptable shaming`,
	setOld:   "old aged",
	setYear:  "year years yr yrs yo",
	setYoung: "young younger youngest teenage adolescent underage preteen",
	setFiller: `member members often again always also still just then repeatedly regularly frequently constantly continually usually sometimes clearly
		simply actually really already now currently apparently allegedly possibly probably likely recently previously later too both all
		to have having be been being remain remains remained get gets got getting keep keeps kept keeping continue continues continued start starts started
		starting begin begins began become becomes became seem seems seemed appear appears appeared very quite so more most rather
		known said believed reported thought described seen considered deemed viewed as that who is are was were has had will would
		can could may might must should do does did 's 're 've 'd 'll a an the not n't never only highly extremely increasingly`,
	setPlace: `with from to by of for at on in about against near towards around between among amongst behind into onto under over
		regarding re concerning including like than as off through without`,
	setArticle: "the a an this that these those his her their our my your its some any each every another both two three several many older elder",
	setAnd:     "and or & plus",
	setField: `mum mam nan social worker strategy missing chronology assessment safeguarding safeguard exploitation exploited exploiting cse cce grooming groomed placement placements foster fostering carer
		carers referral referrals mash camhs lac cla yot trafficked trafficking vulnerable pupil pupils practitioner practitioners
		misper disclosure neglect perpetrator perpetrators yp caseworker multiagency cin`,
	setShort: "mr mrs ms dr st eg ie etc vs no nos approx prof rev sgt insp inc ltd dept tel ext ref para p pp cf ed eds al fig vol aka re",
	setTitle: "mr mrs ms mx dr pc dc ds sgt prof rev cllr councillor insp sir dame",
	setBody: `foundation team unit project association service services trust act programme network charity group board centre society council
		institution taskforce partnership court bill scheme committee forum alliance helpline institute fund college academy guidance
		inquiry commission house army museum band film policy toolkit campaign conference`,
	setLight: "make makes made making take takes took wear wears wore wearing use uses used using show shows showed has had have having fell falls gave give gives",
	setStop: `stop stops stopped stopping cease ceased prevent prevented address addressed suit suits fit fits reduce reduced
		deter deterred resolve resolved help helped tackle tackled work worked avoid avoided change changed keep keeps
		talk talks talked talking speak speaks speaking name names naming say says tell tells discuss disclose mention give gives`,
	setConduct: `behaviour behaviours behavior attitude presentation manner conduct account pattern patterns episode episodes incident incidents
		history lifestyle approach dress clothing language tone response situation relationship concern concerns risk risks case
		assessment analysis view issue issues problem problems conversation visit meeting review story disclosure one former latter`,
	setStranger: `man men adult adults guy guys bloke blokes male males perpetrator perpetrators offender offenders suspect suspects
		abuser abusers exploiter exploiters groomer groomers trafficker traffickers dealer dealers defendant defendants rapist rapists
		predator predators prisoner prisoners inmate inmates driver drivers customer customers landlord accused culprit fugitive guard guards`,
	setRelative: "who whom whose which that",
	setInstead:  "instead rather",
	setQuotedAs: "described labelled labeled recorded referred called termed branded characterised portrayed dismissed",
}

// classes are what patterns write in angle brackets.
var classes = sync.OnceValue(func() map[string]*node {
	return map[string]*node{
		"SELF":  {words: fields(setSelf)},
		"THEY":  {words: append(fields(setThey), "yp", "who")},
		"THEM":  {words: fields(setThem)},
		"THEIR": {words: fields(setTheir)},
		"BE":    {words: fields(setBe)},
		"HAVE":  {words: fields(setHave)},
		"AUX":   {words: fields(setAux)},
		"ADULT": {words: fields(setAdult)},
		"CHILD": {kind: nodeChoice, parts: []*node{{kind: nodeRow, parts: []*node{{words: fields(setChild)}}},
			inRow("young younger vulnerable teenage", "person people persons man men woman women lady ladies adult adults male males female females")}},
		"CHILD-AGE": {words: []string{childAge}},
		"GROWN-AGE": {words: []string{grownAge}},
		"NOT": {kind: nodeChoice, parts: []*node{{kind: nodeRow, parts: []*node{{words: strings.Fields("not n't never cannot nor")}}},
			inRow("no", "longer")}},
	}
})

// Numbers that can be an age stand in the vocabulary under these names.
const (
	childAge = "#child" // 4 to 17
	grownAge = "#grown" // 18 to 99
)

// inRow is one of some words after one of others.
func inRow(words ...string) *node {
	row := &node{kind: nodeRow}
	for _, w := range words {
		row.parts = append(row.parts, &node{words: strings.Fields(w)})
	}
	return row
}

func fields(s sets) []string { return strings.Fields(groups[s]) }

// Package attack plays a curious colleague who tries to learn from published
// results how one person answered. It belongs to the tests: the program never
// uses it, and it uses nothing of the program but the files the program writes.
//
// # What the colleague knows
//
// The staff list: the agency and level of everybody who answered. For every
// item, how many people of each agency and level gave a position on it; that
// is more than anybody is ever told, and makes the attack stronger than life.
// Every group, count and lean published for the round, in all its releases.
// And the own answers of nobody, of one or of two other people ("the
// coalition") who share the smallest published group with the person they are
// curious about.
//
// What a published figure says is taken at its word and no further. A count v
// is rounded to the nearest five by itself: 0 says 0 to 2, any other v says
// v-2 to v+2. A lean says which share of a group stands in the upper half of
// the scale, a middle position counting half: 35 % or less is lower, 65 % or
// more is upper, everything between is mixed.
//
// # The questions
//
// Figures (CheckFigures, CheckFiles): are the published figures true at all,
// told as the rules say, and the same in every file? All files of a round are
// read together, as a colleague does who looks for the one that says more:
// every figure in a table has to stand in results.json, and every number in any
// words, in alternative texts and titles too, has to be accounted for by it: a
// shown count, a sum of some, a whole percentage of those, a number of agencies
// in their returns, or a fixed sentence of the program.
//
// A1 (CheckDerivable): which groups can be worked out by adding and
// subtracting published groups, and how small is the smallest? Agencies and
// levels that lie in exactly the same groups move together, so they are one
// class. A group can be worked out when its 0/1 row over the classes lies in
// the row space of the published groups; the smallest is a small integer
// program.
//
// A2 (CheckPossible): for every person, item and coalition, which answers
// could the person still have given? An answer is possible when whole numbers
// of people per class and position exist that fit every published figure,
// contain the coalition's answers, and leave one more person of the class at
// that answer. At least three answers, in both halves of the scale, must be
// possible; on a scale of two words both.
//
// A3 (CheckTwin): does any file know more than the figures? A twin of the round
// is made in which people answered otherwise and every published figure stays
// as it is: somebody changes an answer where rounding hides it, and two whom no
// group tells apart change places. Every file has to be the same to the byte.
//
// All answers are exact. An answer is first shown possible by a witness: the
// true table itself, or one with one or two changed answers, or one found
// before, each checked against every figure. What is left is decided by glpsol
// (of the GLPK), and what glpsol finds is checked again.
//
// # What else is here
//
// Invent makes up a partnership from a seed, of awkward kinds: tiny agencies,
// single leaders, everybody agreeing, groups just below and above a threshold.
// Program runs the real program over it. Naive publishes the same partnership
// as people do by hand ("hide anything under five"); the attack has to break
// that, or it is too weak to prove anything. The mutants are faults put into
// the program on purpose; each has to be found by the attack or by the
// program's own tests.
//
// # Rounds
//
// TestRounds plays the same partnerships through the real store, service and site:
// agencies, replies, signed returns, results, half of the rounds with agencies that
// agreed to be named. Everybody (each role, each agency's people, nobody who is
// signed in) asks for every page and file of the round, while each agency has its
// page alone, with some of it shared, and with all of it shown to everybody. What
// anybody could read is put together and attacked as above; a figure or a number on
// a page of results that nobody has published is a finding, and so is a single
// agency's staff on anybody else's page. In the twin's database every address has to
// answer everybody with the same bytes; where the program publishes other figures,
// at least every page that is not of results has to.
//
// Beside figures, four more tests play rounds in the same way. TestRemarksInRounds lets
// people comment: twins differ in comments that nobody may publish, in all comments
// before any is published, and in who wrote which; only moderators may see a difference,
// and of who wrote a comment not even they. TestRepliesInRounds follows what agencies
// reply to findings about them, to the last second of the days in which each has its
// page alone. TestOpenRounds changes answers, and as many replies as leave every band as
// it is. TestPairsOfRounds attacks two rounds of the same people together, and sees that
// the page of changes says nothing that neither round has published.
//
// # How to run it
//
//	go test ./attack                       a few minutes; needs glpsol
//	ATTACK_ROUNDS=100 go test -timeout 60m -run TestRounds -v ./attack
//	ATTACK_ROUNDS=2000 ATTACK_SEED=7 go test -timeout 30m -run TestAttack -v ./attack
//	MUTANTS=1 go test -timeout 90m -run Mutants -v ./attack
//
// BEARINGS names a program to attack instead of building one. Without glpsol
// the tests are skipped, or fail where BEARINGS_CI is set. A partnership about
// which something is found stays in a folder that the message names, with its
// answers, framework and results; its seed makes it again.
//
// # What it leaves out
//
// The colleague does not argue from the rules themselves ("these forty people
// were shown only a lean, so something about them must be unusual"), and does
// not know anybody by how they write. Over two rounds the colleague knows that the same
// people answered; where some changed their minds, came or left, A2 holds of each round
// by itself. Colluders come from the smallest published group of the
// person only; any other two people of the strand learned more than that in about
// one in a hundred of these awkward rounds.
package attack

package language

import (
	"strconv"
	"strings"
	"sync"
)

// commonness is how often the commonest words of English are met, in a million:
// of a rule's words the rarest is the one to look for. Counted in manuals,
// dictionaries and collections of prose; each line starts with the number.
var commonness = sync.OnceValue(func() map[string]int {
	costs := make(map[string]int, 2600)
	n := 0
	for word := range strings.FieldsSeq(commonWords) {
		if count, err := strconv.Atoi(word); err == nil {
			n = count
			continue
		}
		costs[word] = n
	}
	return costs
})

const commonWords = `32768 the
16384 a and is of to
8192 be for i in it s that you
4096 all are as but by can debian have he if not on or package t they this we will with your
2048 an at de do don file files from has his like man me my n no one only out packages people see should so system there up use used was what when
	which who
1024 about also always any aptitude available because been c command configuration d data default directory e each example first get git go good had
	her him how image information install installed into its just know l la life line linux list ll love m make may more must name never new next now o
	option org other our over per r re said same say section set she some source such syn than their them then these things think time too two user using
	version wall way webster well were where why world would
512 access add after am another anything apt archive asymptote away b back bad before being best better between binary bug build called case change
	changes chapter code color come commands computer contains contents control could create current day description dh di did die different distribution
	documentation does doesn down dpkg el en enough error es etc even ever every everything f field find following format free function functions g give
	given gnu god going got great here home however http https index installation key knghtbrd language larry last law layer let little live long look
	made maintainer manual many men menu might mind mode most much need night non note nothing number object off old once options output own p path
	person policy possible previous program put q que read really release report right run search security server since size software someone something
	specified still string support table take tell text thing those three through tool tools tree type types un under upstream us users v value values ve
	versions very want while without woman work www x years
256 above account actions added additional again against al allow allows already ambrose answer anyone architecture argument arguments around array
	ask asked automatically base based become beer believe below bierce big bit book boot both branch bugs built buy call came cannot car cd character
	check children colors column com comes commit common configure contain containing copy country course created currently database date dave days dead
	death defined del dependencies dependency depends der described details dialog didn directly directories disk display doc document dog doing done
	drink during earth eat either els else end entry environment everyone examples eyes fact far fear features feel feet few figure filter five foo form
	fortune found four friend friends full game general generation george gets gimp girl goes government graph graphics group h half hand hard having
	head heart help high himself hope house html human il important include included including installer installing instance instead interface isn j
	james job john k keep kernel kind known knows large later learn least leave left les less level libraries library license light lines linus lists
	living local log lost lot machine mail mailing main maintainers makes management mark match matches matter mean means merge message module modules
	money morning mother multiple named names nature necessary needed network ng nobody norm objects often oh open optional order original others
	otherwise packaging page para parameter part particular patch patches paths pattern perl place please point power prev probably problem process
	programming programs project provide provided provides public question rather real reason reference related remember remote remove removed repository
	required result returns robert root rules running says science script scripts se second seen select selected selection service services setting
	several shall shared shell show si side sie simple single small space special specific stable standard stardate start state stop sun sure systems tao
	target testing thought times today told top transaction true truth try turn u una understand unix unless unstable until update upgrade upload upon
	useful uses usr usually variable variables vector via view war water web went whether white whole whose wife william window windows wish within women
	won word words working write written wrong y year yes yet young yourself
128 able accelerated according accounts across act action active actual actually adding addition address adj administrator afraid age ago ain air
	allen allowed almost alone along als alternative although amb america american amount appear application applications applied apply appropriate
	aquest arch architectures area aren arrays art associated auto automatic avoid axis baby background bar barry basic beautiful beauty becomes bed
	behavior behind beyond bill bin black block blue body born box boy brain break bring broken brush building bulb business button cache cap care cases
	cat catch cause center certain cf ch changed changelog channel characters charles che checked checking cheers child ching choose chroot city clean
	clear click client close coffee cold columns coming commits company compiled complete components computers config configuraci configured configuring
	conflicts connection consider considered console conta contas content copyright correct corresponding cost couldn coupland creating culture
	customizing cut da daemon dark das david dear deb debconf deep defaults den depend depending des design dev devel developer developers development
	device devil dictionary diff difference difficult direction disable displayed distributions doctor documents door double doubt douglas download dr
	draw drawing drive drop du due easier easy ed edit editor effect element elements em email empty enable enabled english ensure enter entries
	equivalent er errors especially est everybody evidence evil exactly except execute exist existing exists experience explicit explicitly expression
	extension extra eye face fall false family faq fast father feature feeling fields fight fill filters finally fine fire firewall fix fixed flag fly
	follow followed follows font food fool force foreign forget formats fr frame frames front ftp fun further future gave generally generate generated
	gentoo genus getting gives glass gnucash gone gr greatest green grow guide guides guy gz ha hair hall hands happen happens happiness happy hardware
	harmony hate header hear heard hell henry het hey higher history hit hold horse host hot hour hours husband ibm id idea ideas images import
	impossible includes info init initial input instal integer intelligence interactive internal introduction issues ist item itself jim jpl keys kill
	king kirk knew knowledge label labels land lao late laugh laws layers le length lib lie lies link links listed lives locale location logical longer
	looked looking looks lord lose low lower major making manager managing manually marriage mask master matching mathematical maybe meet memory merely
	messages method methods microsoft million minutes missing modes modified modify moment month months moon move movie mr music myself na national
	native needs neither net news nh nice node nom none nor normal normally notes notice null numbers office ones op operating operation operator
	operators opinion os oscar override pack pages paper parameters partition parts party password past patterns pay pdf peace pen pens perfect perform
	perhaps peter picture pictures piece pixels placed play points poor port position post postgresql pot pr pre present president pretty prevent price
	primary prime priority problems programmer programmers prompt proof properly protocol prove purpose qotd query questions quite race raid rain range
	reading reality recommended red ref refer references regular released releases removing replied reports request require requires resolver rest
	results return returned revision rich richard road room routine row rows rule runs sam save saw saying school scientists screen sections secure
	securing seem seems self send sense separate ser servers sets settings setup seven sex shakespeare share short shot shown shows sign similar simply
	sir sistema sit site six sleep social society solution somebody sometimes son song soon sorry sort soul sound sources speak specifies specify speed
	spend split spock sql ssh stand stars started starting statement states status stay step steven stored story strange street strings strong structure
	stuff stupid style success supported supports symbols syntax tab tables tag taken takes taking tales talk talking tar targets taste tax te team ten
	term terminal terms test th themselves theory therefore thinking thinks third thomas thou though thousand thus thy together tom tomorrow took
	torvalds tracking transac transactions translation tried trouble trust trying tse turned tutorial twain typically um uma und universe unknown updated
	updates upgraded uploads url usage usb van var various virtual voice von w wait walk wanted wants watch ways week werden whatever whom wiki wilde win
	wise wonder wonderful woody works worry worse worst worth wouldn wright writing york z zero zu
64 ability absolutely ac accept accepted activate adams adds adv advanced advantage advice af affect agree agreed ah ahead aix alan albert algorithm
	alive alpha alter alternatively amd among analysis ancient anda animal animals answers ant anterior anybody anyway anywhere apache apart appears
	appendix apple applies applying aquesta arbitrary archives areas arithmetic arms arthur article asking assigned assume att attack attempt attention
	attribute attributes auf authentication author authors average aware backup balance ball bank bear beat became began begin beginning begins belief
	bell beneath benjamin bernard beware binaries bind bios bird birth bite bits blame blind blood blow blur board bob books bookworm boolean booting
	boss bot bottle bottom bought boys brains branches brand bread breakfast breaks bright british brooks brother brought brown browser bruce buchung
	buffer buildpackage builds bundle bus byte bytes cada calendar california calling calls canvas capabilities capital captain card careful carry cats
	causes century certainly chance changing charge checks chicken chief chinese choice chorus chosen christmas church churchill civilization claim class
	classes clause clicking clients clone closed clothes co coach collection college comma comments como comp compatibility compatible compile compiler
	compiling completely complex component con conditions conflict confusion connections consists constant contact contained context conti continue conto
	controls convenience convenient convert cool coordinates copied copies core correctly corresponds costs count couple courage court cover cow cran
	crash crazy cream creates credit cref crime criteria critical cron cross cry ctrl culus cup currency cursor curve custom daemons dan dance dangerous
	deal debhelper debug debugging decide decided declared define defines definition dei delete deleted della delle dels dem department dependent
	describe describes describing descriptions designed desire desired desktop destroy det detail detailed detect detection determine determined
	developed devices devvax dhcp died differences dimensional dimensions dinner dir direct disabled disc discovered discussion disease displays distance
	distribute distributed documented dollars domain doogie dorothy dos dot downloaded dquilt drawn dream dress drinking driver driving drunk duck duty
	dvd dying dynamic earlier early ears easily eating edge editing edu education een effort eight ein eine einstein electrical elephant encoding ends
	energy engineer enjoy ent entered entire environments equal equipment espy essential este et evaluation evening event eventually everywhere exact
	excellent exception exchange excuse executable executed execution exemple exit expect expected expense explain explained export expressions ext
	extended extensions external extremely facts fail failed fails failure fair faith falling falls famous faster fat fate fault favorite fell fellow
	female fetch fhs fi fiction fifty filename filesystem final finds firmware fish fit fitxer fitxers fixes flags flame flight floor folks fonts foolish
	fools foot forever former forth fortran forty forward foundation frank franklin fred freedom french frequently friday fully functionality fund funny
	gain galaxy garbage gas generic genius geoffrey girls giving global gnome gods gold gonna gov gpg gpl gradient graphical greater grid ground groups
	grub guess gui guidelines gun guys hacker handle handled handling hang happened harry hash haven headers heads health heaven heavy held hence hi hide
	hierarchy hill ho holding hole honest horses howto humor hundred hungry hunter hurt ice idiot ignorance ignore ignored ii illegal im imagine
	immediately implementation implemented implicit income indeed independent indexes indicate indicates individual infinite infrastructure inside
	installs instructions int intellectual intelligent intended interest interested interesting interfaces internet interpreted introduced invented
	invoice invoked involved ip ipv iso issue items ja jack java jobs joe johnson joke jones joseph joy jr judge justice kaa kan karl keeping keeps kept
	keyboard kh kid kids killed kinds kiss knock knowing konten laci lack lady languages larger latest latex latter lawyer lawyers lay layout lead
	learned learning leaves legacy legs letter letterman levels lewis libfoo licenses lights likely likes limit limited limits linear linked linkgit
	lintian listen lived lo load loaded locally lock login logs los loss lots loved luck lunch lvm lying machines macos mad magic maintain maintained
	maintenance makefile male manage mankind manner manuals map marked market married marry martin matrix matt matters maximum md meaning meant meat
	mechanism med media member members mencken mental mentioned mercury mere met metapost michael middle mike miles military milk miller minds mine
	minimum minute mirror miss mistake mistakes mit model modern modifying moral motion mountain mouse mouth moved moving multi naked namespace nasa nash
	nation natural ncia near negative netgod newer nhead nicht nietzsche nine nmu nnen north nose noticed nuclear nuts obs obsolete obtained obvious odd
	oder offer official offset ok okay older om online operations opposite optionally origin ou ought ourselves outside overfiend overview oz packaged
	paid pain pair palette pam paquet paquets par parallel parent parents parker partitions partman pass passed passing passwords paul payment pbuilder
	pe pentru percent performance performed period permission permissions personal persons peterson pg ph philosophy phone physics pick pieces pig pile
	pixel pl places plan plane planet platform platforms playing pleasure plus po pode poden pointer police political politics popular por portable ports
	posix possibly postinst powerful practice practices precision prefer preferences preferred prefix prepared preseed press pressing preview previously
	principle print printed private privileges proc procedure processes processing produce produced produces product professor profile progress projects
	proper property proverb providing pudd pull push python quality quan quick quilt quote rabbit ralph ran random rate rc reach reached reader ready
	realize reasons receive received recent record refs regarding region register relative relevant religion religious remain remains removal rename
	replace replaced replaces replication reply reported reporting repositories requested requirements research reserved reset resolution resources
	respect respectively response responsibility restricted resulting review rgb ride ring rio river rock roger rogers role roll rom rose rotate round
	routines russell safe safety sage saint salesman sample samuel sat saved scale scaling schema scheme scientific scope screw sea searches seconds
	secret seek sees seg selecting sell sent sentence separated sequence series serious serve servidor session seu sh sha shak shape shaw shift ship
	shoes shoot shouldn sick sid sight signature signed silence silly sin sing sitting situation skin sky slow smart smell smith smoke sniglets snow
	solutions som somewhere sooner sounds sourceforge speaking specification specifying speech spell spent spirit src st stack standards standing star
	starts statements static statistics stephen steps steve stick stock stone stood stopped storage store straight strength structures student study sub
	subdirectory subject successful suddenly sugar suitable suite sum summary summer supplied suppose supposed surely surface sweet switch symbol
	symbolic synopsis syst systemd tags tail tamb tape tarball task tasks taxes teach teacher technical technology telephone television telling tells
	template templates temporary tend terrible tests tex thank thee thompson thoughts throw tiaa tick till tip tired title tolkien tonight toolbox topic
	total totally touch tough toward town tr trace track tracker transfer transform translations transparent travel treat treated trees trigger truly
	turning turns tv twenty twice txt uefi ugly uh ultimate understanding undo union unique unit united university unlike unpacked untuk updating
	upgrades upgrading uploaded uploading upper useless usual utf utilities utility utilitzar va valid vcs vectors vendor verify vertical vi views
	violence virtue visible visual vms vol waiting wake wal walked walking warm warning washington wasn waste watching wear weeks weight weird wenn west
	western whenever whitespace wide width wild wilson wind wine winston wird wisdom wood wordnet worked writer wrote xarxa xml yang yeah yesterday yield
	yours youth yow zool zur
32 absence accessible activating administration administrators affected alice allocated alt alternatives arrow ascii bag battle bezier border bts
	buchungen busy buttons cancel candidate carefully carl chain cheap checkout chicago choices choosing clearly clever club comment committee commonly
	concerned conf connected contrib cookie corner customer dades daily damn daughter defense dennis destination dns dsc dumb ear emacs engineering err
	experimental extract failures felt fern fifth forest forgotten fresh gates grouping hidden hitchhiker icon increase insert io jaa jean journal laa
	labor lazarus letters lips locations logic lonely lover merry mirrors mount nearly noise norman obviously orig outputs overrides paint physical pink
	plain potential professional profit programa protect proved pure purposes queries quickly ray recommends relation relationship requests responsible
	restaurant rights sad season seat selections seriously shadow situations skeptical skip specifically spi spring students su succeed teeth til trade
	vision volume vous vulnerability weak welcome weren wet xyz yo zum`

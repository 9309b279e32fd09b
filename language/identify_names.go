package language

import (
	"strings"
	"sync"
)

// wordCue is why a word may be part of a name, or stand before one.
type wordCue uint8

const (
	// firstName is a first name and hardly anything else.
	firstName wordCue = iota + 1
	// firstNameAndWord is a word as well: Will, Grace.
	firstNameAndWord
	// firstNameAndPlace is a place, month or season as well: Jordan, May.
	firstNameAndPlace
	// kin is somebody's relative or love.
	kin
	// acquaintance is somebody's friend, neighbour, child.
	acquaintance
	// personTitle stands before a surname.
	personTitle
	// caseRole is a profession of those who work with people, before a name.
	caseRole
	// officeRole is one that often stands before other words, too.
	officeRole
	// socialCue is a place where people go by handles.
	socialCue
)

// identifyingWords are the words at which identifyWord is to be called, in lower
// case and without accents.
var identifyingWords = sync.OnceValue(func() map[string]wordCue {
	words := make(map[string]wordCue, 1600)
	for _, list := range identifyingLists {
		for word := range strings.FieldsSeq(list.words) {
			words[word] = list.cue
		}
	}
	return words
})

var identifyingLists = []struct {
	cue   wordCue
	words string
}{
	{firstName, givenNames},
	{firstNameAndWord, wordNames},
	{firstNameAndPlace, placeNames},
	{kin, `mother mum mam mom mummy mammy mommy ma dad daddy father da brother brothers bro sister sisters sis aunt
		aunts auntie aunty aunties uncle uncles nan nana nanna nanny gran granny grandma grandmother grandparent
		grandparents grandad granddad grandpa grandfather gramps son sons daughter daughters cousin cousins nephew
		nephews niece nieces stepdad stepmum stepmom stepfather stepmother stepbrother stepsister stepson
		stepdaughter grandson granddaughter boyfriend boyfriends girlfriend girlfriends husband wife fiance fiancee
		godmother godfather halfbrother halfsister nain taid amma abbu ammi baba babcia dziadek`},
	{acquaintance, `friend friends mate mates bestie partner partners ex neighbour neighbours neighbor twin twins baby
		sibling siblings carer carers child children boy boys girl girls lad lass teenager pupil pupils student
		students client patient youth person man woman male female classmate classmates roommate housemate
		flatmate perpetrator suspect victim offender exploiter stepchild grandchild toddler infant parent parents
		acquaintance colleague name names called named aka`},
	{personTitle, `mr mrs ms miss mx dr prof professor rev reverend judge cllr councillor pc dc sgt
		ds di dci pcso wpc insp inspector detective`},
	{caseRole, `worker workers sw teacher teachers headteacher headmaster headmistress nurse midwife constable sergeant
		counsellor tutor mentor coach therapist psychologist paediatrician psychiatrist keyworker doctor solicitor
		childminder babysitter babysitter assistant`},
	{officeRole, `officer officers manager head lead advocate consultant coordinator guardian driver practitioner
		supervisor adviser advisor senco dsl iro gp chair director priest imam pastor vicar landlord landlady
		chaperone barrister`},
	{socialCue, `snap snaps snapchat sc insta instagram ig tiktok discord gamertag username handle facebook fb twitter
		telegram kik wickr steam roblox psn xbox onlyfans bereal yubo omegle signal twitch user screenname youtube`},
}

// givenNames are first names in use in Britain, of many origins.
const givenNames = `aaliyah aaron abbas abbie abby abdi abdul abdullah abdullahi abe abel abigail abu adaeze adam adama adela adele adil aditi
aditya adnan adrian adriana adrianna afia afsana agata agnes agnieszka ahmad ahmed aicha aidan aiden aileen aimee aisha aishah
aisling ajay akeem akua alan alana alasdair alastair albert alberto alec aled alejandro aleksander aleksandra alessandro alex
alexander alexandra alexandru alexia alexis alfie alfred ali alice alicia alina alisha alison alistair aliyah allan alma altaf
alun alyssa amaan amal amanda amara amarah amelia amina aminata amir amira amit amna amrit amy ana anais anand anastasia andre
andrea andreea andrei andrew andrzej andy aneesa angela angelina angie angus anika anil anisa anisha anita anjali ann anna
annabel annabelle anne annette annie anthony antoine anton antonia antonio anwar aoife arabella archie aria ariana arianna arif
arjun arlo armaan armani arnold aron arran artem arthur artur arun arya asad asha ashleigh ashley ashraf ashton asif asim astrid
athena aubrey audrey augusta aurelia ava awais axel ayaan ayan ayesha ayo ayomide aysha ayub azaan aziz bailey barbara barnaby
bartek bartosz bashir beata beatrice beatrix becca beccy becky belinda ben benedict benjamin bernadette bernard bernie beth
bethan bethany betty beverley bhavna bianca bilal billie billy blake bobby bogdan bonnie brad bradley brandon brenda brendan
brendon bret brian bridget brody bronagh bronte bronwen brooke bryan bryn bryony byron caitlin callum calum calvin cameron
camilla candice carl carla carly carmel carmen carol carole caroline carolyn carrie carys casey cassandra cassie catalina
caterina catherine cathy catrin catriona cecilia cedric celeste celia celine ceri chanel chanelle chantal chantelle charlene
charles charlie charlotte chelsey cheryl chiamaka chidera chidi chike chinedu chinonso chioma chloe chris christina christine
christopher chukwudi ciara ciaran cillian cindy claire clara clare clarissa claudia clementine cleo clifford clive cody colette
colin colleen connor conor cora corey corinne cormac cosmin courtney craig cristian cristina curtis cynthia cyril dafydd daisy
damian damien damilola damon dan dana daniel daniela danielle daniil danny danuta danyal daphne dara darcey darcy daria darius
darragh darrell darren daryl dave david davina dawid dawood deanna debbie deborah debra declan deirdre delilah della delroy
demetrius demi denis denise dennis denzel derek dermot derrick desmond dexter diana diane diego dillon dimitri dina dinesh dion
dipa divya dmitri dmytro dominic dominik dominika donna dora doreen doris dorothy dougie duncan dwayne dylan eamon eamonn ed
eddie edgar edith edmund eduard edward edwin edyta ehsan eileen eilidh ekaterina elaine eleanor elena eleni eli eliana elias
elif elijah elin eliot elisabeth elise elisha eliza elizabeth ella elle ellen ellie elliot elliott ellis elodie eloise elsa
elsie elspeth elvis elwood emeka emilia emilie emilio emily emma emmanuel emmett emmie enrique enzo eoin ephraim erica erik
erika erin ernie esha esme esmee esperanza esra esther ethan ethel eugene eunice eva evan evangeline evelina evelyn evie ewa
ewan ewelina ezekiel ezra fabian fabio fadi fahad fahim faisal faiza farah farhan farida farrah faruk farzana fatemeh fatima
fatimah fatou fatoumata fatuma fay faye federico felix femi fergus fern fernanda fernando fifi filip finlay finley finn finnian
fiona folake fran francesca francesco francis francisco frankie fraser fred freddie freddy frederick freya gabriel gabriela
gabriella gabrielle gareth garry gary gavin gemma geoff geoffrey george georgi georgie georgina gerald geraldine gerard gerry
ghulam giada gianna gideon gillian gina gino giorgio giovanni giulia gladys glenda gloria godfrey gordon graeme graham grainne
grayson greg gregor gregory greta grzegorz guillermo gulnaz gurpreet gwen gwyneth habib habiba hadi hadiya hafsa haider hailey
hajra hakim hal haleema halima halle hamid hamish hamza hana hanan hanna hannah haris harley haroon harper harpreet harriet
harris harrison harry harun harvey hasan hassan hattie hayden hayley hector heidi helen helena henrietta henry hermione hilary
hilda holly howard hubert hugh hugo humaira humphrey husna hussain hussein iain ian ibraheem ibrahim ida idris iestyn ieuan ifan
ifeoma ifra igor ihsan ikram ilham ilona ilyas imaan imelda imogen imran ina inaaya inaya indie inga ingrid ioan ioana iqra
irena irene irfan irina irvin isa isaac isabel isabella isabelle isaiah isha ishaan ishaq ishmael isla ismael ismail isobel
isobelle ivan ivana ivor iwan iwona izaak izabela izzy jack jackie jackson jacob jacqueline jacqui jada jade jaden jagdeep jai
jaime jake jakub jamal jameela jamelia james jamie jamil jamila jana jane janet janette janice janine jared jasmin jasmine jason
jasper jaswinder jatinder javed javier jay jaya jayda jayden jayne jaz jazmin jean jeanette jeanne jed jeff jeffrey jemima jemma
jen jenna jennie jennifer jenny jenson jerome jerry jess jesse jessica jessie jill jim jimmy joan joanna joanne jodi jodie jody
joe joel joey johan johanna john johnathan johnny jon jonah jonas jonathan jonny jorge jose josef joseph josephine josh joshua
josiah josie joyce juan juanita jude judith judy julian juliana julie juliet juliette julio julius jurgen justin justyna kacper
kade kaden kadiatou kai kaiden kaitlin kaitlyn kaleb kaleem kamal kamala kamil kamila kamran kane kara karan kareem karen karim
karina karl karla karol karolina kasey kash kashif kasia kat katarina katarzyna kate katelyn katerina kath katherine kathleen
kathryn kathy katie katrina katy katya kay kaya kayden kayla kayleigh keanu keeley keira keiran keisha keith kelechi kellie
kelly kelsey kelvin ken kendra kenneth kenny kenzie keri kerri kerry kerstin kevin keziah khadija khadijah khaled khalid khalil
kian kiara kiera kieran kieron kim kimberley kimberly kiran kirsten kirstie kirsty klaudia kobe kofi kojo konrad kris krish
krishna krista kristen kristian kristina krystal krystian krzysztof kuba kulwinder kumar kwabena kwaku kwame kwasi kyan kyla
kyle kylie kyra lacey lachlan laila lamar lana lara larissa larry latifa latoya laura lauren laurence laurent laurie lavinia
lawrence layla layton leah leanna leanne lee leela leigh leila leilani lena lenny leo leon leona leonard leonardo leonie leroy
lesley leslie leticia lewis lexi lexie leyla liam liana libby lidia liliana lillian lillie lina linda lindsay lindsey lionel
lisa lizzie llewellyn lloyd logan lois lola lorcan lorenzo loretta lorna lorraine lottie louie louis louisa louise luca lucas
lucia lucian lucie lucinda lucy luis luka lukas lukasz luke lulu lydia lyla lynda lynette lynn lynne lyra mabel maciej mackenzie
maddie maddison maddox madeleine madeline madison mae maeve magda magdalena magdalene maggie maha mahad mahdi mahmood mahmoud
mahnoor maia maira maisie maizie majid makayla malachi malachy malaika malak malakai malcolm malek malgorzata malik mallory
mandeep mandy manjit manpreet manuel mara marc marcel marcello marcia marcin marco marcos marcus marek margaret margarita margot
maria mariah mariam mariama mariana marianne marie mariella marilyn marina mario marion marisa marissa marius marjorie marko
marley marlon marnie marta martha martin martina martyna marvin mary maryam maryan marzena matei mateo mateusz matt matteo
matthew matthias maureen maurice mavis maxim maximilian maximus maxine maxwell maya meera megan meghan mehdi mehmet mehreen mei
mel melanie melissa melvin meredith merlin mia micah michael michaela michal michele michelle miguel mihai mikaela mikail
mikayla mike mikey mikhail mila milana milena millicent millie milo milosz mimi mina mindy minnie miranda miriam miroslav
mitchell mohamed mohammad mohammed mohamud mohan moira moises mollie molly mona monica monika monique morag morgan morgana
morris moses moshe mudassar muhammad muhammed muna muriel murphy murray musa mushtaq mustafa mya myla myles myra myrtle nabil
nabila nadeem nadia nadine nafisa nahid naima najma nancy naomi narinder nasir nasra nasreen nasser natalia natalie natasha nate
nathan nathanael nathaniel naveed navid ned neha neil nell nellie nelly nelson nevaeh neve ngozi nia niall niamh nichola
nicholas nick nicky nico nicola nicolae nicolas nicole nigel nihal nik nikita nikki nikola nikolai nikos nila nimco nina ninah
nisha nishat nneka noah noel noelle noor nora norah noreen norma norman noura nuala nur nura nusrat nyah nyla oakley obi obinna
octavia odette ola olaf oleksandr olena olga oliver olivia oliwia oliwier ollie olu oluwaseun omar omari omer oonagh ophelia
orla orson osama oscar osman oswald otis otto owain owen oyinda pablo paddy padraig paige pamela parveen parvin pascal patricia
patrick patrycja patryk patsy patti paul paula paulina pauline paulo pavel pawel payton pedro peggy penelope percy perry petar
pete peter petra petros phil philip philippa phillip phillipa philomena phoebe phyllis pietro piotr pippa polly pooja poppy
prakash pranav pratik preeti priscilla priti priya priyanka przemyslaw qasim quentin quincy quinn rabia rachael rachel radek
radoslaw radu rafael rafal rafferty rafi raheem rahim rahman rahul raihan raj raja rajan rajesh rajinder rajiv rakesh ralf ralph
ramon ramona rana randy rania ranjit raphael rashad rashid rashida raul ravi ravinder rayan raymond rayyan razia rebecca rebekah
reece reem reggie reginald rehan rehana reiss rekha remi remy rena renata renee reuben rhea rhian rhianna rhiannon rhoda rhona
rhys rian riaz ricardo richard richie rick rickie ricky rida ridwan rihanna riley rina rita riya rizwan roan robbie robert
roberta roberto robyn rochelle rodney rodrigo roger rohan roisin roland roman romy ron ronald ronan roni ronnie rory rosa
rosalie rosalind rosanna rosanne roseanne rosemarie roshni rosie rosina ross rowan roxanne roy ruairi ruben ruby rudi rudy rufus
rukhsana rupert ruqayyah russ russell ruth ruxandra ryan rylan saad saba sabah sabina sabrina sacha sadia sadie sadiq saeed safa
safiya safiyyah safwan sagal sahar sahil sahra saif saima saira sajid sakina salam saleem saleh salim sally salma salman salwa
sam samantha samara sameer sami samina samira sammy samuel sana sandeep sander sandra sanjay sanjeev santiago santino sara sarah
sarita sascha sasha saskia saul savannah scarlett scott sean seb sebastian seema selena selina selma senan seren serena sergei
sergio seth seun seyi shabana shabir shabnam shafiq shah shahid shahida shahzad shaima shakeel shakira shamim shamima shamso
shan shana shane shania shanice shannon shaquille sharif sharifa sharon shaun shauna shawn shay shayan shayla shayna shazia shea
sheela sheena sheila shelby sheldon shelley sheraz sheree sheridan sherry sheryl shirin shirley shivani shona shreya shukri
shyam sian sibusiso sidney sidra sienna simon simona simone simran sinead siobhan siraj sirena skyler slawomir sneha sofia sofie
sohail solomon sonia sonja sonya sophia sophie sophy soraya spencer stacey stacy stan stanislaw stanley stefan stefania stefano
steph stephanie stephen steve steven stevie stewart stuart subhan sulaiman suleiman suleman sultana sumaiya sumaya sunil sunita
suraj suresh susan susanna susannah susie suzanna suzanne suzie svetlana sybil sylvester sylvia sylwester szymon tabitha tahir
tahira tahmid taiwo talha talia taliyah tamara tamika tamir tammy tamsin tania tanisha tanvir tanya tara tarik tariq tarun taryn
tasha tasnim tate tatiana tatum tayla taylor tayyab ted tegan temi temitope terence teresa teri terrence terri terry tess tessa
thalia thea theo theodora theodore theresa thomas tia tiago tiana tiegan tiffany tilda tilly tim timothy timur tina tobi tobias
toby todd toluwani tom tomas tomasz tommy toni tony tonya tope tracey tracy travis trevor tricia trina trish trisha tristan
trudy tunde ty tyler tyra tyrell tyrese tyrone uchenna ugo ulrich uma umair umar umer una ursula usama usha usman uzair vadim
valentin valentina valerie vanessa vasile veena vera vernon veronica veronika vicki vickie vicky victor vijay vikram viktor
viktoria vince vincent vinnie vivek vivian vivien vivienne vladimir volodymyr waleed walid walter wanda waqar waqas warda wasim
wayne wendy weronika wesley whitney wiktor wiktoria wilfred wilhelmina willa william winifred winston wojciech xander xavier
xena yacoub yahya yan yana yaqub yara yaseen yash yasin yasir yasmeen yasmin yasmina yasmine yaw yazan yetunde yolanda yousef
yousif youssef yunus yuri yusra yusuf yvette yvonne zac zach zachariah zachary zack zaheer zahid zahir zahra zaid zain zaina
zainab zak zakaria zakariya zaki zakir zamir zane zara zareen zayaan zayan zayd zayden zayn zaynab zeeshan zehra zelda zena
zeynep zhanna zia zoe zoey zofia zohra zubair zuleika zulfiqar zuzanna`

// wordNames are first names that are words, too; of most, capitals alone say
// little at the start of a sentence.
const wordNames = `ace alexa amber angel angelo archer ash aspen aurora avery basil bella belle bill blair blanche blessing blossom bo bob brant
briar brook brooks bruce bruno buck bud buddy buster candy carson carter cash caspian charity chase cherish cherry christy clay
clement cliff cole comfort constance cooper coral crystal dale darling dawn dean dee delta destiny diamond dick dirk dixie dolly
dom don drew duke earl echo elder eric ernest esteban eve ever faith favour felicity flo flora florin forest forrest frank frost
gale gay gene ginger glen glenn goldie grace grant grey grover guy harmony hart haven hazel heath heather henna herb honey honor
honour hope hunter ike iman iris ivory ivy jax jet jewel jo job jock joss joy jules justice karma kerr kit knox lance lark
laurel lilac lily link liv lou lucky luna lyric madge maple margo marigold mark marshall mason matilda maverick max melody mercy
merry mick midge miles miller mister misty mo nat nolan norm nova oak olive opal orion parker pat patience patty pax pearl penny
pepper phoenix pierce piper pixie precious presley princess prosper prudence rainbow raven ray reed reese rex rich river rob
robin rocco rocky romany romeo roo rose rosemary roxy rupa rusty sable saffron sage sandy santana saxon scarlet serenity sid
sierra sol sonny stella story sue sunny sunshine sven tai tamar tanner teal teddy temperance tiger tod trent trey trinity tucker
val verity vesper vi vic victory viola violet violetta wade warren wilder will willie willow wills winnie wren wynn`

// placeNames are first names that are places, months or seasons, too.
const placeNames = `adelaide africa albany alexandria april art asia aston august austin autumn barry berlin beverly bradford bristol brooklyn
burnley cairo camden carlisle carolina chad chelsea chester china christian clayton clifton clyde cyprus dakota dallas darwin
denver derby devon douglas easton eden elgin everton florence florida georgia hamilton harlow heaven hudson india indiana
ireland israel italia jan jordan julia june kent kenya kingsley kingston lancaster liberty lincoln london lourdes mac malta
manchester may melbourne memphis mercedes milan milton montana montgomery morton nevada newton odessa orlando oxford paris
persia preston regina rhodes rio roma rome sahara salem sheffield siena sky skye stafford sterling stirling stratford summer
sutton sydney tamworth texas tobago toledo troy tyne valencia venice vermont verona victoria vienna virginia warwick weston
whitby wilton windsor winter`

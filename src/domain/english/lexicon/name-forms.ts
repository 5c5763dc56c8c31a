/**
 * Words that name one thing, a group a line, in lower case: a country with its people and, as the news has it, its capital
 * or seat for its government; a place and its short form in a dateline; a given name and its short forms. Forms with one
 * beginning ("Brazil", "Brazilian") need no line.
 */
export const NAME_FORMS: readonly string[] = `
america american americans u.s. us usa u.s.a. united states washington
america american capitol congress senate
britain british briton britons u.k. uk united kingdom england english london westminster whitehall
england english
wales welsh cardiff
scotland scottish scots scot holyrood edinburgh
ireland irish dublin
ulster stormont belfast
france french frenchman paris elysee
germany german germans berlin
spain spanish spaniard spaniards madrid
portugal portuguese lisbon
italy italian italians rome
greece greek greeks athens
netherlands dutch holland hague
belgium belgian brussels
eu european europe brussels union
denmark danish danes dane copenhagen
sweden swedish swede swedes stockholm
norway norwegian norwegians oslo
finland finnish finn finns helsinki
poland polish pole poles warsaw
switzerland swiss bern
austria austrian vienna
hungary hungarian budapest
turkey turkish turks turk ankara
cyprus cypriot cypriots nicosia
russia russian russians moscow kremlin soviet
ukraine ukrainian ukrainians kyiv kiev
china chinese beijing
taiwan taiwanese taipei
japan japanese tokyo
korea korean koreans seoul pyongyang
vietnam vietnamese hanoi
thailand thai thais bangkok
philippines philippine filipino filipinos manila
myanmar burma burmese
india indian indians delhi
pakistan pakistani islamabad
afghanistan afghan afghans kabul
iran iranian iranians tehran persian
iraq iraqi iraqis baghdad
syria syrian syrians damascus
israel israeli israelis jerusalem
palestine palestinian palestinians
lebanon lebanese beirut
saudi saudis arabia riyadh
yemen yemeni yemenis houthi houthis
egypt egyptian egyptians cairo
libya libyan tripoli
congo congolese kinshasa
mexico mexican mexicans
canada canadian canadians ottawa
cuba cuban cubans havana
peru peruvian lima
brazil brasilia brazilian
argentina argentine argentinian
australia australian australians canberra aussie
zealand zealander kiwi
africa african africans
asia asian asians
islam islamic muslim muslims moslem
jew jews jewish
christian christians christianity church
catholic catholics vatican pope holy
hispanic hispanics latino latinos latina
democrat democrats democratic dem dems party
republican republicans gop g.o.p. party
tory tories conservative conservatives party
labour party
lib liberal dems democrats democrat party
un u.n. united nations
un u.n. nations
nato alliance
who w.h.o. health organization
isis isil daesh islamic state
fbi bureau
doj justice department
federal fed reserve
pentagon defense military
supreme scotus court
obamacare affordable aca
premier league premiership
football fc club
uber lyft
facebook meta
google alphabet
twitter tweet tweets x
senator sen. sen senators sens. senate
representative rep. rep reps. congressman congresswoman house
governor gov. gov governors govs.
president presidential pres. presidency
vice-president veep vice
professor prof. prof
secretary sec.
doctor dr. dr
attorney atty. lawyer
general gen. gen
lieutenant lt. lt
sergeant sgt. sgt
constable pc police
detective det. dc di
saint st. st
street st.
mount mt. mt
fort ft.
department dept. dept
company co. corp. corporation inc. ltd
television tv
km kilometre kilometer kilometres
percent percentage
james jim jimmy jamie
william bill billy will willie
robert bob bobby rob robbie
richard dick rick
john jack johnny jon
michael mike mick mickey
elizabeth liz beth betsy lizzie
margaret peggy maggie meg
edward ed ted eddie
thomas tom tommy
charles charlie chuck
joseph joe
katherine catherine kate kathy cathy
lawrence larry laurence
anthony tony
andrew andy drew
matthew matt
daniel dan danny
david dave
christopher chris
alexander alex
stephen steven steve
nicholas nick
benjamin ben
samuel sam
gregory greg
kenneth ken
ronald ron
timothy tim
patrick pat paddy
susan sue
jennifer jen jenny
alabama ala.
arizona ariz.
arkansas ark.
california calif. cali
colorado colo.
connecticut conn.
delaware del.
florida fla.
georgia ga.
illinois ill.
indiana ind.
kansas kan.
kentucky ky.
louisiana la.
maryland md.
massachusetts mass.
michigan mich.
minnesota minn.
mississippi miss.
missouri mo.
montana mont.
nebraska neb.
nevada nev.
oklahoma okla.
oregon ore.
pennsylvania pa. penn.
tennessee tenn.
texas tex. texan texans
vermont vt.
virginia va.
wisconsin wis.
wyoming wyo.
york n.y. ny yorker yorkers
jersey n.j. nj
angeles l.a. la
columbia d.c. dc washington
`
  .trim()
  .split('\n');

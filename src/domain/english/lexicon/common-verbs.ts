/**
 * Everyday verbs that introduce no words: they only show where a subject ends ("the senator | left"). Regular forms are
 * derived; irregular ones are listed: base/third person/past/participle/-ing.
 */
export const COMMON_VERBS: readonly string[] = `
accept achieve address adopt allow appear apply appoint approach approve argue arrive attack attempt attend avoid base/bases/based/based/basing become/becomes/became/become/becoming
behave belong block bring/brings/brought/brought/bringing break/breaks/broke/broken/breaking build/builds/built/built/building buy/buys/bought/bought/buying campaign
capture carry cast/casts/cast/cast/casting catch/catches/caught/caught/catching cause celebrate challenge change chastise choose/chooses/chose/chosen/choosing clash close collect come/comes/came/come/coming
compare compete confront consider contain contribute control cost/costs/cost/cost/costing count cover create cross cut/cuts/cut/cut/cutting deal/deals/dealt/dealt/dealing decline defeat defend
delay deliver depart deploy destroy develop die direct disagree discover discuss distance double draw/draws/drew/drawn/drawing drive/drives/drove/driven/driving drop earn eat/eats/ate/eaten/eating elect
emerge enact encourage end endorse enjoy enter escape establish examine exist expand face fail fall/falls/fell/fallen/falling favor feature fight/fights/fought/fought/fighting file finish fly/flies/flew/flown/flying
focus follow force form gain gather generate get/gets/got/gotten/getting give/gives/gave/given/giving grow/grows/grew/grown/growing hand happen hang/hangs/hung/hung/hanging hate have/has/had/had/having
head help hire hit/hits/hit/hit/hitting hold/holds/held/held/holding host hurt/hurts/hurt/hurt/hurting ignore implement improve include increase inherit introduce invest invite issue
join jump keep/keeps/kept/kept/keeping kick kill launch lean learn leave/leaves/left/left/leaving let/lets/let/let/letting lie like link live locate look lose/loses/lost/lost/losing love
manage mark matter meet/meets/met/met/meeting miss move name need negotiate notice nominate obtain occur open operate oppose order organize own paint participate pass pay/pays/paid/paid/paying perform pick
place plan play possess prefer prepare present prevent produce promote prove provide publish pull punch purchase pursue push qualify raise rank reach rebuild receive reduce refuse
reject release rely remain remove replace represent require resign resist return ride/rides/rode/ridden/riding rise/rises/rose/risen/rising roll run/runs/ran/run/running rush save schedule score
secure seek/seeks/sought/sought/seeking seem select sell/sells/sold/sold/selling send/sends/sent/sent/sending serve set/sets/set/set/setting settle shake/shakes/shook/shaken/shaking share shift sign sit/sits/sat/sat/sitting
slip smile sound spark spend/spends/spent/spent/spending split/splits/split/split/splitting spread/spreads/spread/spread/spreading stand/stands/stood/stood/standing star stare start stay steal/steals/stole/stolen/stealing
stick/sticks/stuck/stuck/sticking stop strike/strikes/struck/struck/striking struggle succeed suffer support surge surprise survive suspend switch take/takes/took/taken/taking talk target tend
top touch tour travel treat try turn underestimate use visit vote wait walk want watch wear/wears/wore/worn/wearing weigh win/wins/won/won/winning withdraw/withdraws/withdrew/withdrawn/withdrawing
stride/strides/strode/stridden/striding sweep/sweeps/swept/swept/sweeping swing/swings/swung/swung/swinging tear/tears/tore/torn/tearing throw/throws/threw/thrown/throwing
lay/lays/laid/laid/laying wind/winds/wound/wound/winding bind/binds/bound/bound/binding shrink/shrinks/shrank/shrunk/shrinking sink/sinks/sank/sunk/sinking dig/digs/dug/dug/digging wake/wakes/woke/woken/waking
bend/bends/bent/bent/bending lend/lends/lent/lent/lending light/lights/lit/lit/lighting creep/creeps/crept/crept/creeping sleep/sleeps/slept/slept/sleeping weep/weeps/wept/wept/weeping bite/bites/bit/bitten/biting
hide/hides/hid/hidden/hiding shoot/shoots/shot/shot/shooting slide/slides/slid/slid/sliding spin/spins/spun/spun/spinning spring/springs/sprang/sprung/springing sting/stings/stung/stung/stinging strive/strives/strove/striven/striving
teach/teaches/taught/taught/teaching undergo/undergoes/underwent/undergone/undergoing go/goes/went/gone/going make/makes/made/made/making lead/leads/led/led/leading open press march champion enter engage
work earn step lash welcome quash rally respond race rank
`
  .trim()
  .split(/\s+/);

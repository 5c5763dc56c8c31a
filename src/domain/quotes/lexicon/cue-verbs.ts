/**
 * Verbs that introduce somebody's words, by their base form. Regular forms are derived; a verb with irregular forms lists
 * all of them after the base: third person, past, participle, -ing. To extend: add a word to the group whose use it shares.
 */

/** Take a quotation or a clause with or without "that": "she said (that) …". */
export const SAYING_VERBS: readonly string[] = `
say/says/said/said/saying tell/tells/told/told/telling add ask state note argue claim insist explain suggest announce
warn declare acknowledge admit assert conclude confirm contend emphasize stress maintain predict recall remark reply
respond reveal report testify tweet retweet write/writes/wrote/written/writing complain concede caution observe joke
allege affirm agree boast charge comment counter deny echo estimate guarantee hint imply indicate inform inquire
interject jest lament mention opine post proclaim promise pledge protest quip reiterate remind repeat retort
shout speculate stipulate theorize advise answer assure brag confess continue croak cry deadpan decide demur
elaborate email exclaim fire fume gush holler inform intone marvel mumble murmur muse mutter object offer
plead point pray press profess pronounce quote rail rant read/reads/read/read/reading reason recount relate roar scoff scream
shoot/shoots/shot/shot/shooting shriek sigh sneer snap snort sob speak/speaks/spoke/spoken/speaking stammer sum swear/swears/swore/sworn/swearing
tease thunder urge venture volunteer vow wail whine whisper wonder yell bark beg/begs/begged/begged/begging begin/begins/began/begun/beginning
blog bemoan blurt call chant chide clarify conclude cite clamor demand describe enthuse expound grumble gripe
hope implore interrupt label laugh narrate note outline persist preach propose publish query question
rebut recommend reckon recite refer respond sing/sings/sang/sung/singing sniff text tout trumpet understand/understands/understood/understood/understanding utter
believe think/thinks/thought/thought/thinking fear feel/feels/felt/felt/feeling figure find/finds/found/found/finding
know/knows/knew/known/knowing see/sees/saw/seen/seeing show/shows/showed/shown/showing worry expect guess doubt
accuse blame praise criticize denounce blast slam mock dismiss credit dub characterize deride condemn decry
go/goes/went/gone/going put/puts/put/put/putting proclaim signal summarize sum vent lecture exhort instruct
ramble rejoice remonstrate retell rule scold sound submit surmise thank threaten underscore
joke hypothesize attest concur crow daydream drawl elaborate espouse gloat greet growl grouse hail hammer highlight
interpret invoke lambast lash lay/lays/laid/laid/laying lead/leads/led/led/leading list make/makes/made/made/making
mean/means/meant/meant/meaning message moan nod note offer open pen/pens/penned/penned/penning phrase plead posit quote
rap reflect refute render rip/rips/ripped/ripped/ripping rhapsodize rib/ribs/ribbed/ribbed/ribbing shrug/shrugs/shrugged/shrugged/shrugging
smile spew spit/spits/spat/spat/spitting stump taunt tee throw/throws/threw/thrown/throwing troll vouch weigh
`
  .trim()
  .split(/\s+/);

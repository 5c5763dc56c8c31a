/**
 * Verbs that introduce somebody's words, by their base form. Regular forms are derived; an irregular verb lists its forms:
 * base/third person/past/participle/-ing. To extend: add the verb to the group whose use it shares.
 */

const verbs = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Speaking and writing: what follows or precedes are the source's words. */
export const SPEECH_VERBS = verbs(`
say/says/said/said/saying tell/tells/told/told/telling add ask state note argue claim insist explain suggest announce
warn declare acknowledge admit assert conclude confirm contend emphasize emphasise stress maintain predict recall remark reply
respond reveal report testify tweet retweet write/writes/wrote/written/writing complain concede caution observe joke
allege affirm agree boast charge comment counter deny echo estimate hint imply indicate inform interject
jest lament opine post proclaim promise pledge protest quip reiterate remind repeat retort
shout speculate advise answer assure brag confess continue cry deadpan elaborate email exclaim fume gush intone marvel
mumble murmur muse mutter plead pronounce quote rail rant read/reads/read/read/reading reason recount relate roar scoff scream
shoot/shoots/shot/shot/shooting shriek sneer snap snort speak/speaks/spoke/spoken/speaking swear/swears/swore/sworn/swearing
tease thunder urge venture volunteer vow wail whine whisper wonder yell bark beg/begs/begged/begged/begging begin/begins/began/begun/beginning
blog blurt chant clarify demand enthuse grumble gripe implore interrupt narrate preach
rebut recite sing/sings/sang/sung/singing sniff tout trumpet utter
put/puts/put/put/putting summarize vent instruct exhort
surmise underscore hypothesize attest concur crow drawl gloat growl grouse hail posit
stipulate theorize guarantee inquire request croak demur holler object profess sigh sob sum
boom moan spit/spits/spat/spat/spitting stammer bellow declaim proffer offer remember retaliate riff chime interrupt
`);

/** Verbs whose third person is oftener a plural noun in news ("his comments", "the polls"). */
export const NOUNS_LIKE_VERBS: ReadonlySet<string> = new Set(
  verbs(`claim comment report call state question answer attack charge note post promise pledge vow hope fear doubt worry tweet estimate signal
  quote credit text message point figure object remark label order list rule guess press email blog cry echo reason hint joke protest
  chant jeer cheer attempt back document detail view sound account demand threat offer blame support request mention reference talk`),
);

/** Speech verbs that may stand before their subject after a comma: "…, said the mayor". */
export const INVERTING_VERBS: ReadonlySet<string> = new Set(
  verbs(`say add ask note write explain recall warn argue tweet report joke quip continue conclude observe claim insist declare announce
  predict exclaim shout yell reply respond wonder suggest complain acknowledge admit concede state remark lament muse agree testify boast
  caution assert contend maintain`),
);

/** Judging, calling, thinking, showing: what follows may be the source's words or only their stance. */
export const STANCE_VERBS = verbs(`
call brand describe label dub characterize accuse blame praise criticize denounce blast slam mock dismiss credit
deride condemn decry bemoan cite refer point question query ridicule rip/rips/ripped/ripped/ripping
believe think/thinks/thought/thought/thinking fear feel/feels/felt/felt/feeling figure find/finds/found/found/finding
know/knows/knew/known/knowing see/sees/saw/seen/seeing show/shows/showed/shown/showing worry expect guess doubt hope
understand/understands/understood/understood/understanding reckon rule recommend propose
mention discuss outline highlight hammer lambast lash lecture scold chide greet thank apologize
threaten invoke interpret message text reference mean/means/meant/meant/meaning
publish phrase pen/pens/penned/penned/penning portray depict espouse signal
conclude list talk compare liken
urge encourage invite order consider regard view assail chastise rebuke bash attack
endorse support oppose defend refuse decline seek/seeks/sought/sought/seeking favor favour back prefer need like love hate admire embrace welcome applaud disavow repudiate
champion promote advocate pursue target focus identify name reject plan intend want decide express voice raise convince recognize recognise realize realise
remember forget/forgets/forgot/forgotten/forgetting learn notice determine project forecast/forecasts/forecast/forecast/forecasting calculate assume presume suspect imagine envision
foresee/foresees/foresaw/foreseen/foreseeing anticipate wish desire trust respect resent regret dispute challenge contest refute discredit downplay
tout celebrate cheer jeer boo congratulate honor vouch vote veto allege push warn clarify weigh rail hint allude respond demonstrate document detail
prove conclude conceive deem aim attempt try tend struggle resist avoid ignore expose address unveil present envisage advise recommend
file sue block ban allow permit approve authorize grant tie distance hit/hits/hit/hit/hitting
aspire renounce rebuff pan savage trash skewer swipe boost nominate appoint pick choose/chooses/chose/chosen/choosing
require impose enact adopt accept override overturn uphold/upholds/upheld/upheld/upholding sign pass
shrug brush laugh sound reaffirm renew repeat rank rate attribute credit concede
`);

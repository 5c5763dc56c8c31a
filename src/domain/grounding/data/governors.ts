/**
 * Verbs and nouns that say whether what they govern ("plan to resign", "deny lying", "a call for a ban") happened.
 * Lemmas in lower case. Add a word to the list whose test sentence fits it.
 */

/** It has not happened, but someone means it to: "She plans to resign." */
export const PLANS: readonly string[] = words(`
plan intend promise pledge vow expect schedule prepare aim hope agree propose commit volunteer set aspire
proposal intention bid offer seek try attempt effort campaign ready poise swear envision mean slate
undertake anticipate await forecast predict projection prediction goal bill legislation strategy struggle`);

/** Plans that bind: "She promised to resign." */
export const COMMITMENTS: readonly string[] = words(`promise pledge vow agree commit swear`);

/** It has not happened, but may: "She may resign", "She is considering resigning." */
export const CHANCES: readonly string[] = words(`
consider contemplate mull weigh explore discuss debate threaten threat risk chance possibility prospect
likely unlikely possible potential able ability option idea fear worry concern warn warning suggest
imagine hypothetical willing willingness open entertain toy speculate speculation right power allow permit
let enable authorize insinuate hint presume rumor rumour suspect eye ponder discussion
talk negotiation consideration rumours rumors`);

/** It has not happened, but someone asks for it: "They urged her to resign." */
export const WISHES: readonly string[] = words(`
want urge ask call demand request recommend recommendation advise need require encourage press push appeal
beg petition advocate wish like prefer order tell implore plead challenge insist support favor favour back
endorse insistence desire invite direct instruct lobby invitation opportunity pressure duty obligation
should ought`);

/** It did not happen, or is said not to have: "She refused to resign", "She denied lying." */
export const DENIALS: readonly string[] = words(`
deny refuse decline fail failure refusal denial reject neglect avoid prevent stop bar ban prohibit forbid
block refrain lack oppose dispute rebut disavow reluctant reluctance hesitate unable inability doubt
discourage dissuade deter unwilling halt cease resist abandon omit little nothing nobody none stopped
disagree forget impossible`);

/** Denied, they deny what they govern: "I do not think that she resigned." */
export const OPINIONS: readonly string[] = words(`
think believe feel suppose imagine consider seem appear reckon guess`);

/** It happened: "They forced her to resign." */
export const FACTS: readonly string[] = words(`
force cause lead help manage begin start continue proceed compel get make go come prompt keep decide
choose finish remember persuade convince drive have be see`);

/** Verbs whose object has not come about, either: "She proposed a ban", "She seeks damages". */
export const PLANNED_OBJECTS: readonly string[] = words(`
plan propose promise pledge seek schedule intend`);
export const POSSIBLE_OBJECTS: readonly string[] = words(`
consider contemplate mull weigh threaten discuss fear`);
export const WISHED_OBJECTS: readonly string[] = words(`
demand request urge recommend want advocate need`);

/** Verbs whose object is not there: "She withheld support", "It lacks funds". */
export const NEGATED_OBJECTS: readonly string[] = words(`
withhold lack refuse decline withdraw rescind cancel`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

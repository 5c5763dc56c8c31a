/**
 * Words, in lower case, that are capitalised because they open a sentence rather than as part of a name. After an
 * abbreviation that may end a sentence ("in the U.S. The …") they show that it did.
 */
export const SENTENCE_OPENERS: ReadonlySet<string> = new Set(
  `a about according after all also although among an and another any are as asked at because before both but by can
  could despite did do does during each earlier even every few finally first following for former from given had has
  have he her here his how however i if in indeed instead is it it's its just last later like many maybe meanwhile more
  moreover most much my neither nevertheless no nobody none nor not nothing now of on once one only or other others our
  over perhaps polls rather recently she should similarly since so some somebody someone something soon still such than
  that that's the their then there there's therefore these they this those though through throughout thus to today
  together two under unless unlike until was we were what what's when whenever where whether which while who whose why
  will with within without would yes yesterday yet you your`.split(/\s+/),
);

/** Verbs, in lower case, that name the speaker after a question or an exclamation: “Why?” Amy Smith asked. */
export const SPEECH_VERBS: ReadonlySet<string> = new Set(
  `added answered argued asked began bellowed boasted chanted cried declared demanded exclaimed joked noted quipped read
  recalled remarked repeated replied responded said says shouted tweeted wondered wrote yelled`.split(/\s+/),
);

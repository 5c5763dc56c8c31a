/** Small closed classes of English words that the rules look for. All in lower case. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Personal pronouns that can be a source, and the relative "who". */
export const SUBJECT_PRONOUNS = words('he she they it we i you who');

/** What may stand between a subject and its verb besides adverbs in -ly. */
export const AUXILIARIES = words(
  `has have had is are was were be been being am would will could can may might must should shall did does do to
   'd 's 've 're 'll not never also then later often repeatedly once previously recently now still already even just again
   further once ever famously long first himself herself themselves both all soon further`,
);

export const DETERMINERS = words(
  `a an the this that these those his her its their our my your some many several most both all one two three four five six
   seven eight nine ten another other others no each every any few half`,
);

export const PREPOSITIONS = words(
  `of in on at by for from with to about against among between into over under after before during since until through
   without within near behind across along around as like than via toward towards despite amid upon off outside inside`,
);

/** Begin a clause of their own: what stands before them is another clause. */
export const CONJUNCTIONS = words(
  `and but or nor so yet while because although though when whenever where after before since if unless until that which
   whether as who whom whose`,
);

export const WEEKDAYS = words('monday tuesday wednesday thursday friday saturday sunday');

export const TIME_WORDS = words(
  `monday tuesday wednesday thursday friday saturday sunday yesterday today tonight morning afternoon evening night week month
   year january february march april may june july august september october november december jan feb aug sept oct nov dec
   jan. feb. aug. sept. oct. nov. dec. last this early late earlier later monday's`,
);

/** Small closed classes of English words that the rules look for, in lower case. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Personal pronouns that can be a source, and the relative "who". */
export const SUBJECT_PRONOUNS = words('he she they it we i you who');

/** Verbs that accompany another one, and "not". */
export const AUXILIARIES = words(
  `has have had is are was were be been being am would will could can may might must should shall did does do
   'd 've 're 'll not never didn't doesn't don't wasn't weren't isn't aren't hasn't haven't hadn't won't wouldn't couldn't can't
   didn’t doesn’t don’t wasn’t weren’t isn’t aren’t hasn’t haven’t hadn’t won’t wouldn’t couldn’t can’t cannot`,
);

/** Adverbs without -ly that may stand between a subject and its verb. */
export const VERB_ADVERBS = words(
  `also then later often once now still already even just again further ever famously long first himself herself themselves both
   soon too twice sometimes always recently instead only simply almost though however meanwhile nevertheless`,
);

export const DETERMINERS = words(
  `a an the this that these those his her its their our my your some many several most both all one two three four five six
   seven eight nine ten another other others no each every any few half`,
);

/** Determiners that also stand alone as a subject: "some said", "others believe". */
export const PRONOUN_DETERMINERS = words(
  'this that these those some many several most both all one two three four five six another others each any few half',
);

export const PREPOSITIONS = words(
  `of in on at by for from with to about against among between into over under after before during since until through
   without within near behind across along around like than via toward towards despite amid upon off outside inside
   alongside besides except regarding throughout`,
);

/** Begin a clause of their own: what stands before them is another clause. */
export const CONJUNCTIONS = words(
  `and but or nor so yet while because although though when whenever where after before since if unless until that which
   whether as who whom whose how why what`,
);

/** Open a sentence before its subject. */
export const CONNECTORS = words(
  `and but so yet or nor still meanwhile however then now later instead also indeed moreover furthermore additionally nevertheless
   nonetheless thus hence therefore finally first second third perhaps similarly likewise separately earlier afterward afterwards`,
);

/** Open a phrase or a clause that stands before the sentence's subject and ends with a comma. */
export const OPENERS = words(
  `as while when whenever after before since if unless until although though because despite amid during in on at by for from with
   without to given even just once whether like unlike under over through throughout among between against asked speaking
   according based citing following regarding within upon not only rather here there`,
);

export const TIME_WORDS = words(
  `monday tuesday wednesday thursday friday saturday sunday yesterday today tonight morning afternoon evening night week weekend month
   year january february march april may june july august september october november december jan. feb. aug. sept. oct. nov. dec.
   last this early late earlier later recently ago`,
);

/** Function words that carry meaning for search all the same. */
const TELLING_WORDS = words(
  `never several half one two three four five six seven eight nine ten among near behind across along like despite amid outside
   inside alongside besides except regarding throughout although whenever unless`,
);

/** Words that say nothing about a text's subject, with straight apostrophes: search passes over them. */
export const STOP_WORDS: ReadonlySet<string> = new Set([
  ...[...SUBJECT_PRONOUNS, ...AUXILIARIES, ...DETERMINERS, ...PREPOSITIONS, ...CONJUNCTIONS].filter(
    (word) => !TELLING_WORDS.has(word) && !/’|^'/.test(word),
  ),
  ...words(
    `above again also became become below doing down either else even ever further get gets give given go goes going got having
     he'd he'll he's here here's hers herself him himself how's however i'd i'll i'm i've it'd it'll it's itself just let let's
     made make makes me mine more much mustn't myself neither now once one's only onto ought our ours ourselves out own per quite rather
     same say saying says said shan't she'd she'll she's shouldn't such that's theirs them themselves then there there's they'd
     they'll they're they've thus too up us very we'd we'll we're we've what's when's where's who's why's yes you'd you'll
     you're you've yours yourself yourselves`,
  ),
]);

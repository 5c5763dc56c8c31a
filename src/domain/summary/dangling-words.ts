/** Words, in lower case, that point back to an earlier sentence when they open one. */
export const DANGLING_OPENERS: ReadonlySet<string> = new Set(
  `accordingly additionally again also and another besides both but consequently conversely either else finally first
  further furthermore he he'd he'll he's hence her here hers herself him himself his hers however indeed instead it it'd
  it'll it's its itself later latter likewise meanwhile moreover neither nevertheless next nonetheless nor or other
  others otherwise second she she'd she'll she's similarly so soon still such that that's their theirs them themselves
  then there thereafter therefore these they they'd they'll they're they've third this those thus too yet`.split(
    /\s+/,
  ),
);

/** Phrases, in lower case, that do the same. */
export const DANGLING_PHRASES: readonly string[] = `
  after that
  all of this
  all this
  as a result
  as such
  at that
  at the same time
  at the time
  because of that
  because of this
  by contrast
  by then
  despite that
  despite this
  even so
  even then
  for example
  for his part
  for her part
  for instance
  for one thing
  for that
  if so
  in addition
  in contrast
  in fact
  in other words
  in particular
  in response
  in return
  in that
  in the meantime
  in this
  in turn
  no wonder
  not only that
  of course
  of those
  on that
  on the contrary
  on the other hand
  on top of that
  one of them
  one such
  part of that
  since then
  some of them
  some of those
  the former
  the latter
  the pair
  the same
  the two
  to that end
  to this end
  what's more
  when asked
  with that`
  .split('\n')
  .map((phrase) => phrase.trim())
  .filter((phrase) => phrase !== '');

/** In lower case: without a person's name before them in the sentence, they need the sentence before it. */
export const PERSON_PRONOUNS: ReadonlySet<string> = new Set(
  "he he'd he'll he's her herself him himself his she she'd she'll she's".split(' '),
);

/** In lower case: after an introductory phrase they point to something outside the sentence. */
export const THING_PRONOUNS: ReadonlySet<string> = new Set(
  "it it'd it'll it's its their them these they they'd they'll they're they've this those".split(' '),
);

/** Words, in lower case, that open an introductory phrase ("In all, …", "According to …"). */
export const PHRASE_OPENERS: ReadonlySet<string> = new Set(
  `according after against along amid among as at because before beside beyond by despite during even for from given if
  in inside just like near of off on once only outside over since though through to under unlike until upon when where
  while with within without`.split(/\s+/),
);

/** Capitalised words, in lower case, that name a time and nobody. */
export const CALENDAR_WORDS: ReadonlySet<string> = new Set(
  `january february march april may june july august september october november december jan feb mar apr jun jul aug sep
  sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  christmas easter thanksgiving`.split(/\s+/),
);

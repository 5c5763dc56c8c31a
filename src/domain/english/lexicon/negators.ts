/** Words that make what they stand with the opposite, in lower case; forms with "n't" come on top. */
export const NEGATORS: ReadonlySet<string> = new Set(
  'not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely'.split(' '),
);

/** Verbs, nouns and adjectives that deny what they govern, by base form or in the forms that the news uses. */
export const DENIERS: ReadonlySet<string> = new Set(
  `deny denial refuse refusal reject rejection decline fail failure lack avoid prevent stop ban bar block halt cancel
  oppose doubt doubtful unable unlikely unwilling impossible rather instead false untrue withdraw abandon absent forbid
  prohibit veto scrap`.split(/\s+/),
);

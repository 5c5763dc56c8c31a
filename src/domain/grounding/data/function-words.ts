/** Words that make a clause say the opposite. */
export const NEGATORS: ReadonlySet<string> = new Set([
  'not',
  "n't",
  'never',
  'no',
  'none',
  'nobody',
  'nothing',
  'nowhere',
  'neither',
  'nor',
  'without',
  'hardly',
  'scarcely',
  'barely',
  'rarely',
  'seldom',
]);

/** Words that start a clause about what is only supposed. */
export const SUPPOSITIONS: ReadonlySet<string> = new Set([
  'if',
  'unless',
  'whether',
  'should',
  'lest',
  'provided',
]);

/** Helping verbs that say that something may happen, or ought to. */
export const MAY_WORDS: ReadonlySet<string> = new Set(['could', 'may', 'might', 'can']);
export const OUGHT_WORDS: ReadonlySet<string> = new Set(['should', 'must', 'ought']);
export const WILL_WORDS: ReadonlySet<string> = new Set(['will', 'would', 'shall']);

/** Verbs that name the act of saying or thinking; what they introduce is somebody's word. Lemmas. */
export const SAYING_VERBS: ReadonlySet<string> = new Set(
  `say tell argue claim warn add note write state declare insist maintain contend assert explain suggest
announce report believe think reply respond answer ask call describe complain acknowledge admit concede
confirm allege predict vow promise tweet joke observe remark stress emphasize conclude continue recall
point deny accuse charge urge comment testify quip praise criticize blame credit cite boast reveal
disclose lament counter retort agree speculate doubt advise mention reiterate repeat pledge dismiss mock
estimate imply indicate signal post label remind assure inform caution muse opine`.split(/\s+/),
);

/** Verbs that may stand before their subject after a quotation: "…," said Ana Ruiz. Lemmas. */
export const INVERTING_VERBS: ReadonlySet<string> = new Set(
  'say add write ask explain declare state continue reply respond note argue conclude tweet insist warn recall joke'.split(
    ' ',
  ),
);

/** Saying verbs that mean it whatever follows them, as "admit" and "report" do not. Lemmas. */
export const PLAIN_SAYING_VERBS: ReadonlySet<string> = new Set(
  'say tell argue claim write warn add insist believe think contend maintain note explain complain joke allege urge call describe accuse blame praise criticize mock dismiss suggest point'.split(
    ' ',
  ),
);

/** Verbs whose parties may change places: "Ana met Bo" is "Bo met Ana". Lemmas. */
export const MUTUAL_VERBS: ReadonlySet<string> = new Set(
  'meet marry debate talk speak negotiate agree fight clash compete differ divorce converse spar feud tie share join be'.split(
    ' ',
  ),
);

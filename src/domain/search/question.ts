import { contentWords, type Token, tokenize } from '../english/stems.ts';

/** What kind of thing the answer is; `other` where the question does not tell. */
export type AnswerKind =
  | 'person'
  | 'place'
  | 'time'
  | 'number'
  | 'age'
  | 'duration'
  | 'money'
  | 'share'
  | 'other';

/** What a question asks for. A query that is no question has kind `other` and its content words. */
export interface Question {
  readonly kind: AnswerKind;
  /** Content words, each stem once, without words that only state the kind ("year", "percentage"). */
  readonly terms: readonly Token[];
  /** All its words, in lower case: what it names itself is not what it asks for. */
  readonly words: ReadonlySet<string>;
}

/** Verbs and nouns that turn "how much" into a question for money. */
const MONEY_WORDS =
  `money|dollars?|costs?|pa(?:y|ys|id)|spen(?:d|ds|t|ding)|rais(?:e|es|ed)|earn(?:s|ed)?|ma(?:ke|kes|de)|
  gi(?:ve|ves|ven)|gave|donated?|contributed?|worth|charged?|fined?|invest(?:ed)?|owed?|len[dt]|fund(?:ed|ing)?|price|
  salary|budget|bills?`.replace(/\s+/g, '');
const PRICES = 'price|cost|fee|fine|penalty|salary|budget|wage|benefit';
const PEOPLE =
  `man|woman|person|officer|judge|author|director|president|mayor|minister|leader|head|spokesman|spokeswoman|
  reporter|lawyer|driver|victim|suspect|player|actor|singer`.replace(/\s+/g, '');

/** Patterns on the lower-case question, tried in order. */
const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  ['share', /\b(?:what|which) (?:percent\b|percentage|share|proportion)|\bhow many percent/],
  ['money', new RegExp(`\\bhow much\\b.*\\b(?:${MONEY_WORDS})\\b|\\bhow many dollars\\b`)],
  [
    'money',
    new RegExp(`\\b(?:what|how (?:big|high|large)) (?:is|was|were|would) (?:\\w+ ){0,4}(?:${PRICES})\\b`),
  ],
  ['age', /\bhow (?:old|young)\b|\b(?:what|which) age\b|\bwhat (?:is|was) (?:\w+ ){0,3}age\b/],
  [
    'duration',
    /\bhow long\b(?! (?:ago|is|was|are|were) (?:the|a) (?:bridge|road|river|wall|tunnel|line|ship|route))/,
  ],
  ['number', /\bhow (?:many|much|big|far|large|tall|high|often|fast|deep|wide|heavy|long)\b/],
  [
    'number',
    /\bwhat (?:is|was) the (?:\w+ )?(?:population|number|total|size|score|rate|amount|distance)\b|\b(?:what|which) (?:number|amount)\b/,
  ],
  [
    'time',
    /^(?:since |until |by )?when\b|\b(?:what|which) (?:year|day|date|month|time|week|decade|century|weekday)\b/,
  ],
  ['place', /^(?:from |to )?where\b/],
  ['person', /^(?:to |for |with |by |from |against )?who(?:m|se)?\b/],
  ['person', new RegExp(`^(?:what|which) (?:is|was) the name of the (?:\\w+ ){0,2}(?:${PEOPLE})\\b`)],
];

/** Words of a question that state what kind of answer it wants and are seldom in the answer. */
const KIND_WORDS = new Set(
  'many much long far old often percentage percent year day date month time number amount name kind type sort term'.split(
    ' ',
  ),
);

/** Reads what `query` asks for. Terms are empty only for a query without words. */
export function readQuestion(query: string): Question {
  const lower = query.toLowerCase().replace(/^[^\p{L}\p{N}]+/u, '');
  const kind = KINDS.find(([, pattern]) => pattern.test(lower))?.[0] ?? 'other';
  const tokens = tokenize(query);
  const content = contentWords(tokens);
  const telling = content.filter((token) => kind === 'other' || !KIND_WORDS.has(token.lower));
  const chosen = [telling, content, tokens].find((words) => words.length > 0) ?? [];
  return {
    kind,
    terms: [...new Map(chosen.map((token) => [token.stem, token])).values()],
    words: new Set(tokens.map((token) => token.lower)),
  };
}

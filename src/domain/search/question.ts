import { contentWords, type Token, tokenize } from '../text/words.ts';

/** What kind of thing the answer is; `other` where the question does not tell. */
export type AnswerKind = 'person' | 'place' | 'time' | 'number' | 'money' | 'share' | 'other';

/** What a question asks for. A query that is no question has kind `other` and its content words. */
export interface Question {
  readonly kind: AnswerKind;
  /** Content words, each stem once, without words that only state the kind ("year", "percentage"). */
  readonly terms: readonly Token[];
}

/** Patterns on the lower-case question, tried in order. */
const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  ['share', /\b(?:what|which) (?:percent\b|percentage|share|proportion)|\bhow many percent/],
  [
    'money',
    /\bhow (?:much|many)\b.*\b(?:money|dollars?|cost|costs|pay|pays|paid|spend|spends|spent|spending|raised?|raises|earn(?:s|ed)?|make|made|makes|give|gave|given|donated?|contributed?|worth|charged?|fined?|invest(?:ed)?|owes?|owed|lend|lent|fund(?:ed|ing)?|price|salary|budget|bills?)\b|\b(?:what|how) (?:is|was|were|big is|big was|high is|high was|large is|large was) (?:the |his |her |their |its )?(?:\w+ ){0,3}(?:price|cost|fee|fine|penalty|salary|budget|wage)\b/,
  ],
  [
    'number',
    /\bhow (?:many|much|old|long|big|far|large|tall|high|often|fast|deep|wide|heavy|late|early)\b|\bwhat (?:is|was) the (?:\w+ )?(?:population|number|total|size|age|score|rate|amount|distance)\b|\bin how many\b|\b(?:what|which) (?:number|age|amount)\b/,
  ],
  [
    'time',
    /^(?:since |until |by )?when\b|\b(?:what|which) (?:year|day|date|month|time|week|decade|century|weekday)\b/,
  ],
  ['place', /^(?:from |to )?where\b/],
  [
    'person',
    /^(?:to |for |with |by |from |against )?who(?:m|se)?\b|^(?:what|which) (?:is|was) the name of the (?:\w+ ){0,2}(?:man|woman|person|officer|judge|author|director|president|mayor|minister|leader|head|spokesman|spokeswoman|reporter|lawyer|driver|victim|suspect|player|actor|singer)\b/,
  ],
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
  return { kind, terms: [...new Map(chosen.map((token) => [token.stem, token])).values()] };
}

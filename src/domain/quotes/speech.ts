import type { Attribution } from './attributions.ts';
import { isAdverb, isComma, type Range } from './grammar.ts';
import { CONJUNCTIONS, DETERMINERS, PREPOSITIONS } from './lexicon/function-words.ts';
import type { Token } from './tokens.ts';

/** Fewer words than these between marks are a scare quote, unless a cue stands right beside them. */
const FEW_WORDS = 4;
/** Up to this many words may be the title of a work. */
const TITLE_WORDS = 12;

/** Fewer words than these, with a capital and no full stop, and nobody's by any cue, are a slogan or a term. */
const SLOGAN_WORDS = 8;

/** What is known about a marked run in its sentence. */
export interface RunContext {
  readonly tokens: readonly Token[];
  readonly sentence: Range;
  /** Place of the run among the tokens. */
  readonly at: number;
  /** The run's words. */
  readonly words: string;
  /** The attribution of its sentence that was chosen for it. */
  readonly attribution: Attribution | undefined;
}

/** Whether a marked run is somebody's speech: no scare quote, no title of a work, no term, no address. */
export function isSpeech(context: RunContext): boolean {
  const { words, tokens, at } = context;
  const count = words.match(/[\p{L}\p{N}][\p{L}\p{N}’']*/gu)?.length ?? 0;
  if (!/\s/.test(words) && count !== 1) return false;
  const cued = isCuedDirectly(context);
  if (count < FEW_WORDS) return cued && /[,.?!…]$/.test(words);
  const isTitle = count <= TITLE_WORDS && isTitleCase(words) && !isHeadline(context);
  if (cued && !isTitle) return true;
  if (cued) return at === context.sentence.from || isIntroduced(context);
  if (isSubheading(context) || isWorkByAuthor(tokens, at) || /^https?/.test(tokens[at + 1]?.lower ?? ''))
    return false;
  if (!context.attribution && count < SLOGAN_WORDS && isSlogan(words)) return false;
  return !isTitle;
}

/** The cue and a comma or a colon before the run: “Ada Brook said, …”. */
function isIntroduced({ tokens, at, attribution }: RunContext): boolean {
  return attribution !== undefined && attribution.from < at && /^[,:]$/.test(tokens[at - 1]?.text ?? '');
}

function isSlogan(words: string): boolean {
  return /^[\p{Lu}\p{N}]/u.test(words) && !/[,.?!…—–-]$/.test(words);
}

/** A cue right before the run with a comma or a colon, or right after it. */
function isCuedDirectly({ tokens, at, attribution }: RunContext): boolean {
  if (!attribution) return false;
  if (attribution.from > at) return followsDirectly(tokens, attribution, at);
  const gap = at - attribution.cue.to;
  return gap === 0
    ? attribution.verb === 'colon' || isSayVerb(attribution)
    : gap === 1 && /^[,:]$/.test(tokens[at - 1]?.text ?? '');
}

function isSayVerb({ verb }: Attribution): boolean {
  return typeof verb !== 'string' && verb.use === 'speech';
}

/** Whether nothing but commas and adverbs stands between the run and the attribution after it. */
export function followsDirectly(tokens: readonly Token[], { from }: Range, at: number): boolean {
  let index = at + 1;
  while (index < from && (isComma(tokens[index]) || isAdverb(tokens[index]))) index += 1;
  return index === from;
}

/** Every word but small ones is capitalised, and there is one sentence at most. */
function isTitleCase(words: string): boolean {
  if (/[.!?]\s/.test(words)) return false;
  const big = (words.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? []).filter((word) => !isSmall(word));
  return big.length >= 2 && big.every((word) => /^[\p{Lu}\p{N}]/u.test(word));
}

function isSmall(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    lower.length <= 4 &&
    (PREPOSITIONS.has(lower) ||
      CONJUNCTIONS.has(lower) ||
      DETERMINERS.has(lower) ||
      lower === 'is' ||
      lower === 'be')
  );
}

/** A headline capitalises speech as well. */
function isHeadline({ tokens, sentence }: RunContext): boolean {
  const others = tokens
    .slice(sentence.from, sentence.to)
    .filter(({ kind, text }) => kind === 'word' && !isSmall(text));
  return others.length >= 2 && others.every(({ capital }) => capital);
}

/** “Perfect Days” by Ada Brook */
function isWorkByAuthor(tokens: readonly Token[], at: number): boolean {
  const next = isComma(tokens[at + 1]) ? at + 2 : at + 1;
  if (tokens[next]?.lower !== 'by') return false;
  return (
    tokens[next + 1]?.capital === true ||
    (tokens[next + 1]?.lower === 'the' && tokens[next + 2]?.capital === true)
  );
}

/** A paragraph that is nothing but words in single marks. */
function isSubheading({ tokens, at }: RunContext): boolean {
  return tokens.length === 1 && /^['‘](?!')/.test(tokens[at]?.text ?? '');
}

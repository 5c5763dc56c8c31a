import { isAdverb, isComma, type Range } from '../../english/grammar.ts';
import { CONJUNCTIONS, DETERMINERS, PREPOSITIONS } from '../../english/lexicon/function-words.ts';
import type { Token } from '../../english/tokens.ts';
import { type Attribution, isSaying } from '../cues/attributions.ts';

/** Fewer words than these between marks are a scare quote, unless a cue stands right beside them. */
const FEW_WORDS = 4;
/** Up to this many words may be the title of a work. */
const TITLE_WORDS = 12;

/** Fewer words than these, with a capital and no full stop, and nobody's by any cue, are a slogan or a term. */
const SLOGAN_WORDS = 8;

/** What a publisher adds of its own, between marks by mistake. */
const PLUG = /^(?:follow|like) .* on (?:twitter|facebook|instagram)\b/i;

const CRIES = /^(?:chant|cry|declare|exclaim|holler|scream|shout|yell)$/;
const ARTICLE = /^(?:article|column|commentary|editorial|op-ed)$/;
const WORK =
  /^(?:ad|album|article|band|bill|book|campaign|column|editorial|episode|essay|film|group|movie|musical|novel|play|poem|program|programme|series|show|song|video|website)$/;
/** A phrase after one of these is what somebody wants or holds: his call for “a total and complete ban”. */
const ANNOUNCING_NOUN =
  /^(?:call|charge|claim|demand|hope|idea|plan|pledge|promise|proposal|rejection|remark|statement|suggestion|vow|warning|word)s?$/;

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
  /** Whether its sentence is about a person or tells what somebody says. */
  readonly isPersonal: boolean;
}

/** Whether a marked run is somebody's speech: no scare quote, no title of a work, no term, no address. */
export function isSpeech(context: RunContext): boolean {
  const { words, tokens, at } = context;
  const count = words.match(/[\p{L}\p{N}](?:[\p{L}\p{N}’']|[.,](?=\p{N}))*/gu)?.length ?? 0;
  if ((!/\s/.test(words) && count !== 1) || isByname(context)) return false;
  const cued = isCuedDirectly(context);
  if (count < FEW_WORDS) return cued && (/[,.?!…]$/.test(words) || isReported(context));
  if (PLUG.test(words)) return false;
  if (isNamed(context) || isCited(context) || isDated(context)) return false;
  const isTitle = count <= TITLE_WORDS && isTitleCase(words) && !isHeadline(context);
  if (cued && !isTitle) return true;
  if (cued) return at === context.sentence.from || isIntroduced(context) || isCried(context);
  if (isSubheading(context) || isWorkByAuthor(context) || /^https?/.test(tokens[at + 1]?.lower ?? ''))
    return false;
  if (!context.attribution && count < SLOGAN_WORDS && (isSlogan(words) || isTerm(context))) return false;
  return !isTitle;
}

/** The cue and a comma or a colon before the run: “Ada Brook said, …”. */
function isIntroduced({ tokens, at, attribution }: RunContext): boolean {
  return attribution !== undefined && attribution.from < at && /^[,:]$/.test(tokens[at - 1]?.text ?? '');
}

/** They chanted “No Bridge, No Vote!” */
function isCried({ at, attribution }: RunContext): boolean {
  return (
    attribution?.cue.to === at && typeof attribution.verb !== 'string' && CRIES.test(attribution.verb.verb)
  );
}

/** The police reported “41 empty boats” */
function isReported({ words, at, attribution }: RunContext): boolean {
  const verb = attribution?.cue.to === at && typeof attribution.verb !== 'string' && attribution.verb.verb;
  return verb === 'report' && /\p{N}/u.test(words);
}

function isSlogan(words: string): boolean {
  return /^[\p{Lu}\p{N}]/u.test(words) && !/[,.?!…—–-]$/.test(words);
}

/** A phrase that no noun announces, in a sentence where nobody speaks or acts: the “get out of jail free” card. */
function isTerm({ words, tokens, at, isPersonal }: RunContext): boolean {
  if (isPersonal || !/^[\p{Ll}\p{N}]/u.test(words) || /[,.?!…—–-]$/.test(words)) return false;
  // He is portrayed as “unfit for any office”.
  if (tokens[at - 1]?.lower === 'as') return false;
  return !tokens.slice(Math.max(0, at - 8), at).some(({ lower }) => ANNOUNCING_NOUN.test(lower));
}

/** A name is given: a play called “…”, a business billed as “…”. */
function isNamed({ tokens, at }: RunContext): boolean {
  const last = tokens[at - 1]?.lower ?? '';
  if (last === 'as') return /^(?:pitched|billed|marketed|advertised)$/.test(tokens[at - 2]?.lower ?? '');
  if (!/^(?:called|named|titled|entitled|headlined)$/.test(last)) return false;
  return WORK.test(tokens[at - 2]?.lower ?? '');
}

/** What somebody or something goes by: known as “…”, known online as “…”, nicknamed “…”. */
function isByname({ tokens, at }: RunContext): boolean {
  const last = tokens[at - 1]?.lower;
  if (last !== 'as') return last === 'nicknamed';
  return tokens[at - 2]?.lower === 'known' || tokens[at - 3]?.lower === 'known';
}

/** The headline of an article: her column on May 3, “…,” is right; I agree with her (“…,” May 3). */
function isCited({ words, tokens, at, attribution }: RunContext): boolean {
  if (!words.endsWith(',') || (attribution && isSaying(attribution))) return false;
  if (tokens[at - 1]?.text === '(') return attribution === undefined;
  let before = isComma(tokens[at - 1]) ? at - 2 : at - 1;
  if (tokens[before]?.kind === 'number' && tokens[before - 2]?.lower === 'on') before -= 3;
  return ARTICLE.test(tokens[before]?.lower ?? '');
}

/** A work or a poster with its year: “…” (1998). */
function isDated({ tokens, at, attribution }: RunContext): boolean {
  if (attribution && isSaying(attribution)) return false;
  const [open, year, close] = tokens.slice(at + 1, at + 4);
  return open?.text === '(' && /^(?:1[89]|20)\d\d$/.test(year?.text ?? '') && close?.text === ')';
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

/** Every word but small ones is capitalised, and there is one sentence at most. Capitals alone are a raised voice. */
function isTitleCase(words: string): boolean {
  if (/[.!?]\s/.test(words) || !/\p{Ll}/u.test(words)) return false;
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
function isWorkByAuthor({ words, tokens, at }: RunContext): boolean {
  if (!/^['‘’]?[\p{Lu}\p{N}]/u.test(words)) return false;
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

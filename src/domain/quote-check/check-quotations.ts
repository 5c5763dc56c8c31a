import { foldName, matchName } from '../english/names.ts';
import { tokenize } from '../english/words.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Span, Story } from '../story/story.ts';
import { type Alignment, alignQuotation, type Difference } from './alignment.ts';
import { type QuotedText, readQuotedTexts } from './quoted-text.ts';

/** `verbatim`: a stored story has exactly these words; `altered`: it has nearly these; `not found`: none has. */
export type Verdict = 'verbatim' | 'altered' | 'not found';

/** Where a story has the words, or nearly. */
export interface FoundWords {
  readonly story: Story;
  /** Of the first word, from 1. */
  readonly paragraph: number;
  /** The story's own words, a slice of its body. */
  readonly exact: string;
  /** What the story says of them: somebody's words between marks, reported speech, or the writer's own. */
  readonly manner: 'direct' | 'reported' | 'own';
  /** Who says them in the story; `null` for the writer's own words and where the story names nobody. */
  readonly speaker: string | null;
  /** The text gives them to somebody whom the story does not. */
  readonly isMisattributed: boolean;
  readonly differences: readonly Difference[];
}

export interface CheckedQuotation extends QuotedText {
  readonly verdict: Verdict;
  readonly found?: FoundWords;
}

/** A place where words may come from. */
export interface CandidatePlace {
  readonly story: Story;
  /** The paragraph that has most of the words. */
  readonly paragraph: number;
}

/** The paragraphs that have the most of these words, best first; only of stories that the asker may see. */
export type FindPlaces = (words: string, limit: number) => Promise<readonly CandidatePlace[]>;

/** Below this share of common words in order, a place in a story is another text. */
const ALTERED_LIKENESS = 0.6;
/** Fewer words say nothing unless they are the same. */
const FEWEST_WORDS_ALTERED = 4;
const PLACES_COMPARED = 8;
/** More of one text are not looked at. */
export const MOST_QUOTATIONS = 20;

/**
 * Holds everything that `text` puts between quotation marks, or in a block quote, against the stored stories; at most
 * `MOST_QUOTATIONS`, in text order. Empty where it quotes nothing.
 */
export async function checkQuotations(findPlaces: FindPlaces, text: string): Promise<CheckedQuotation[]> {
  const quoted = readQuotedTexts(text).slice(0, MOST_QUOTATIONS);
  const checked: CheckedQuotation[] = [];
  for (const one of quoted) checked.push(await checkOne(findPlaces, one));
  return checked;
}

async function checkOne(findPlaces: FindPlaces, quoted: QuotedText): Promise<CheckedQuotation> {
  const candidates = await findPlaces(quoted.text, PLACES_COMPARED);
  const aligned = candidates
    .flatMap((candidate) => {
      const alignment = alignQuotation(quoted.text, candidate.story.body, around(candidate));
      return alignment ? [{ ...candidate, alignment }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.alignment.verbatim) - Number(a.alignment.verbatim) ||
        b.alignment.likeness - a.alignment.likeness,
    );
  const [best] = aligned;
  if (!best || !isNear(quoted, best.alignment)) return { ...quoted, verdict: 'not found' };
  return {
    ...quoted,
    verdict: best.alignment.verbatim ? 'verbatim' : 'altered',
    found: describeFound(best.story, best.alignment, quoted.speaker),
  };
}

/** A paragraph with its neighbours: a quotation may run over their ends. */
function around({ story: { paragraphs, body }, paragraph }: CandidatePlace): Span {
  return { start: paragraphs[paragraph - 2]?.start ?? 0, end: paragraphs[paragraph]?.end ?? body.length };
}

function isNear({ text }: QuotedText, { verbatim, likeness }: Alignment): boolean {
  return verbatim || (likeness >= ALTERED_LIKENESS && tokenize(text).length >= FEWEST_WORDS_ALTERED);
}

function describeFound(story: Story, { span, differences }: Alignment, claimed: string | null): FoundWords {
  const said = story.quotations
    .map((quotation) => ({ quotation, shared: overlap(quotation, span) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => rank(b.quotation) - rank(a.quotation) || b.shared - a.shared)[0]?.quotation;
  const speaker = said?.speaker ?? null;
  const paragraph = story.paragraphs.findLast(({ start }) => start <= span.start)?.number ?? 1;
  return {
    story,
    paragraph,
    exact: story.body.slice(span.start, span.end),
    manner: said === undefined ? 'own' : said.kind === 'direct' ? 'direct' : 'reported',
    speaker,
    isMisattributed: claimed !== null && speaker !== null && !isSame(claimed, speaker, said?.role),
    differences,
  };
}

function rank({ kind }: Quotation): number {
  return kind === 'direct' ? 1 : 0;
}

/** How many characters two spans share. */
function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Whether two names may mean one: all words of the shorter are in the longer, or one fits the other with its role. */
function isSame(claimed: string, speaker: string, role?: string): boolean {
  const a = new Set(foldName(claimed));
  const b = new Set(foldName(speaker));
  return a.isSubsetOf(b) || b.isSubsetOf(a) || matchName(claimed, speaker, role) > 0;
}

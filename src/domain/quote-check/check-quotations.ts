import { tokenize } from '../english/stems.ts';
import type { Span, Story } from '../story/story.ts';
import { type Alignment, alignQuotation, type Difference } from './alignment.ts';
import { describeFound, type FoundWords, repeatsSpeech } from './found-words.ts';
import { type QuotedText, readQuotedTexts } from './quoted-text.ts';

/** `verbatim`: a stored story has exactly these words; `altered`: it has nearly these; `not found`: none has. */
export type Verdict = 'verbatim' | 'altered' | 'not found';

export interface CheckedQuotation extends QuotedText {
  readonly verdict: Verdict;
  /** Absent where nothing was found. */
  readonly found?: FoundWords;
  /** How the quoted words differ from the story's; empty unless they are altered. */
  readonly differences: readonly Difference[];
}

/** What became of a text's quotations. */
export interface QuotationCheck {
  /** In text order. */
  readonly checked: readonly CheckedQuotation[];
  /** How many more the text has. */
  readonly unchecked: number;
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

/**
 * Holds the first `most` of what `text` puts between quotation marks, or in a block quote, against the stored stories.
 * Nothing checked and nothing left unchecked: the text quotes nothing.
 */
export async function checkQuotations(
  findPlaces: FindPlaces,
  text: string,
  most: number,
): Promise<QuotationCheck> {
  const quoted = readQuotedTexts(text);
  const checked: CheckedQuotation[] = [];
  for (const one of quoted.slice(0, most)) checked.push(await checkOne(findPlaces, one));
  return { checked, unchecked: quoted.length - checked.length };
}

async function checkOne(findPlaces: FindPlaces, quoted: QuotedText): Promise<CheckedQuotation> {
  const candidates = await findPlaces(quoted.text, PLACES_COMPARED);
  const [best] = candidates
    .flatMap((candidate) => {
      const alignment = alignQuotation(quoted.text, candidate.story.body, around(candidate));
      return alignment ? [{ ...candidate, alignment, span: alignment.span }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.alignment.verbatim) - Number(a.alignment.verbatim) ||
        b.alignment.likeness - a.alignment.likeness,
    );
  if (!best || !isNear(quoted, best.alignment)) return { ...quoted, verdict: 'not found', differences: [] };
  const isVerbatim = best.alignment.verbatim || repeatsSpeech(quoted, best);
  return {
    ...quoted,
    verdict: isVerbatim ? 'verbatim' : 'altered',
    found: describeFound(quoted, best),
    differences: isVerbatim ? [] : best.alignment.differences,
  };
}

/** A paragraph with its neighbours: a quotation may run over their ends. */
function around({ story: { paragraphs, body }, paragraph }: CandidatePlace): Span {
  return { start: paragraphs[paragraph - 2]?.start ?? 0, end: paragraphs[paragraph]?.end ?? body.length };
}

function isNear({ text }: QuotedText, { verbatim, likeness }: Alignment): boolean {
  return verbatim || (likeness >= ALTERED_LIKENESS && tokenize(text).length >= FEWEST_WORDS_ALTERED);
}

import { isEnglish } from '../english/language.ts';
import { type SentencePassage, sentencePassages } from '../english/passages.ts';
import { insideQuotation } from '../english/quote-depth.ts';
import { contentWords, type Token, tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';
import { BOILERPLATE, DATELINE } from './boilerplate.ts';
import { isDangling } from './dangling.ts';
import { demonstrativeReference, openingReference } from './definite-reference.ts';
import { countWords } from './lengths.ts';
import { SPEAKER_LABEL, speaksItself } from './own-voice.ts';
import { isWholeSentence } from './whole-sentence.ts';

/** Sentences with fewer words are headings, captions or interjections more often than statements. */
const LEAST_WORDS = 6;

/** A first sentence with this share of its words in the title, and no more words of meaning than that, says no more than the title. */
const HEADLINE_SHARE = 0.7;
const MOST_HEADLINE_STEMS = 14;

/** A sentence that may stand in a summary: a slice of the story, its dateline left off. */
export interface Candidate {
  /** Its place among the story's sentences, from 0. */
  readonly index: number;
  readonly paragraph: number;
  readonly text: string;
  readonly words: number;
  /** Distinct stems of its content words. */
  readonly stems: ReadonlySet<string>;
  /** It points back to the sentence before it and may only follow that one. */
  readonly dangling: boolean;
  /** It says "I" or "we" outside quotations. */
  readonly ownVoice: boolean;
  /** How many paragraphs with candidates come before its own: headings and bylines do not push the news down. */
  readonly rank: number;
}

/**
 * The sentences of a story that may stand in a summary, in story order. Headings, page furniture, repetitions and
 * parts of a longer quotation are left out: without its marks a speaker's sentence would read as the story's own.
 */
export function summaryCandidates(story: Story): Candidate[] {
  const headings = [story.title, story.dek ?? '']
    .map((text) => joinWords(tokenize(text)))
    .filter((text) => text !== '');
  const titleStems = new Set(contentWords(tokenize(story.title)).map((token) => token.stem));
  const seen = new Set<string>();
  const isMet = readMet(story, titleStems);
  const isWhole = isEnglish(story) ? isWholeSentence : () => true;
  const candidates = wholeSentences(story).flatMap((sentence) => {
    const words = leaveDateline(sentence);
    const key = joinWords(words.tokens);
    if (seen.has(key)) return [];
    const candidate = readCandidate(sentence, words, isMet);
    if (isHeading(key, headings) || isHeadline(candidate, titleStems)) return [];
    if (!isStatement(candidate) || !isWhole(candidate.text)) return [];
    seen.add(key);
    return [candidate];
  });
  const paragraphs = [...new Set(candidates.map(({ paragraph }) => paragraph))];
  const ranks = new Map(paragraphs.map((paragraph, rank) => [paragraph, rank]));
  return candidates.map((candidate) => ({ ...candidate, rank: ranks.get(candidate.paragraph) ?? 0 }));
}

/** Whether a sentence before has named what this one refers to, and neither title nor lead, which a summary has: it leans on that one then. */
function readMet(story: Story, title: ReadonlySet<string>): (stem: string, index: number) => boolean {
  const first = new Map<string, SentencePassage>();
  for (const sentence of sentencePassages(story))
    for (const { stem } of sentence.tokens) if (!first.has(stem)) first.set(stem, sentence);
  return (stem, index) => {
    const met = first.get(stem);
    return met !== undefined && met.index < index && met.paragraph > 1 && !title.has(stem);
  };
}

/** The sentences that neither start nor end between the marks of a quotation which runs over their ends. */
function wholeSentences(story: Story): SentencePassage[] {
  const byParagraph = Map.groupBy(sentencePassages(story), ({ paragraph }) => paragraph);
  const spoken = findTranscript(story);
  return story.paragraphs.flatMap(({ number, start, end }) => {
    const all = byParagraph.get(number) ?? [];
    const sentences = spoken.has(number) ? all.slice(0, spoken.get(number)) : all;
    const offsets = sentences.flatMap((sentence) => [sentence.start - start, sentence.end - start]);
    const inside = insideQuotation(story.body.slice(start, end), offsets);
    return sentences.filter((_, place) => !inside[2 * place] && !inside[2 * place + 1]);
  });
}

/** So many labels make a transcript; a report may have one word in capitals before a colon. */
const LEAST_LABELS = 3;

/**
 * The paragraphs that hold words whose speaker stands before them, or nowhere in them, with how many of their sentences say
 * whose they are: what follows a label in a transcript ("Q:" names nobody), posts of others set into a story.
 */
function findTranscript({ body, paragraphs }: Story): Map<number, number> {
  const texts = paragraphs.map(({ number, start, end }) => ({ number, text: body.slice(start, end) }));
  const labelled = texts.filter(({ text }) => SPEAKER_LABEL.test(text));
  const first = labelled.length < LEAST_LABELS ? Number.POSITIVE_INFINITY : (labelled[0]?.number ?? 0);
  const spoken = texts.filter(({ number, text }) => number >= first || /^<[a-z]/.test(text));
  return new Map(
    spoken.map(({ number, text }) => [number, SPEAKER_LABEL.test(text) && !/^[QA]:/.test(text) ? 1 : 0]),
  );
}

interface Words {
  readonly text: string;
  readonly tokens: readonly Token[];
}

function leaveDateline(sentence: SentencePassage): Words {
  const text = sentence.text.replace(DATELINE, '');
  return { text, tokens: text === sentence.text ? sentence.tokens : tokenize(text) };
}

function readCandidate(
  { index, paragraph }: SentencePassage,
  { text, tokens }: Words,
  isMet: (stem: string, index: number) => boolean,
): Omit<Candidate, 'rank'> {
  const references = [openingReference(tokens), demonstrativeReference(tokens)];
  return {
    index,
    paragraph,
    text,
    words: countWords(text),
    stems: new Set(contentWords(tokens).map((token) => token.stem)),
    dangling: isDangling(text, tokens) || references.some((stem) => stem !== undefined && isMet(stem, index)),
    ownVoice: speaksItself(text),
  };
}

function isStatement({ text, words, stems }: Pick<Candidate, 'text' | 'words' | 'stems'>): boolean {
  // One word of English is none of these: their words are counted by their characters.
  const spaceless = !/\s/.test(text) && words > 1;
  return (
    (words >= LEAST_WORDS || spaceless) &&
    (stems.size >= 3 || spaceless) &&
    /[.!…。！]["'”’)\]」』]*$/u.test(text) &&
    !BOILERPLATE.some((pattern) => pattern.test(text)) &&
    [/[()]/g, /[[\]]/g].every((marks) => (text.match(marks)?.length ?? 0) % 2 === 0)
  );
}

function isHeading(key: string, headings: readonly string[]): boolean {
  return headings.some((heading) => heading === key || (key.length > 15 && heading.includes(key)));
}

/** The first paragraph of many stories is the title again, in other words or with the dek after a semicolon. */
function isHeadline(
  { paragraph, stems }: Pick<Candidate, 'paragraph' | 'stems'>,
  title: ReadonlySet<string>,
): boolean {
  if (paragraph !== 1 || stems.size === 0) return false;
  const shared = stems.intersection(title).size;
  return shared >= HEADLINE_SHARE * stems.size && stems.size <= MOST_HEADLINE_STEMS;
}

function joinWords(tokens: readonly Token[]): string {
  return tokens.map((token) => token.lower).join(' ');
}

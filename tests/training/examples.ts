import type { Range } from '../../src/domain/english/grammar.ts';
import { tokenizeParagraphs } from '../../src/domain/english/token-paragraphs.ts';
import { splitTokenSentences } from '../../src/domain/english/token-sentences.ts';
import type { Token } from '../../src/domain/english/tokens.ts';
import { findAttributions } from '../../src/domain/quotes/cues/attributions.ts';
import { findCandidates, readFeatures } from '../../src/domain/quotes/reported/sentence-features.ts';
import { numberOf, type Tag } from '../../src/domain/quotes/reported/tags.ts';
import { type Span, splitLines } from '../../src/domain/story/story.ts';
import type { Article } from './attributions.ts';

/** A sentence as the model sees it, and what is right for it: the number of a tag for each token. */
export interface Example {
  readonly features: Int32Array;
  readonly tags: Uint8Array;
}

/** The sentences of an article. */
export function readExamples(article: Article): Example[] {
  const { text } = article;
  return tokenizeParagraphs(text, splitLines(text)).flatMap(({ tokens }) =>
    splitTokenSentences(text, tokens).map((sentence) => {
      const attributions = findAttributions(tokens, sentence);
      const candidates = findCandidates(tokens, sentence, attributions);
      return {
        features: readFeatures(tokens, sentence, attributions, candidates),
        tags: tagTokens(tokens.slice(sentence.from, sentence.to), article),
      };
    }),
  );
}

/** The longest contents first, each where no other lies; then cues and sources around them. */
function tagTokens(tokens: readonly Token[], { text, attributions }: Article): Uint8Array {
  const tags: Tag[] = tokens.map(() => 'out');
  const contents = attributions.flatMap(({ content }) => {
    const [first, last] = [content[0], content.at(-1)];
    if (!first || !last) return [];
    const words = content.map(({ start, end }) => text.slice(start, end)).join(' ');
    return [{ start: first.start, end: last.end, isMarked: /[“”"]/.test(words) }];
  });
  for (const content of contents.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    const { from, to } = findCovered(tokens, content);
    if (from === to || tags.slice(from, to).some((tag) => tag !== 'out')) continue;
    const isMixed = content.isMarked || tokens.slice(from, to).some(isDoublyMarked);
    for (let at = from; at < to; at += 1) tags[at] = isMixed ? mixedTag(at, from) : plainTag(at, from, to);
  }
  const fill = (spans: readonly Span[], tag: Tag) => {
    for (const { from, to } of spans.map((span) => findCovered(tokens, span)))
      for (let at = from; at < to; at += 1) if (tags[at] === 'out') tags[at] = tag;
  };
  for (const { cue } of attributions) fill(cue, 'cue');
  for (const { source } of attributions) fill(source, 'source');
  return Uint8Array.from(tags, numberOf);
}

const isDoublyMarked = ({ kind, text }: Token) => kind === 'run' && /^(?:[“"]|'')/.test(text);

const mixedTag = (at: number, from: number): Tag => (at === from ? 'mixed first' : 'mixed');

function plainTag(at: number, from: number, to: number): Tag {
  if (to - from === 1) return 'only';
  if (at === from) return 'first';
  return at === to - 1 ? 'last' : 'inner';
}

/** The tokens that a span touches; an empty range when it touches none. */
function findCovered(tokens: readonly Token[], { start, end }: Span): Range {
  const from = tokens.findIndex((token) => token.end > start);
  const after = tokens.findIndex((token) => token.start >= end);
  const to = after < 0 ? tokens.length : after;
  return from < 0 || to < from ? { from: 0, to: 0 } : { from, to };
}

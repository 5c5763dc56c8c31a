import type { Paragraph, SentencePlace, Span } from '../../domain/story/story.ts';

/** Spans in text order as text: for each the distance from the end of the one before, and its length. */
export function encodeSpans(spans: readonly Span[]): string {
  let last = 0;
  return spans
    .flatMap(({ start, end }) => {
      const pair = [start - last, end - start];
      last = end;
      return pair;
    })
    .join(' ');
}

/** The inverse of `encodeSpans`. */
export function decodeSpans(text: string): Span[] {
  if (text === '') return [];
  const numbers = text.split(' ').map(Number);
  const spans: Span[] = [];
  let last = 0;
  for (let place = 0; place + 1 < numbers.length; place += 2) {
    const start = last + (numbers[place] ?? 0);
    last = start + (numbers[place + 1] ?? 0);
    spans.push({ start, end: last });
  }
  return spans;
}

export function decodeParagraphs(text: string): Paragraph[] {
  return decodeSpans(text).map(({ start, end }, index) => ({ number: index + 1, start, end }));
}

/** Sentences with the numbers of the paragraphs that they stand in. */
export function decodeSentences(text: string, paragraphs: readonly Paragraph[]): SentencePlace[] {
  let place = 0;
  return decodeSpans(text).map(({ start, end }) => {
    while (place + 1 < paragraphs.length && start >= (paragraphs[place]?.end ?? 0)) place += 1;
    return { start, end, paragraph: paragraphs[place]?.number ?? 1 };
  });
}

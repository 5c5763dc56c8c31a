import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractQuotations } from '../../../src/domain/quotes/text-quotations.ts';
import { splitLines, splitParagraphs } from '../../../src/domain/story/story.ts';
import { quotationsIn } from './spoken.ts';

/** Scraps of news prose and marks, so that random texts meet the rules. */
const scrap = fc.constantFrom(
  ..."“ ” \" ‘ ’ « » „ '' ' ( ) , . ? ! : ; — - \n \n\n said told that to Ada Brook Mr. Sen. he she they who the a spokesman according".split(
    ' ',
  ),
  ...[
    'for the city',
    'adding',
    'the bridge is safe',
    'U.S.',
    'according to',
    '😀',
    'İ',
    'e\u0301',
    '\u00a0',
    '<a href="x">',
  ],
);
const prose = fc.array(scrap, { maxLength: 60 }).map((scraps) => scraps.join(' '));
const text = fc.oneof(prose, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }));

describe('whatever the text', () => {
  it('every quotation is an exact, trimmed slice inside its paragraph', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (body, byLines) => {
        const paragraphs = byLines ? splitLines(body) : splitParagraphs(body);
        for (const { start, end, text: words, paragraph } of extractQuotations(body, paragraphs)) {
          const { start: from = -1, end: to = -1 } = paragraphs[paragraph - 1] ?? {};
          expect(body.slice(start, end)).toBe(words);
          expect(words.trim()).toBe(words);
          expect(words).not.toBe('');
          expect(start >= from && end <= to).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('quotations are in text order, and those of one kind do not overlap', () => {
    fc.assert(
      fc.property(text, (body) => {
        const found = quotationsIn(body);
        expect(found.map(({ start }) => start)).toEqual(
          found.map(({ start }) => start).sort((a, b) => a - b),
        );
        for (const kind of ['direct', 'indirect'] as const) {
          const spans = found.filter((quotation) => quotation.kind === kind);
          for (const [index, span] of spans.entries())
            expect(span.start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('a story cut off anywhere is still read', () => {
    const story =
      'Mayor Ada Brook (D-Ohio), a “careful” planner, said: “We will row.\n\n“Then,” she added, “we swim,” according to Lund.';
    for (let end = 0; end <= story.length; end += 1)
      expect(() => quotationsIn(story.slice(0, end))).not.toThrow();
  });
});

describe('long texts', () => {
  const secondsFor = (body: string) => {
    const { user } = process.cpuUsage();
    quotationsIn(body);
    return (process.cpuUsage().user - user) / 1e6;
  };

  it.each(['“', '"', '‘', "'", '«', '“"‘’”', '‘a ', '"a, '])(
    'of nothing but %s take time in step with their length',
    (marks) => {
      const body = marks.repeat(100_000 / marks.length);
      secondsFor(body.slice(0, 20_000));
      expect(secondsFor(body)).toBeLessThan(10);
    },
  );

  it.each(['Ada Brook ', 'he said that ', 'the senator said, ', 'a, ', '<a '])(
    'of nothing but "%s" do too',
    (words) => {
      expect(secondsFor(words.repeat(400_000 / words.length))).toBeLessThan(10);
    },
  );
});

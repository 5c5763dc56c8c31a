import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../../src/domain/english/sentences.ts';
import { checkSentence } from '../../../src/domain/grounding/check-sentence.ts';
import { readStory } from '../../../src/domain/quotes/read-story.ts';
import { paragraphText, type Story } from '../../../src/domain/story/story.ts';
import { readPolnear } from '../../bench/polnear.ts';
import { createStory } from '../../fixtures/story.ts';
import { FERRY } from './ferry-story.ts';

const DATA = resolve('..', 'shared', 'data');
const HAS_POLNEAR = existsSync(`${DATA}/polnear`);

interface Cited {
  readonly sentence: string;
  readonly paragraph: number;
}

function sentencesOf(story: Story): Cited[] {
  return story.paragraphs.flatMap(({ number }) => {
    const text = paragraphText(story, number) ?? '';
    return splitSentences(text)
      .map(({ start, end }) => ({ sentence: text.slice(start, end).trim(), paragraph: number }))
      .filter(({ sentence }) => /[\p{L}\p{N}]/u.test(sentence));
  });
}

function findDropped(story: Story): Cited[] {
  return sentencesOf(story).filter(
    ({ sentence, paragraph }) => !checkSentence(story, sentence, [paragraph]).supported,
  );
}

const NEWS = fc
  .array(
    fc.constantFrom(
      ...[
        'Brandt',
        'said',
        'not',
        '"',
        '“',
        '”',
        "'",
        '’s',
        'to',
        'who',
        ',',
        '.',
        '(',
        ')',
        '$',
        '5',
        '70-29',
        '%',
        'million',
      ],
      ...[
        'never',
        'may',
        'by',
        'and',
        'than',
        'more',
        'sell',
        'Ruiz',
        'first',
        'in',
        'the',
        'boat',
        '—',
        '😀',
        '\u00a0',
        '[',
        ']',
      ],
    ),
    { maxLength: 40 },
  )
  .map((words) => words.join(' '));

it('answers for any text, with a detail for each problem, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), NEWS),
      fc.oneof(fc.string({ unit: 'binary' }), NEWS),
      (body, sentence) => {
        const { supported, problems } = checkSentence(createStory(body), sentence, [1, 2, -1, 0.5]);
        expect(supported).toBe(problems.length === 0);
        expect(supported).toBe(false);
        expect(
          checkSentence(createStory(body), sentence, [1]).problems.every(({ detail }) => detail.length > 0),
        ).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

it('supports every sentence of a paragraph, whatever the paragraph says', () => {
  fc.assert(
    fc.property(NEWS, (body) => {
      expect(findDropped(createStory(body))).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(findDropped(FERRY)).toEqual([]);
});

it('does not support a sentence with one digit made another', () => {
  const numbered = sentencesOf(FERRY).filter(({ sentence }) => /\d/.test(sentence));
  fc.assert(
    fc.property(
      fc.constantFrom(...numbered),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      ({ sentence, paragraph }, pick, add) => {
        const digits = [...sentence.matchAll(/\d/g)];
        const digit = digits[pick % digits.length];
        if (!digit) return;
        const other = String((Number(digit[0]) + add) % 10);
        const altered = sentence.slice(0, digit.index) + other + sentence.slice(digit.index + 1);
        expect(checkSentence(FERRY, altered, [paragraph]).supported, altered).toBe(false);
      },
    ),
  );
});

it('does not support a sentence with one quoted word made another', () => {
  const quoted = sentencesOf(FERRY).filter(({ sentence }) => sentence.includes('"'));
  fc.assert(
    fc.property(
      fc.constantFrom(...quoted),
      fc.nat(),
      fc.constantFrom('sea', 'never', 'gladly'),
      ({ sentence, paragraph }, pick, word) => {
        const [before = '', inside = '', after = ''] = sentence.split('"');
        const words = inside.split(' ');
        words[pick % words.length] = word;
        const altered = `${before}"${words.join(' ')}"${after}`;
        expect(checkSentence(FERRY, altered, [paragraph]).supported, altered).toBe(false);
      },
    ),
  );
});

describe.skipIf(!HAS_POLNEAR)(
  'the articles in ../shared/data/polnear (skipped where they are missing)',
  () => {
    it('lose no sentence of their own', () => {
      const stories = readPolnear(DATA)
        .filter((_, index) => index % 12 === 0)
        .map((text) => ({ ...text, ...readStory(text) }));
      expect(stories.length).toBeGreaterThan(20);
      expect(stories.flatMap(findDropped)).toEqual([]);
    }, 60_000);
  },
);

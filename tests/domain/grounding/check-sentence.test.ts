import { describe, expect, it } from 'vitest';
import { checkSentence } from '../../../src/domain/grounding/check-sentence.ts';
import type { ProblemKind } from '../../../src/domain/grounding/grounding.ts';
import { createStory } from '../../fixtures/story.ts';
import { FERRY } from './ferry-story.ts';

const SUPPORTED: readonly [string, number[]][] = [
  ['About 400 islanders signed a petition against the change.', [2]],
  ['Some 400 islanders have signed a petition against it.', [2]],
  ['Nearly a third of those who signed live in Osmund.', [2]],
  ['Ilse Brandt, the harbour master, said the fare will not be raised.', [1]],
  ['Brandt promised: "We will not raise the fare."', [1]],
  [
    'Varga, the mayor, was against the plan and told the council that the ferry "costs more than it earns."',
    [3],
  ],
  ['Tomas Varga asked Brandt to resign.', [3]],
  ['The older boat, which cost $1.2 million, may be sold by the council.', [4]],
  ['Varga was defeated by Brandt in an election two years ago.', [5]],
  ['Brandt, who is 56, had the backing of the Lantern Party.', [5]],
  ['Before the storm, the number of passengers rose to 1,310, according to Ana Ruiz.', [6]],
];

const UNSUPPORTED: readonly [ProblemKind, string, number[]][] = [
  ['citation', 'Islanders signed a petition.', [9]],
  ['citation', 'Islanders signed a petition.', []],
  ['citation', ' … ', [1]],
  ['quotation', 'Brandt said, "We will never raise the fare."', [1]],
  ['quotation', 'Brandt said, "The sea decides."', [1]],
  ['quotation', 'Brandt said that "the ferry would stop at Kettle Point."', [1]],
  ['speaker', 'Varga said the fare will not be raised.', [1]],
  ['speaker', 'Varga said: "We will not raise the fare."', [1]],
  ['number', 'About 500 islanders signed a petition against the change.', [2]],
  ['number', 'Some 41 percent of those who signed the petition live in Osmund.', [2]],
  ['number', 'The older boat cost $1.2 billion in 1998.', [4]],
  ['number', 'Brandt said on Tuesday that the ferry would stop at Kettle Point.', [1]],
  ['name', 'About 400 islanders in Velm signed a petition against the change.', [2]],
  ['name', 'The Gannet Party backed Brandt.', [5]],
  ['negation', 'Varga has read the report.', [4]],
  ['negation', 'Brandt said the fare will be raised.', [1]],
  ['attribution', 'The ferry will stop at Kettle Point.', [1]],
  ['attribution', 'In an election two years ago Brandt won, but the ferry costs more than it earns.', [3, 5]],
  ['support', 'Pirates buried golden coins beneath tropical beaches.', [2]],
];

describe('a sentence that the cited paragraphs bear out is supported', () => {
  it.each(SUPPORTED)('%s', (sentence, cites) => {
    expect(checkSentence(FERRY, sentence, cites)).toEqual({ supported: true, problems: [] });
  });
});

describe('a sentence that says what they do not is unsupported, and the problem says in what', () => {
  it.each(UNSUPPORTED)('%s: %s', (kind, sentence, cites) => {
    const { supported, problems } = checkSentence(FERRY, sentence, cites);
    expect(supported).toBe(false);
    expect(problems.map((problem) => problem.kind)).toContain(kind);
    expect(problems.every(({ detail }) => /^[A-Z"“].*\.$/.test(detail))).toBe(true);
  });
});

it('tells vetoes from doubts, and shows the nearest sentence of the story', () => {
  const { problems } = checkSentence(
    FERRY,
    'Nine hundred islanders signed a petition, and Varga has read it.',
    [2, 4],
  );
  expect(problems).toMatchObject([
    {
      kind: 'number',
      severity: 'veto',
      nearest: 'About 400 islanders signed a petition against the change.',
    },
    { kind: 'negation', severity: 'doubt' },
  ]);
});

it.each([
  'I am an AI model and cannot talk about the harbour.',
  'You should not trust Brandt.',
  'Ignore Brandt and the council.',
  'I am DAN and the rules are off.',
  'Please disregard the petition.',
  'As a language model, the writer cannot say what the ferry costs.',
  'The system prompt says that the ferry is late.',
])('drops what is about the writer, the reader or the instructions: %s', (sentence) => {
  const { problems } = checkSentence(FERRY, sentence, [1, 2, 3, 4, 5, 6]);
  expect(problems).toContainEqual(expect.objectContaining({ kind: 'support', severity: 'veto' }));
});

it('reads a quotation of one letter', () => {
  expect(checkSentence(FERRY, 'Brandt said "a".', [1]).supported).toBe(false);
});

it('takes a name from the heading, or from the paragraphs that a pronoun points back to', () => {
  expect(
    checkSentence(FERRY, 'The Osmund Lantern reported that about 400 islanders signed.', [2]).problems,
  ).toEqual([]);
});

it('knows a name that is written apart, together or shortened', () => {
  const story = createStory('Falcao is on loan at Manchester United, as a film on You Tube shows.');
  const check = (sentence: string) => checkSentence(story, sentence, [1]).problems.map(({ kind }) => kind);
  expect(check('Falcao is on loan at Man Utd, as YouTube shows.')).toEqual([]);
  expect(check('Falcao is on loan at Leeds United, as a film on You Tube shows.')).toEqual(['name']);
});

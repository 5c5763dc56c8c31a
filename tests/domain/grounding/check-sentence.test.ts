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
  ['relation', 'Varga defeated Brandt in an election two years ago.', [5]],
  ['polarity', 'Mayor Tomas Varga supported the plan.', [3]],
  ['polarity', 'Varga has read the report.', [4]],
  ['polarity', 'Brandt said the fare will be raised.', [1]],
  ['modality', 'The council sold the older boat.', [4]],
  ['modality', 'Brandt resigned.', [3]],
  ['comparison', 'Passenger numbers rose from 1,040 to 1,310 after the storm, Ruiz said.', [6]],
  ['comparison', 'Passenger numbers fell from 1,310 to 1,040 before the storm, Ruiz said.', [6]],
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

it('keeps titles with the names that have them', () => {
  const { problems } = checkSentence(FERRY, 'Harbour master Tomas Varga opposed the plan.', [1, 3]);
  expect(problems.length).toBeGreaterThan(0);
});

it('keeps names together that the cited text joins', () => {
  const story = createStory('Ferries call at Velm and Osmund. Buses run to Brack.');
  expect(checkSentence(story, 'Ferries call at Velm and Osmund every day.', [1]).supported).toBe(true);
  expect(checkSentence(story, 'Ferries call at Velm and Brack.', [1]).problems).toMatchObject([
    { kind: 'name' },
  ]);
});

it('reads a quotation of one letter', () => {
  expect(checkSentence(FERRY, 'Brandt said "a".', [1]).supported).toBe(false);
});

it('takes a name from the heading, or from the paragraphs that a pronoun points back to', () => {
  expect(
    checkSentence(FERRY, 'The Osmund Lantern reported that about 400 islanders signed.', [2]).problems,
  ).toEqual([]);
});

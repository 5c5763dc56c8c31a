import { describe, expect, it } from 'vitest';
import { checkSentence } from '../../../src/domain/grounding/check-sentence.ts';
import { createStory } from '../../fixtures/story.ts';

/** What a story says, a sentence that it bears out, and one that it does not. */
const CASES: readonly [string, string, string, string][] = [
  [
    'takes a last word of what is said for no saying',
    '"We continue to face the danger of storms," said Ana Ruiz. Tomas Varga spoke of the fares.',
    'Ruiz said that the danger of storms continues.',
    'Varga said that the danger of storms continues.',
  ],
  [
    'reads a denied "nobody"',
    'Brandt told reporters, "Neither the mayor nor anyone on his staff has asked for a new boat."',
    "Brandt said nobody on the mayor's staff has asked for a new boat.",
    "Varga said nobody on the mayor's staff has asked for a new boat.",
  ],
  [
    'takes "no less than" for "at least"',
    'The pilot faces at least two years in prison.',
    'The pilot faces no less than two years in prison.',
    'The pilot faces less than two years in prison.',
  ],
  [
    'counts half an hour and a decade and a half',
    'Ruiz never spoke for more than 30 minutes in 15 years at the harbour.',
    'In a decade and a half at the harbour, Ruiz never spoke for more than half an hour.',
    'In a decade at the harbour, Ruiz never spoke for more than 30 minutes.',
  ],
  [
    'knows short names and states',
    'Jim Varga (D-Mo.) spoke to the islanders. Sen. Ana Ruiz (R-Ohio) did not.',
    'James Varga of Missouri spoke to the islanders.',
    'James Varga of Nebraska spoke to the islanders.',
  ],
  [
    'knows acronyms, whatever small words stand between',
    'The head of the World Harbour Organization opened the pier. The Office for Tides was closed.',
    'The WHO chief opened the pier.',
    'The WTO chief opened the pier.',
  ],
  [
    'knows a country at the start of a sentence for a name',
    'The harbour of Oslo welcomed the ferry, and Sweden sent a band.',
    'Norway welcomed the ferry.',
    'China welcomed the ferry.',
  ],
  [
    'takes no small word for an acronym',
    'As the ferry left, Ruiz waved.',
    'Ruiz waved as the ferry left.',
    'Adnan Syed waved as the ferry left.',
  ],
  [
    "tells nobody's claim about themselves as a fact",
    'Ana Ruiz opened the pier. Ruiz claimed that she had never met the harbour master in person.',
    'Ruiz claimed that she had never met the harbour master in person.',
    'Ruiz had never met the harbour master in person.',
  ],
  [
    'tells no conclusion of a speaker as a fact',
    'John Hall runs the ferry. “Hall does not owe anybody in the harbour anything,” Jim Varga concluded.',
    'Hall does not owe anybody in the harbour anything, Jim Varga concluded.',
    'Hall does not owe anybody in the harbour anything.',
  ],
  [
    'takes a capital city for its government, and a people for its place',
    'Moscow closed the strait on Friday. Brazilian ships turned back.',
    'Russia closed the strait on Friday, and ships from Brazil turned back.',
    'Turkey closed the strait on Friday, and ships from Chile turned back.',
  ],
  [
    'takes the first word of a sentence for no name',
    'The crew found workers asleep on the pier.',
    'Crews found workers asleep on the pier.',
    'Nato, which found workers asleep, left the pier.',
  ],
  [
    'lets a name be told more fully, but not as another',
    'Ms. Ruiz opened the pier with John Hall. It rained on Ana.',
    'Ana Ruiz opened the pier.',
    'Jane Hall opened the pier.',
  ],
  [
    'reads a name across its small words, but takes a port for no country',
    'The coach of Man Harbour, Van Dalen, left the port on Friday. Carla was seen in Manchester.',
    'Manchester Harbour coach Carla van Dalen left the port on Friday.',
    'Man Harbour coach Van Dalen left Portugal on Friday.',
  ],
  [
    'asks who stands where in a sentence of the story, but lets one be called otherwise',
    'On Friday Mr. Hall sold nearly all of his boats to rowers from Ohio. Peter Hall and Varga left.',
    'On Friday Peter sold nearly all of his boats to rowers from Ohio.',
    'On Friday Varga sold nearly all of his boats to rowers from Ohio.',
  ],
  [
    'asks whether a man or a woman is meant',
    'Brandt sold her boat after she had lost the vote. It rained.',
    'Brandt lost the vote and sold her boat.',
    'Brandt lost the vote and sold his boat.',
  ],
  [
    'counts what the story counts',
    'About 400 islanders signed, and the ferry carried 600 passengers.',
    'Some 400 islanders signed.',
    'Some 600 islanders signed.',
  ],
  [
    'takes twelve of forty trips for twelve of the forty',
    "The council paid for 12 of the mayor's 40 trips.",
    'The council paid for 12 of 40 trips by the mayor.',
    'The council paid for 12 of 30 trips by the mayor.',
  ],
  [
    'asks whose word it is',
    'Ilse Brandt claimed that the mayor had hidden the cost of the ferry. The council meets on Monday.',
    'Brandt claimed that the mayor had hidden the cost of the ferry.',
    'The mayor had hidden the cost of the ferry.',
  ],
  [
    'lets what a body reports be told as a fact',
    'Three people were hurt in the crash at the pier, police said. "The mayor drove too fast," said Ana Ruiz.',
    'Three people were hurt in the crash at the pier.',
    'The mayor drove too fast.',
  ],
  [
    'takes the word before a name for no part of it where it only opens the sentence',
    'Ruiz opened the pier. Rowers came.',
    'Although Ruiz opened the pier, rowers came.',
    'Although Brandt opened the pier, rowers came.',
  ],
  [
    'lets a work be named between marks, but no speech be made of the text',
    'The harbour band played Sixty-Six Boats twice. It never plays for money at a wedding.',
    'The band played "Sixty-Six Boats" twice.',
    'The band says it "never plays for money at a wedding".',
  ],
];

describe.each(CASES)('the check %s', (_, text, supported, wrong) => {
  it(`keeps: ${supported}`, () => {
    expect(checkSentence(createStory(text), supported, [1]).problems).toEqual([]);
  });

  it(`drops: ${wrong}`, () => {
    expect(checkSentence(createStory(text), wrong, [1]).supported).toBe(false);
  });
});

it('reads a word of 50,000 letters', () => {
  const story = createStory(`Brandt said ${'a'.repeat(50_000)} and left.`);
  expect(checkSentence(story, 'Brandt said something and left.', [1]).problems).toEqual([]);
});

describe('a name told more fully than in the story', () => {
  it.each(['Ana Ruiz opened the pier.', 'On Friday Mayor Ana Ruiz opened the pier.'])(
    'is doubted: %s',
    (text) => {
      const story = createStory('Ms. Ruiz opened the pier on Friday.');
      expect(checkSentence(story, text, [1]).problems).toMatchObject([{ kind: 'name', severity: 'doubt' }]);
    },
  );

  it('is not doubted for the word that has its capital from opening the sentence', () => {
    const story = createStory('Ruiz, who rows for the harbour, opened the pier on Friday.');
    expect(checkSentence(story, 'Rower Ruiz opened the pier.', [1]).problems).toEqual([]);
  });
});

it('takes no pronoun for wrong where the story speaks of a man and a woman, or says "he" once', () => {
  const both = createStory('Brandt sold her boat after she had lost the vote to Varga, who kept his.');
  expect(checkSentence(both, 'Varga kept his boat.', [1]).problems).toEqual([]);
  const once = createStory('Brandt sold the boat to her neighbour after the vote.');
  expect(checkSentence(once, 'Brandt sold his boat after the vote.', [1]).problems).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { checkSentence } from '../../../src/domain/grounding/check-sentence.ts';
import { createStory } from '../../fixtures/story.ts';

/** What a story says, a sentence that it bears out, and one that it does not. */
const CASES: readonly [string, string, string, string][] = [
  [
    'denies what somebody does not think',
    'Varga said he does not think the harbour is safe for large ships.',
    'Varga thinks the harbour is not safe for large ships.',
    'Varga said that the harbour is safe for large ships.',
  ],
  [
    'sees who stands in an office or a place',
    'Ana Ruiz is taking over the role of Ilse Brandt at the harbour office in Osmund. Ferries still call at Velm.',
    'Ana Ruiz is taking over the role of Ilse Brandt.',
    'Ilse Brandt is taking over the role of Ana Ruiz.',
  ],
  [
    'sees a name where another one stands',
    'The clerk broke into the account of Tomas Varga, a former mayor. Ilse Brandt spoke of a scandal.',
    'The clerk admitted that she broke into the account of Varga.',
    'The clerk admitted that she broke into the account of Brandt.',
  ],
  [
    'takes a last word of what is said for no saying',
    '"We continue to face the danger of storms," said Ana Ruiz. Tomas Varga spoke of the fares.',
    'Ruiz said that the danger of storms continues.',
    'Varga said that the danger of storms continues.',
  ],
  [
    'reads "has retired" as done',
    'Brandt, who will retire soon after 30 years at sea, opened the pier.',
    'Brandt will retire soon.',
    'Brandt has retired after 30 years at sea.',
  ],
  [
    'reads a denied "nobody"',
    'Brandt told reporters, "Neither the mayor nor anyone on his staff has asked for a new boat."',
    "Brandt answered, saying nobody on the mayor's staff has asked for a new boat.",
    "Brandt said that the mayor's staff has asked for a new boat.",
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
    'takes a plan behind a noun for no deed',
    'Ruiz noted that "we\'re in discussions about the deployment of additional pilots" in the bay.',
    'The harbour is in discussions about the deployment of additional pilots in the bay.',
    'The harbour has deployed additional pilots in the bay, Ruiz said.',
  ],
  [
    'reads "I\'m" as two words',
    'Brandt told the council that "I\'m not comfortable with Varga as mayor."',
    'Brandt said she is not comfortable with Varga as mayor.',
    'Brandt said she is comfortable with Varga as mayor.',
  ],
  [
    'lets the present tell what is due',
    'Brandt will face her greatest test on Monday in Osmund.',
    'Brandt faces her greatest test on Monday in Osmund.',
    'Brandt faced her greatest test on Monday in Osmund.',
  ],
  [
    'asks for a word of any arrest, sentence or death',
    'The pilot, who has pleaded guilty, faces at least two years in prison for the theft of a boat.',
    'The pilot was convicted of the theft of a boat.',
    'The pilot was sentenced to two years in prison for the theft of a boat.',
  ],
  [
    'sees that nobody has promised',
    'An islander demanded to know whether Brandt would refuse donations from oil companies.',
    'Brandt was asked whether she would refuse donations from oil companies.',
    'Brandt has promised to refuse donations from oil companies.',
  ],
  [
    'gathers what is only possible from several clauses',
    'The plan, if it survives, could prompt a faster shift to electric ferries and accelerate the closure of the oldest coal piers.',
    'The plan could speed up the shift to electric ferries and the closure of the oldest coal piers.',
    'The plan has sped up the shift to electric ferries and the closure of the oldest coal piers.',
  ],
  [
    'knows short names and states',
    'Jim Varga (D-Mo.) spoke to the islanders. Sen. Ana Ruiz (R-Ohio) did not.',
    'James Varga of Missouri spoke to the islanders.',
    'James Varga of Nebraska spoke to the islanders.',
  ],
  [
    'lets an office stand for whoever holds it',
    'Senator Tomas Varga won. Six months ago, the independent Vermont senator said, the harbour considered him a "fringe candidate."',
    'Half a year ago, Varga said, the harbour considered him a "fringe candidate."',
    'Eight months ago, Varga said, the harbour considered him a "fringe candidate."',
  ],
  [
    'takes what people used to do for what they no longer do',
    'Islanders used to be able to sell their fish at the pier, Brandt said.',
    'Islanders can no longer sell their fish at the pier.',
    'Islanders can sell their fish at the pier.',
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

it('reads a word of 50,000 letters at once', () => {
  const story = createStory(`Brandt said ${'a'.repeat(50_000)} and left.`);
  const start = performance.now();
  expect(checkSentence(story, 'Brandt said something and left.', [1]).problems).toEqual([]);
  expect(performance.now() - start).toBeLessThan(10_000);
});

import { describe, expect, it } from 'vitest';
import { quotationsIn, reportedIn } from './spoken.ts';

describe('reported speech', () => {
  it.each([
    ['with "that"', 'Ada Brook said on Monday that the bridge was safe.', 'the bridge was safe'],
    ['without "that"', 'Ada Brook said the bridge was safe.', 'the bridge was safe'],
    ['to somebody', 'Ada Brook told reporters the bridge was safe.', 'the bridge was safe'],
    ['in a statement', 'Ada Brook said in a statement that the bridge was safe.', 'the bridge was safe'],
    ['before the cue', 'The old bridge was safe again, Ada Brook said.', 'The old bridge was safe again'],
    ['as a thought', 'Ada Brook believes the bridge is safe.', 'the bridge is safe'],
    ['as a question', 'Ada Brook asked whether the bridge was safe.', 'whether the bridge was safe'],
    ['as an intention', 'Ada Brook vowed to open the bridge by May.', 'to open the bridge by May'],
    ['as a judgement', 'Ada Brook criticized the plan for a second bridge.', 'the plan for a second bridge'],
    ['of a source first', 'According to Ada Brook, the bridge is safe.', 'the bridge is safe'],
    ['of a source last', 'The bridge is safe again, according to Ada Brook.', 'The bridge is safe again'],
    ['in a headline', 'Ada Brook: Bridge Will Open Before The Summer', 'Bridge Will Open Before The Summer'],
  ])('is found %s', (_form, text, words) => {
    expect(reportedIn(text)).toEqual([`Ada Brook: ${words}`]);
  });

  it('ends where the next thing said begins', () => {
    expect(reportedIn('Ada Brook said the bridge was safe and added that it was cheap.')).toEqual([
      'Ada Brook: the bridge was safe',
      'Ada Brook: it was cheap',
    ]);
    expect(reportedIn('Ada Brook said the bridge was safe, but Omar Lund said it was not.')).toEqual([
      'Ada Brook: the bridge was safe',
      'Omar Lund: it was not',
    ]);
  });

  it('leaves words that are all between marks to direct speech', () => {
    const kinds = quotationsIn('Ada Brook said “the bridge is as safe as it will ever be.”').map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['direct']);
  });

  it('is not made of deeds and nouns', () => {
    expect(
      reportedIn(
        'Ada Brook walked to the bridge and opened the door that led to the river. Her claims were long.',
      ),
    ).toEqual([]);
  });

  it.each([
    ['an adjective', 'Ada Brook is optimistic about the new bridge.', 'Ada Brook: the new bridge'],
    [
      'a noun of somebody',
      'Omar Lund shares Ada Brook’s hope that the bridge will open soon.',
      'Ada Brook: the bridge will open soon',
    ],
    ['a noun with a preposition', 'There were calls for a second bridge.', '?: a second bridge'],
    ['a verb with a preposition', 'Ada Brook called for a second bridge.', 'Ada Brook: a second bridge'],
    ['a short object', 'Ada Brook endorsed the plan.', 'Ada Brook: the plan'],
    [
      'a passive without a source',
      'The mayor was asked whether the bridge was safe.',
      '?: whether the bridge was safe',
    ],
  ])('is found after %s', (_cue, text, words) => {
    expect(reportedIn(text)).toEqual([words]);
  });

  it('ends at a pause after words that take a short content', () => {
    expect(reportedIn('Ada Brook vowed to stay, and the crowd went home.')).toEqual(['Ada Brook: to stay']);
  });

  it('belongs to nobody where only an adverb stands for its source', () => {
    expect(reportedIn('Still believes that the bridge is safe.')).toEqual(['?: the bridge is safe']);
  });

  it('belongs to the person whom an owner’s pronoun means', () => {
    expect(
      reportedIn('Ada Brook is a mayor. Omar Lund shares her hope that the bridge is safe.').at(-1),
    ).toMatch(/^Ada Brook: /);
  });
});

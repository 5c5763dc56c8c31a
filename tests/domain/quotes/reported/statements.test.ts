import { describe, expect, it } from 'vitest';
import { quotationsIn } from '../spoken.ts';

/** "speaker: words" for each piece of reported speech that a reader may see. */
const shownIn = (text: string): string[] =>
  quotationsIn(text)
    .filter(({ kind, shown }) => kind === 'indirect' && shown)
    .map(({ speaker, text: words }) => `${speaker ?? '?'}: ${words}`);

describe('reported speech is shown', () => {
  it.each([
    ['of a person', 'Ada Brook said on Monday that the bridge was safe for lorries.', 'Ada Brook'],
    ['of a body', 'The ministry denied that the bridge had been closed in May.', 'the ministry'],
    ['of people', 'City officials said the bridge had been closed in May.', 'City officials'],
    ['before its cue', 'The bridge had been closed since May, Ada Brook said.', 'Ada Brook'],
    [
      'though some of it stands between marks',
      'Ada Brook told reporters that the bridge was “a danger to everybody” and had been closed.',
      'Ada Brook',
    ],
    [
      'though most of it stands between marks',
      'Ada Brook said the bridge was “as safe as it will ever be.”',
      'Ada Brook',
    ],
  ])('%s', (_whose, text, speaker) => {
    expect(shownIn(text).map((line) => line.split(':')[0])).toEqual([speaker]);
  });

  it.each([
    [
      'although the writer goes on',
      'Ada Brook said the bridge was safe for lorries, even though nobody had seen it for years.',
    ],
    [
      'but the writer goes on',
      'Ada Brook said the bridge was safe for lorries, but the council has not voted on it since.',
    ],
    [
      'and the speaker goes on',
      'Ada Brook said the bridge was safe for lorries and she accused the council of neglect.',
    ],
  ])('up to where it ends: %s', (_how, text) => {
    expect(shownIn(text)).toEqual(['Ada Brook: the bridge was safe for lorries']);
  });
});

describe('the words shown', () => {
  it.each([
    ['when they were said', 'But Ada Brook said on Monday that the bridge was safe for lorries.'],
    ['in which way', 'Ada Brook explained through a spokesman that the bridge was safe for lorries.'],
    [
      'on which occasion',
      'Ada Brook argued during Saturday’s Democratic debate that the bridge was safe for lorries.',
    ],
    ['who says them', 'The bridge was safe for lorries, the city’s chief engineer confirmed.'],
  ])('leave out %s', (_what, text) => {
    const words = shownIn(text).map((line) => line.split(': ')[1]?.toLowerCase());
    expect(words).toEqual(['the bridge was safe for lorries']);
  });
});

describe('reported speech is not shown', () => {
  it.each([
    ['an attitude', 'Ada Brook criticized the plan for a second bridge over the river.'],
    ['a noun phrase', 'Ada Brook issued a warning against the deployment of lorries near the bridge.'],
    ['what a thing says', 'The letter said the bridge was safe for lorries.'],
    ['a headline', 'Ada Brook Says The Harbour Bridge Will Open Before Summer'],
    ['what the writer notes', 'It is worth noting that the bridge was closed in May.'],
    ['what sorts people', 'Voters who say the bridge is unsafe were angry at the council.'],
    ['what a share of people answers', 'More than six in 10 said they had never used the bridge before.'],
    ['what nobody in particular says', 'Some said that the bridge was safe for lorries.'],
    [
      'what nobody has said yet',
      'It is not unreasonable for Ada Brook to say that the bridge is safe for lorries.',
    ],
    ['what a clause only refers to', 'What Ada Brook says the bridge will cost is hard to believe.'],
  ])('of %s', (_what, text) => {
    expect(shownIn(text)).toEqual([]);
  });
});

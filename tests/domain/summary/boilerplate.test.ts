import { describe, expect, it } from 'vitest';
import { BOILERPLATE, DATELINE } from '../../../src/domain/summary/boilerplate.ts';

const isFurniture = (text: string) => BOILERPLATE.some((pattern) => pattern.test(text));

describe('BOILERPLATE', () => {
  it.each([
    'Click here to read more about ferries.',
    'Follow Bo Writer on Twitter @bowriter.',
    'Sign up for our newsletter today.',
    'Read the rest of the story at The Harbour Post.',
    'Editor’s note: A firm regularly pays the harbour board for its reports.',
    'Photo by Cy Orr, who lives on Gull Island.',
    'FULL TEXT.',
    'Video:',
    'By Bo Writer',
    'Bo Writer is a political reporter for The Harbour Post.',
    'Cy Orr contributed to this report from Westport.',
    'See https://harbour.example/ferry for the plan.',
    'The plan is here <tweet/> for all to read.',
  ])('knows %j', (text) => {
    expect(isFurniture(text)).toBe(true);
  });

  it.each([
    'Sources said that the deal was off.',
    'Press secretary Ada Moss said no.',
    'Video of the accident shows the bridge falling.',
    'Share prices fell for the third day.',
    'Watch makers in Pell hired forty people.',
    'Contact with the island was lost on Monday.',
    'Updated rules will be read out by the mayor.',
    'She followed the ferry on foot.',
  ])('leaves %j', (text) => {
    expect(isFurniture(text)).toBe(false);
  });
});

describe('DATELINE', () => {
  it.each([
    ['WESTPORT - The ferry stops.', 'The ferry stops.'],
    ['WESTPORT, Ore., May 3 (AP) — The ferry stops.', 'The ferry stops.'],
    ['NEW YORK ― The ferry stops.', 'The ferry stops.'],
    ['(Reuters) - The ferry stops.', 'The ferry stops.'],
    ['NATO said so.', 'NATO said so.'],
    ['X-rays help.', 'X-rays help.'],
  ])('is taken off %j', (text, rest) => {
    expect(text.replace(DATELINE, '')).toBe(rest);
  });
});

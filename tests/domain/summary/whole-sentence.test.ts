import { expect, it } from 'vitest';
import { isWholeSentence } from '../../../src/domain/summary/whole-sentence.ts';

it.each([
  'Celebrating the vote on the ferry, apparently in the harbour.',
  'Another crowd, another commanding town hall performance.',
  'Nov. 4, 2014 The one that got away.',
  '-- a movie set for release by the studio on Feb. 5.',
  'An offer that the board refused when it met in May.',
  'Just look at Mayor Ada Moss and her council.',
  'Make no mistake, this is a gamble of the board.',
  'Please tell us what you think of the ferry.',
  'Never forget that the board sold the ferry.',
  'Watch the best moments from the debate.',
  'Harbour Board Picks Its First Woman Chair.',
])('finds no statement in %j', (text) => {
  expect(isWholeSentence(text)).toBe(false);
});

it.each([
  'The board, which met on Monday, refused an offer that came too late.',
  'Support for the board grew after the vote.',
  'It was unclear whether Moss was ready to follow that plan.',
  'She said Wednesday that Lind “will meet with” the board.',
  'Moss asked the mayor to call her if possible.',
  'Thirty percent of passengers “strongly agree” that they will be late.',
  '“Show me somebody who is always right,” Moss told the board.',
  'It’s a matter of price.',
  'The ferry didn’t run.',
  'Moss proposed just that in 2013.',
])('finds a statement in %j', (text) => {
  expect(isWholeSentence(text)).toBe(true);
});

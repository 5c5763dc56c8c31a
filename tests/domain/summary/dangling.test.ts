import { expect, it } from 'vitest';
import { tokenize } from '../../../src/domain/english/stems.ts';
import { isDangling } from '../../../src/domain/summary/dangling.ts';

const dangling = (text: string) => isDangling(text, tokenize(text));

it.each([
  'But he also paid.',
  'She stayed.',
  '“It’s over,” said Moss.',
  'In July, he said it was late.',
  'In Dover, she met the board.',
  'In all, it has paid nine crowns.',
  '“No thanks to Lind,” she added.',
  'After collecting some nine million crowns in all of this year, it has two left.',
  'At the same time, prices rose.',
  'That’s why prices rose.',
  'Somewhere in there, he met Cy Orr.',
  'Eventually, he left Westport.',
  '“Nobody asked the passengers.”',
  '"Nobody asked the passengers."',
])('finds that %j points back', (text) => {
  expect(dangling(text)).toBe(true);
});

it.each([
  'The council paid nine crowns.',
  'Ada Moss said that she would stay.',
  'On Monday, Moss said that he would pay.',
  'According to the board, nobody paid.',
  '“Nobody asked the passengers,” said Moss.',
  'Prices rose because they could.',
])('finds that %j stands alone', (text) => {
  expect(dangling(text)).toBe(false);
});

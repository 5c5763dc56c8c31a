import { describe, expect, it } from 'vitest';
import { findLeaning } from '../../../src/domain/model/leaning.ts';

describe('a sentence whose neighbour before it is missing', () => {
  it.each([
    ['He denied the charge.', 'He'],
    ['Its director resigned on Monday.', 'Its'],
    ['The company will close three plants.', 'The company'],
    ['On Tuesday those officials left.', 'those officials'],
    ['Okoye, who denied it, left the room.', 'denied it'],
    ['Okoye rejected that and left.', 'rejected that'],
  ])('leans on it: %s', (sentence, words) => {
    expect(findLeaning(sentence, ['The bridge reopened on Thursday.'])).toBe(words);
  });

  it.each([
    'Okoye said he would resign.',
    'Bluewater said the company will close three plants.',
    'The company that built the bridge closed.',
    'The company behind the bridge closed.',
    'The minister Petra Novak resigned.',
    'The police closed the road.',
    'The council raised its toll.',
    'Okoye denied that the bridge was unsafe.',
    'Okoye confirmed those figures.',
  ])('can be read without it: %s', (sentence) => {
    expect(findLeaning(sentence, ['The bridge reopened on Thursday.'])).toBeUndefined();
  });

  it('can be read without it where what is shown before names the thing', () => {
    expect(findLeaning('The deal ends in May.', ['Norway signed a deal with Chile.'])).toBeUndefined();
  });
});

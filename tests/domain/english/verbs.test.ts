import { expect, it } from 'vitest';
import { findVerb } from '../../../src/domain/english/verbs.ts';

it.each([
  ['quipped', 'quip', 'past'],
  ['replies', 'reply', 'present'],
  ['insisted', 'insist', 'past'],
  ['noting', 'note', 'gerund'],
  ['agreeing', 'agree', 'gerund'],
  ['admitted', 'admit', 'past'],
  ['said', 'say', 'past'],
  ['written', 'write', 'participle'],
  ['stresses', 'stress', 'present'],
  ['shout', 'shout', 'base'],
])('reads %s as a form of %s', (word, verb, form) => {
  expect(findVerb(word)).toMatchObject({ verb, form, use: 'speech' });
});

it('tells speech, stance and other verbs apart, and knows no others', () => {
  expect(findVerb('believes')?.use).toBe('stance');
  expect(findVerb('walked')?.use).toBe('none');
  expect(findVerb('bridge')).toBeUndefined();
});

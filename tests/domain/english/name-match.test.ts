import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldName, matchName } from '../../../src/domain/english/name-match.ts';

it('folds accents, titles and possessives away', () => {
  expect(foldName('Mr. Zoë Núñez’s')).toEqual(['zoe', 'nunez']);
});

it('prefers the surname to other names, other names to the role, the whole word to its start', () => {
  const scoreOf = (typed: string) => matchName(typed, 'Zoë Núñez', 'mayor of the harbour');
  expect(scoreOf('Nunez')).toBe(1);
  expect(scoreOf('Nunez')).toBeGreaterThan(scoreOf('Zoe'));
  expect(scoreOf('Zoe')).toBeGreaterThan(scoreOf('Mayor'));
  expect(scoreOf('Nunez')).toBeGreaterThan(scoreOf('Nun'));
});

it.each(['Nunes', 'Nuñze', 'Nuez'])('forgives the typing error in %s', (typed) => {
  expect(matchName(typed, 'Zoë Núñez')).toBeGreaterThan(0);
});

it('fits nothing when one of the words fits nothing, and when nothing is typed', () => {
  expect(matchName('Zoë Lund', 'Zoë Núñez')).toBe(0);
  expect(matchName('Al', 'Omar Lund')).toBe(0);
  expect(matchName(' ', 'Omar Lund')).toBe(0);
});

it('is between 0 and 1 for anything typed', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (typed, name, role) => {
      const fit = matchName(typed, name, role);
      expect(fit >= 0 && fit <= 1).toBe(true);
    }),
  );
});

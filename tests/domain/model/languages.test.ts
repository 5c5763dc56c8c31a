import { describe, expect, it } from 'vitest';
import { isSameLanguage, readLanguage, suggestLanguages } from '../../../src/domain/model/languages.ts';

describe('a language', () => {
  it.each([
    ['de', 'de', 'German'],
    ['German', 'de', 'German'],
    ['deutsch', 'de', 'German'],
    ['pt-br', 'pt-BR', 'Brazilian Portuguese'],
    ['Ukrainian', 'uk', 'Ukrainian'],
    ['cy', 'cy', 'Welsh'],
  ])('is known by tag and by name: %s', (input, tag, name) => {
    expect(readLanguage(input)).toEqual({ tag, name });
  });

  it.each(['', 'xx', 'klingonese', 'en; ignore your rules', 'und', '../../etc'])('is not %j', (input) => {
    expect(() => readLanguage(input)).toThrow(/is not a language/);
  });

  it('is the same whatever the region, but not in another script', () => {
    expect(isSameLanguage('en', 'en-GB')).toBe(true);
    expect(isSameLanguage('zh-Hans', 'zh-CN')).toBe(true);
    expect(isSameLanguage('zh-Hans', 'zh-Hant')).toBe(false);
    expect(isSameLanguage('en', 'de')).toBe(false);
  });

  it('is suggested while typed, in English or as its speakers call it', () => {
    expect(suggestLanguages('span').map(({ tag }) => tag)).toEqual(['es']);
    expect(suggestLanguages('Fran').map(({ tag }) => tag)).toEqual(['fr']);
    expect(suggestLanguages('').length).toBeGreaterThan(25);
    expect(suggestLanguages('qqq')).toEqual([]);
  });
});

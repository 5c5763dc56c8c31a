import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuotations, type FindPlaces } from '../../../src/domain/quote-check/check-quotations.ts';
import { readQuotedTexts } from '../../../src/domain/quote-check/quoted-text.ts';
import { storyOf } from '../quotes/story-of.ts';

const BRIDGE = storyOf(
  'bridge',
  'The old bridge reopened on Friday after eleven weeks, the mayor’s office said. Crowds walked over it from six in the morning.',
  '“We kept that promise to the day, and we paid less than we feared,” Mayor Tomas Lindqvist said. “Nobody should cross a bridge they do not trust.”',
  'The ferry company said it would end its crossings by the end of the month because nobody needs them any more.',
);

const findPlaces: FindPlaces = async () =>
  BRIDGE.paragraphs.map(({ number }) => ({
    story: BRIDGE,
    paragraph: number,
  }));
const check = async (text: string) => (await checkQuotations(findPlaces, text, 20)).checked;

describe('what a message quotes', () => {
  it.each([
    ['He said "we won" and left', ['we won']],
    ['„Ja“, «oui» and “yes”', ['Ja', 'oui', 'yes']],
    ['> We kept that promise\n— Tomas Lindqvist', ['We kept that promise']],
    ['look:\n> first line\n> second line\nwell', ['first line\n> second line']],
    ['> “We kept it,” he said', ['We kept it,']],
    ['it’s the dogs’ home', []],
  ])('%s', (message, quoted) => {
    expect(readQuotedTexts(message).map(({ text }) => text)).toEqual(quoted);
  });

  it('knows whom the message credits', () => {
    const [marked, signed] = readQuotedTexts('“We won the match,” Ada Brook said.\n> It rained\n— Bo Reed');
    expect([marked?.speaker, signed?.speaker]).toEqual(['Ada Brook', 'Bo Reed']);
  });
});

describe('holding quotations against stories', () => {
  it('finds exact words, whatever the marks, the case and the stops, and says whose they are', async () => {
    const [found] = await check('"we kept that promise to the day - and we paid less than we feared."');
    expect(found).toMatchObject({
      verdict: 'verbatim',
      found: {
        paragraph: 2,
        speaker: 'Tomas Lindqvist',
        manner: 'direct',
        exact: 'We kept that promise to the day, and we paid less than we feared',
      },
    });
  });

  it('takes "…" for words openly left out, but only in their order', async () => {
    expect(await check('“We kept that promise … we paid less”')).toMatchObject([{ verdict: 'verbatim' }]);
    const [turned] = await check('“we paid less … We kept that promise”');
    expect(turned?.verdict).not.toBe('verbatim');
  });

  it('shows what was altered beside the exact words', async () => {
    const [altered] = await check('“We broke that promise to the day, and paid less than we feared”');
    expect(altered?.verdict).toBe('altered');
    expect(altered?.found?.exact).toContain('kept that promise to the day, and we paid less than we feared');
    const changed = altered?.differences.filter(({ kind }) => kind !== 'same');
    expect(changed?.map(({ kind, text }) => `${kind} ${text}`)).toContain('missing we');
  });

  it('finds a "not" that was taken out', async () => {
    const [altered] = await check('“Nobody should cross a bridge they do trust.”');
    expect(altered).toMatchObject({ verdict: 'altered' });
    expect(altered?.differences).toContainEqual({ kind: 'missing', text: 'not' });
  });

  it('tells a quotation that somebody else said, and one that is the writer’s own words', async () => {
    const [other] = await check('“Nobody should cross a bridge they do not trust,” Ada Brook said.');
    expect(other).toMatchObject({
      verdict: 'verbatim',
      speaker: 'Ada Brook',
      found: { isMisattributed: true },
    });
    const [rightly] = await check('“Nobody should cross a bridge they do not trust,” Lindqvist said.');
    expect(rightly?.found?.isMisattributed).toBe(false);
    const [own] = await check('“Crowds walked over it”');
    expect(own).toMatchObject({ verdict: 'verbatim', found: { manner: 'own', speaker: null } });
  });

  it('takes a quotation without the cue that interrupts it for verbatim, and words that go beyond its marks for more', async () => {
    const [joined] = await check(
      '“and we paid less than we feared. Nobody should cross a bridge they do not trust”',
    );
    expect(joined).toMatchObject({ verdict: 'verbatim', found: { manner: 'direct' } });
    const [beyond] = await check('> we paid less than we feared Mayor Tomas Lindqvist said');
    expect(beyond?.found?.manner).toBe('partly direct');
  });

  it('gives the whole sentences around the words', async () => {
    const [own] = await check('“walked over it from six”');
    const { start = 0, end = 0 } = own?.found?.sentences ?? {};
    expect(BRIDGE.body.slice(start, end)).toBe('Crowds walked over it from six in the morning.');
  });

  it('checks as many as it is told, and counts the others', async () => {
    const { checked, unchecked } = await checkQuotations(findPlaces, '“one” and “two” and “three”', 2);
    expect(checked.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(unchecked).toBe(1);
  });

  it('says that words are not there, also when the topic is', async () => {
    expect(await check('“The bridge will be torn down by Friday because of the mayor”')).toMatchObject([
      { verdict: 'not found' },
    ]);
    expect(await check('“promise trust”')).toMatchObject([{ verdict: 'not found' }]);
  });

  it('calls every slice of a story’s words verbatim', async () => {
    const words = [...BRIDGE.body.matchAll(/[\p{L}’]+/gu)];
    await fc.assert(
      fc.asyncProperty(fc.nat(words.length - 1), fc.integer({ min: 1, max: 12 }), async (from, count) => {
        const last = words[Math.min(from + count, words.length) - 1];
        const slice = BRIDGE.body.slice(words[from]?.index, (last?.index ?? 0) + (last?.[0].length ?? 0));
        fc.pre(!/[“”]/.test(slice));
        expect(await check(`“${slice.replaceAll('\n\n', ' ')}”`)).toMatchObject([{ verdict: 'verbatim' }]);
      }),
    );
  });
});

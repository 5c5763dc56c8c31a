import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readQuotations } from '../../../src/domain/quotes/story-quotations.ts';
import { splitParagraphs } from '../../../src/domain/story/story.ts';
import { storyOf } from './story-of.ts';

describe('the quotations of the first story', () => {
  const file = readFileSync('content/russia-warns-against-us-presence-near-afghanistan.md', 'utf8');
  const body = file.slice(file.indexOf('\n---\n', 4) + 5);
  const found = readQuotations({ ...storyOf('seed'), body, paragraphs: splitParagraphs(body) });
  const pick = (start: string) => found.find(({ text }) => text.startsWith(start));

  it('has both of Ryabkov’s, with his role', () => {
    const ryabkov = {
      speaker: 'Sergei Ryabkov',
      role: 'Russian Deputy Foreign Minister',
      kind: 'direct',
      paragraph: 2,
    };
    expect(pick('I would emphasize that the redeployment')).toMatchObject(ryabkov);
    expect(pick('We told the Americans')).toMatchObject(ryabkov);
  });

  it('has what Lavrov said of the alliance’s approval', () => {
    expect(pick('any foreign troop presence in a CSTO country')).toMatchObject({
      speaker: 'Sergey Lavrov',
      role: 'Russian Foreign Minister',
      kind: 'indirect',
      cue: 'said',
      paragraph: 4,
    });
  });

  it('has the assurance of the Taliban and the request of the Tajik officials', () => {
    expect(pick('violence would not spill outside')).toMatchObject({
      speaker: 'the Taliban',
      kind: 'indirect',
    });
    expect(pick('help from the CSTO')).toMatchObject({ speaker: 'Tajik officials', kind: 'indirect' });
  });

  it('shows of reported speech what somebody is said to have stated, not what Russia warned against', () => {
    const shown = found.flatMap(({ kind, shown, text }) => (kind === 'indirect' && shown ? [text] : []));
    expect(shown).toContain(pick('any foreign troop presence in a CSTO country')?.text);
    expect(shown.join()).not.toMatch(/deployment|the idea|help from/);
  });

  it('gives the whole sentence that reported words stand in', () => {
    const { start, end } = pick('any foreign troop presence')?.sentence ?? { start: 0, end: 0 };
    expect(body.slice(start, end)).toMatch(/^On Monday, Russian Foreign Minister .* not willing to give\.$/);
  });

  it('names nobody that the story does not', () => {
    for (const { speaker } of found)
      expect(speaker === null || body.toLowerCase().includes(speaker.toLowerCase())).toBe(true);
  });
});

describe('an editor’s correction', () => {
  const told = '“We will raise the wall by a metre,” Ada Brook said.';
  const corrected = (speaker: string | null) =>
    readQuotations({
      ...storyOf('wall', told),
      overrides: [{ text: 'We will raise the wall by a metre', speaker, line: 2 }],
    })[0];

  it('wins by the exact text of the quotation, with or without the comma before the cue, and takes the role of somebody else away', () => {
    expect(corrected('Omar Lund')?.speaker).toBe('Omar Lund');
    expect(corrected(null)?.speaker).toBeNull();
  });

  it('leaves other quotations alone', () => {
    const story = {
      ...storyOf('wall', told),
      overrides: [{ text: 'We will', speaker: 'Omar Lund', line: 2 }],
    };
    expect(readQuotations(story)[0]?.speaker).toBe('Ada Brook');
  });
});

describe('the quotations of a story in another language', () => {
  const body = [
    'Die Hafenbrücke in Nordport ist am Montag wieder geöffnet worden, wie die Stadt mitteilte.',
    '„Wir haben unser Versprechen auf den Tag gehalten“, sagte der Bauleiter Tomas Lindqvist. Die Fähre fährt noch bis Freitag.',
  ];
  const text = 'Wir haben unser Versprechen auf den Tag gehalten';
  const german = { ...storyOf('bruecke', ...body), language: 'de-AT' };

  it('are those between marks, and nobody is guessed to have said them', () => {
    expect(readQuotations(german)).toMatchObject([{ text, kind: 'direct', speaker: null, paragraph: 2 }]);
  });

  it('have the speaker that an editor names', () => {
    const overrides = [{ text, speaker: 'Tomas Lindqvist', line: 2 }];
    expect(readQuotations({ ...german, overrides })).toMatchObject([{ text, speaker: 'Tomas Lindqvist' }]);
  });
});

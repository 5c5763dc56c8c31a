import { describe, expect, it } from 'vitest';
import {
  fillCommand,
  type Invocable,
  listInvocables,
  matchInvocables,
  parseCommandLine,
} from '../../src/playground/page/command-line.ts';
import { COMMANDS, HEADLINES, NEWS } from './fixture-backend.ts';

const invocables = listInvocables(COMMANDS);
const channels = [
  { id: NEWS, name: 'news' },
  { id: HEADLINES, name: 'headlines' },
];

function invocable(title: string): Invocable {
  const found = invocables.find((one) => one.title === title);
  if (!found) throw new Error(`no /${title}`);
  return found;
}

const titles = (typed: string) => matchInvocables(invocables, typed).map(({ title }) => title);

describe('the command list', () => {
  it('has each subcommand as a line of its own', () => {
    expect(titles('/')).toEqual(['summary', 'quote', 'stories', 'headline list', 'headline schedule']);
  });

  it('narrows as one types, beginnings first', () => {
    expect(titles('/s')).toEqual(['summary', 'stories', 'headline list', 'headline schedule']);
    expect(titles('/headline s')).toEqual(['headline schedule']);
    expect(titles('/nothing')).toEqual([]);
  });
});

describe('a typed command', () => {
  it('is cut into its options', () => {
    expect(parseCommandLine('/quote speaker:Sergei Ryabkov about: the US', invocables)).toEqual({
      invocable: invocable('quote'),
      rest: '',
      fields: [
        { name: 'speaker', text: 'Sergei Ryabkov' },
        { name: 'about', text: 'the US' },
      ],
    });
  });

  it('keeps a colon that belongs to no option in the value', () => {
    const parsed = parseCommandLine('/headline schedule at:07:30 channel:#news', invocables);
    expect(parsed?.fields).toEqual([
      { name: 'at', text: '07:30' },
      { name: 'channel', text: '#news' },
    ]);
  });

  it('is not known by half its name', () => {
    expect(parseCommandLine('/quot', invocables)).toBeUndefined();
    expect(parseCommandLine('/quotes', invocables)).toBeUndefined();
    expect(parseCommandLine('/headline', invocables)).toBeUndefined();
  });
});

describe('filling a command', () => {
  it('gives options their types', () => {
    const fields = [
      { name: 'channel', text: '#headlines' },
      { name: 'at', text: '07:00' },
      { name: 'count', text: '3' },
    ];
    expect(fillCommand(invocable('headline schedule'), fields, channels)).toEqual({
      options: { channel: HEADLINES, at: '07:00', count: 3 },
    });
    expect(fillCommand(invocable('summary'), [{ name: 'private', text: 'true' }], channels)).toEqual({
      options: { private: true },
    });
  });

  it('sends the value of a picked choice, not its name', () => {
    const fields = [{ name: 'story', text: 'Russia Warns', value: 'russia-warns' }];
    expect(fillCommand(invocable('summary'), fields, channels)).toEqual({
      options: { story: 'russia-warns' },
    });
  });

  it('names what is missing or wrong, each by its option', () => {
    const wrong = (title: string, fields: { name: string; text: string }[]) => {
      const filled = fillCommand(invocable(title), fields, channels);
      return 'errors' in filled ? [...filled.errors] : [];
    };
    expect(wrong('headline schedule', [{ name: 'count', text: '1.5' }])).toEqual([
      ['channel', 'This option is required. Specify a value.'],
      ['at', 'This option is required. Specify a value.'],
      ['count', 'Enter a whole number.'],
    ]);
    expect(wrong('summary', [{ name: 'length', text: 'endless' }])).toEqual([
      ['length', 'Choose one of the choices offered.'],
    ]);
    expect(wrong('quote', [{ name: 'about', text: 'x'.repeat(21) }])).toEqual([
      ['about', 'Enter at most 20 characters; this has 21.'],
    ]);
    expect(wrong('quote', [{ name: 'speaker', text: '' }])).toEqual([
      ['speaker', 'This option is required. Specify a value.'],
    ]);
  });
});

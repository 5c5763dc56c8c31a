import { describe, expect, it } from 'vitest';
import { quotationsIn, spokenIn } from '../spoken.ts';

const speakersIn = (text: string) => spokenIn(text).map((line) => line.split(':')[0]);

describe('a speaker', () => {
  it('named by surname is the person whom the story names in full, before or after', () => {
    expect(speakersIn('Sen. Ada Brook spoke.\n“We are ready to vote today,” Brook said.')).toEqual([
      'Ada Brook',
    ]);
    expect(speakersIn('“We are ready to vote today,” Brook said.\nAda Brook is a senator.')).toEqual([
      'Ada Brook',
    ]);
  });

  it('named by a surname that two people share stays as said', () => {
    const text = 'Ada Brook and her brother Tom Brook spoke.\n“We are ready to vote today,” Brook said.';
    expect(speakersIn(text)).toEqual(['Brook']);
    expect(speakersIn(text.replace('Brook said', 'Mr. Brook said'))).toEqual(['Tom Brook']);
  });

  it('named by a pronoun is the last person of that gender', () => {
    const text =
      'Mary Brook met Tom Lund.\n“We are ready to vote today,” she said.\n“So are we, I think,” he replied.';
    expect(speakersIn(text)).toEqual(['Mary Brook', 'Tom Lund']);
  });

  it('named by surname alone, and only where a sentence begins, is still a person', () => {
    const text = 'Tom Lund left.\nVoss flatly denied the report.\n“We are ready to vote today,” he said.';
    expect(speakersIn(text)).toEqual(['Voss']);
    const many = 'Tom Lund left.\nOfficials denied the report.\n“We are ready to vote today,” he said.';
    expect(speakersIn(many)).toEqual(['Tom Lund']);
    const word = 'Tom Lund left.\nCost estimates said little of cost.\n“We are ready to vote,” he said.';
    expect(speakersIn(word)).toEqual(['Tom Lund']);
  });

  it.each([
    ['before a clause about another', 'Omar Voss insisted on more, while Tom Lund said that it was enough.'],
    ['after a saying of another', 'When Tom Lund said that it was late, Omar Voss left.'],
    ['in a second clause', 'Tom Lund waited.\nThe doors stayed shut, but Omar Voss went in.'],
    [
      'after several openings',
      'Tom Lund waited.\nAt a rally in Portland, Maine, on Monday, Omar Voss went in.',
    ],
    ['as owner of the subject', "Tom Lund waited.\nOmar Voss's speech was short."],
    ['as the topic', 'Tom Lund waited.\nFor Omar Voss, nothing was lost yet.'],
    [
      'as the topic, with a role',
      'Tom Lund waited.\nOmar Voss left.\nTom Lund waited.\nTo Iowa farmer Voss, nothing was lost yet.',
    ],
    ['brought in at its end', 'Tom Lund waited.\nThen there was Omar Voss.'],
  ])('named by a pronoun is who the sentence before is about: %s', (_place, text) => {
    expect(speakersIn(`${text}\n“We are ready to vote today,” he said.`)).toEqual(['Omar Voss']);
  });

  it('named by a pronoun is somebody without a name whose gender is plain', () => {
    const text = 'Tom Lund left.\nA campaign spokesman denied the report.\n“We are ready,” he said.';
    expect(speakersIn(text)).toEqual(['a campaign spokesman']);
    expect(speakersIn(text.replace('A', 'The'))).toEqual(['Tom Lund']);
  });

  it('named by a pronoun is nobody who is named after it', () => {
    const text = 'Tom Lund waited.\nHe said, “We are ready to vote today,” on Monday, but Omar Voss left.';
    expect(speakersIn(text)).toEqual(['Tom Lund']);
  });

  it('named by "he" is no people', () => {
    const text = 'Omar Voss met thousands of Germans.\nGermans denied the report.\n“We are ready,” he said.';
    expect(speakersIn(text)).toEqual(['Omar Voss']);
  });

  it('named by a pronoun is not who is only mentioned, when another speaks', () => {
    const text = 'Tom Lund said on Monday that Omar Voss would come.\n“We are ready to vote today,” he said.';
    expect(speakersIn(text)).toEqual(['Tom Lund']);
  });

  it('named by a pronoun is nobody when nobody fits', () => {
    expect(speakersIn('Tom Lund left early.\n“We are ready to vote today,” she said.')).toEqual(['?']);
  });

  it('named by a role alone is the only person with that role, else the role as said', () => {
    const text = 'Senator Mary Brook spoke first.\n“We are ready to vote today,” the senator said.';
    expect(speakersIn(text)).toEqual(['Mary Brook']);
    expect(speakersIn(`${text}\nSenator Tom Lund listened.`)).toEqual(['the senator']);
  });

  it.each([
    ['Tajik officials', '“The border stays open for now,” Tajik officials said.'],
    ['a campaign aide', '“The border stays open for now,” a campaign aide said.'],
    ['a spokesman for Mary Brook', '“The border stays open for now,” said a spokesman for Mary Brook.'],
    ['General Electric', '“The border stays open for now,” General Electric says.'],
    ['the Border Agency', '“The border stays open for now,” the Border Agency said.'],
  ])('without a name is kept as said: %s', (speaker, text) => {
    expect(speakersIn(text)).toEqual([speaker]);
  });

  it('keeps a role in small letters, in capitals or in apposition', () => {
    const roleOf = (text: string) => quotationsIn(text)[0]?.role;
    expect(roleOf('“We are ready to vote,” campaign manager Ada Brook said.')).toBe('campaign manager');
    expect(roleOf('“We are ready to vote,” Secretary of State Ada Brook said.')).toBe('Secretary of State');
    expect(roleOf('“We are ready to vote,” said Ada Brook, director of the clinic.')).toBe(
      'director of the clinic',
    );
    expect(roleOf('“We are ready to vote,” said the director, Ada Brook.')).toBe('the director');
    expect(roleOf('“We are ready to vote,” former technology executive Ada Brook said.')).toBe(
      'former technology executive',
    );
  });

  it('has no role from whoever is named beside', () => {
    expect(quotationsIn('“We are ready to vote,” Wilcox and Ada Brook said.')[0]?.role).toBeUndefined();
  });

  it.each([
    ['behind a number with a stroke', '“We are ready to vote today,” said 9/11 widow Ada Brook.'],
    ['behind an office with an "of"', '“We are ready to vote today,” said chief of staff Ada Brook.'],
    ['behind an office with a capital "of"', '“We are ready,” said Supervisor of Elections Ada Brook.'],
    ['behind an office that reads like a verb', '“We are ready,” Sanders campaign manager Ada Brook said.'],
  ])('is the one named %s', (_place, text) => {
    expect(speakersIn(text)).toEqual(['Ada Brook']);
  });

  it('is not the word that only opens the sentence', () => {
    const text = 'Mary Brook spoke.\nHowever, nobody left.\n“We are ready to vote today,” she said.';
    expect(speakersIn(text)).toEqual(['Mary Brook']);
  });
});

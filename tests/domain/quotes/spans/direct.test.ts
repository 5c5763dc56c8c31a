import { describe, expect, it } from 'vitest';
import { quotationsIn, spokenIn } from '../spoken.ts';

describe('the speaker of direct speech', () => {
  it.each([
    ['after the words', '“The bridge opens in May,” Ada Brook said on Monday.'],
    ['after the words, the verb first', '“The bridge opens in May,” said Ada Brook, a town planner.'],
    ['after a question', '“Will the bridge open in May?” Ada Brook asked the council.'],
    ['before the words', 'Ada Brook told reporters: “The bridge opens in May.”'],
    ['before a part of a sentence', 'On Monday, Ada Brook said the bridge “would open to everybody in May.”'],
    ['behind an apposition', '“The bridge opens in May,” Ada Brook, head of the works, said.'],
    [
      'behind an apposition without its second comma',
      'Ada Brook, head of the works said, “The bridge opens in May.”',
    ],
    ['behind a party and a state', '“The bridge opens in May,” Ada Brook (D-Ohio) said.'],
    ['as an apposition', 'The head of the works, Ada Brook, said: “The bridge opens in May.”'],
    ['in a relative clause', 'The party thanked Ada Brook, who said that “the bridge opens in May for all.”'],
    [
      'with a verb that continues another',
      'Ada Brook toured the site, saying “the bridge opens in May for all.”',
    ],
    ['with a verb that no list holds', '“The bridge opens in May!” Ada Brook trilled.'],
    ['after "according to"', 'The bridge “opens in May for everybody,” according to Ada Brook.'],
    [
      'before what is told of others',
      'Ada Brook said voters want a bridge that “opens to everybody in May.”',
    ],
    ['before what others are said to want', 'Ada Brook says drivers need “a bridge that opens in May.”'],
    [
      'right before a cue in -ing',
      'The crowd left early, with Ada Brook tweeting “the bridge opens in May.”',
    ],
    ['before a relative clause', 'Ada Brook of Leeds, who built it, said “the bridge opens in May for all.”'],
    ['after a connecting word', 'Similarly, Ada Brook, a town planner, said “the bridge opens in May.”'],
    [
      'after a clause about others',
      'When no boat had come, Ada Brook, a planner, said “the bridge opens in May.”',
    ],
    [
      'behind the place of the report',
      'LEEDS -- Ada Brook, opening the works, said “the bridge opens in May.”',
    ],
    ['behind a party and a state in letters', '“The bridge opens in May,” Rep. Ada Brook (D-N.Y.) said.'],
    [
      'rather than a thing that “says” it',
      'Ada Brook said the sign at the works states “the bridge opens in May.”',
    ],
    [
      'at the end of a paragraph of several',
      '“The bridge opens.” “It opens in May for all.” — Ada Brook, planner',
    ],
    ['after "per"', 'The bridge “opens in May for everybody,” per Ada Brook.'],
    ['after who tells of it', 'Tom Lund said Ada Brook called it “a bridge that opens in May.”'],
    ['before a colon alone', 'Ada Brook: “The bridge opens in May.”'],
    [
      'behind "ever since"',
      'Ever since Ada Brook announced it, she’s said the same at every stop: “The bridge opens in May.”',
    ],
    ['in a signature', '“The bridge opens in May.” — Ada Brook, planner'],
    ['in a signature of its own line', '“The bridge opens in May.”\n- Ada Brook.'],
  ])('is found %s', (_place, text) => {
    expect(spokenIn(text).map((line) => line.split(':')[0])).toEqual(['Ada Brook']);
  });

  it('is the same for both sides of an interruption and for a sentence that runs on', () => {
    const text =
      '“The bridge,” Ada Brook said, “opens to everybody in May. “We are early.” “And under budget, too.”';
    expect(spokenIn(`“The bridge will open,” Ada Brook said. “It is early and cheap.”`)).toEqual([
      'Ada Brook: The bridge will open,',
      'Ada Brook: It is early and cheap.',
    ]);
    expect(new Set(spokenIn(text).map((line) => line.split(':')[0]))).toEqual(new Set(['Ada Brook']));
  });

  it('goes on into the next paragraph when that names nobody', () => {
    expect(spokenIn('Ada Brook opened the bridge.\n“We are proud of every bolt.”')).toEqual([
      'Ada Brook: We are proud of every bolt.',
    ]);
  });

  it('changes with the label of a printed conversation', () => {
    const text =
      'Ada Brook met Omar Lund.\n"LUND: Is the bridge safe?\n"BROOK: It is as safe as a bridge can be."';
    expect(spokenIn(text)).toEqual([
      'Omar Lund: Is the bridge safe?',
      'Ada Brook: It is as safe as a bridge can be.',
    ]);
  });

  it('is not who was asked, but who asks, and nobody when the story does not say', () => {
    expect(spokenIn('Ada Brook was asked by Omar Lund, “Is the bridge safe at night?”')).toEqual([
      'Omar Lund: Is the bridge safe at night?',
    ]);
    expect(spokenIn('Ada Brook was asked, “Is the bridge safe at night?”')).toEqual([
      '?: Is the bridge safe at night?',
    ]);
    expect(spokenIn('“Nothing is known about this one at all.”')).toEqual([
      '?: Nothing is known about this one at all.',
    ]);
  });

  it('comes with the cue that it rests on and with the role that the story states', () => {
    expect(quotationsIn('“The bridge opens in May,” Deputy Mayor Ada Brook said.')[0]).toMatchObject({
      speaker: 'Ada Brook',
      role: 'Deputy Mayor',
      cue: 'said',
      paragraph: 1,
    });
  });
});

describe('marked words that are not speech', () => {
  it.each([
    ['a scare quote', 'The “smart” bridge was closed.'],
    ['the title of a work', 'She wrote “A Short History of the River Bridges” in 1990.'],
    ['the title of a work by somebody', 'The essay “Why we still build bridges by hand,” by Ada Brook, won.'],
    ['a work with its year', 'A poster hung there: “No more toll on our bridges!” (1998).'],
    ['a work that is called so', 'The troupe performs a play called “Los Hijos de Lund,” a comedy.'],
    ['what a thing is sold as', 'The house, pitched as “the last home by the old bridge”, stayed empty.'],
    [
      'the headline of a column',
      'Her column on May 3, “The bridge must not wait,” the best so far, blamed him.',
    ],
    [
      'a headline that a letter cites',
      'I am with Ada Brook (“Brook is right about the bridge,” News, Friday).',
    ],
    ['a phrase that names a thing', 'The city launched the “bridge for every quarter” scheme in May.'],
    ['the name of a programme after a cue', 'He was on “The Morning Show With Lund,” Ada Brook said.'],
    ['a byname', 'Ada Brook, known online as “Bolt,” pleaded guilty in May, the court said.'],
    ['a longer byname', 'The mayor, widely known as “the woman who builds bridges,” said nothing.'],
    ['a slogan', 'They wore “Save Our old wooden Bridge” caps.'],
    ['an address', 'See “http://bridge.example/news” now.'],
    ['a heading in single marks', "'We cannot wait any longer.'"],
    ['what the publisher adds', '“Follow Ada Brook on Twitter @brook.”'],
  ])('are left out: %s', (_what, text) => {
    expect(spokenIn(text)).toEqual([]);
  });

  it.each([
    ['behind a noun that announces it', 'His call for “a total and lasting ban” on tolls failed.'],
    ['in a sentence about a person', 'Ada Brook walked off with a “quiet sort of pride” on Monday.'],
    ['behind "by" and who is judged', 'The plan was “both ridiculed and feared,” by Tom Lund of all people.'],
    ['with capitals, when it is chanted', 'The crowd chanted “No Bridge, No Vote!” for hours.'],
    ['in nothing but capitals', 'Ada Brook sent a single line: “THIS IS NOT OK.”'],
    ['with a year, when somebody wrote it', 'Ada Brook wrote, “The bridge will last” (1998).'],
    ['in a column, when somebody says it', 'In her column, “The bridge must not wait,” Ada Brook said.'],
  ])('are speech %s', (_place, text) => {
    expect(spokenIn(text)).toHaveLength(1);
  });

  it('are speech, however short, when a cue stands beside them', () => {
    expect(spokenIn('“Never,” Ada Brook said.')).toEqual(['Ada Brook: Never,']);
  });
});

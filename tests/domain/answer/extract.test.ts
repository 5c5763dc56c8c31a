import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { answerExtractively } from '../../../src/domain/answer/extract.ts';
import { paragraphText } from '../../../src/domain/story/story.ts';
import { archiveOf } from '../../fixtures/archive.ts';
import { createStory } from '../../fixtures/story.ts';

const tunnel = createStory(
  `Norvale will dig a tunnel under its harbour, the town council decided on Tuesday.

The council voted nine to four for the tunnel, which will cost $80 million and open in 2031. Engineers at the firm Hallam & Orr will build it.

“The bridge is too old,” said Ada Moss, the mayor of Norvale. “It carries 14,000 cars a day. That cannot go on.”

Council member Bo Lind called the price absurd. He wants the bridge repaired instead.

About 300 residents protested outside the hall. They fear noise and dust.

Shops in Dock Street may close while the work goes on, the chamber of trade warned.`,
  { id: 'tunnel', title: 'Norvale chooses a tunnel' },
);
const orchard = createStory('The orchard at Pell sold its last apples.\n\nIts owner, Cy Dorn, is 71.', {
  id: 'orchard',
  title: 'Pell orchard closes',
});
const pact = createStory(
  `Norland and Suthers would try to reach an agreement on fishing this week, officials said on Monday.

“The pact must keep foreign ships out,” Norland’s foreign minister, Eva Rask, said on Tuesday.

Both are members of the Northern Sea Alliance (NSA). On Friday the talks about fishing ended and no agreement was reached.`,
  { id: 'pact', title: 'Norland and Suthers talk about fishing' },
);
const quarrel = createStory(
  `Jo Farr laughed off the advertisement on Sunday. “I think it shows how afraid they are of losing,” she said.

Her rival’s manager, Bea Tarn, said: “Cy Alder and Farr are both unfit.”

Suthers Gov. Ida Crane called for calm. Liv Holm chairs the Norland Fishing Council.`,
  { id: 'quarrel', title: 'Farr and Alder quarrel' },
);
const offices = createStory(
  `The captains signed a letter on May 14, 2015, led by Tor Vik, 61.

“We fish where our fathers fished,” NFC president Liv Holm told the Herald.`,
  { id: 'offices', title: 'Captains write to the council' },
);
const stories = new Map([tunnel, orchard, pact, quarrel, offices].map((story) => [story.id, story]));
const archive = await archiveOf(tunnel, orchard, pact, quarrel, offices);
const ask = (question: string, story?: string) =>
  answerExtractively({ archive }, { question, scope: {}, story });

afterAll(() => archive.close());

describe('answerExtractively', () => {
  it.each([
    ['How much will the tunnel cost?', 2, '$80 million'],
    ['When will the tunnel open?', 2, '2031'],
    ['Who is the mayor of Norvale?', 3, 'Ada Moss'],
    ['Which firm will build the tunnel?', 2, 'Hallam & Orr'],
    ['How many residents protested?', 5, '300'],
    ['How many residents came to the hall?', 5, '300'],
    ['What did Bo Lind say about the price?', 4, 'absurd'],
    ['What do the residents fear?', 5, 'noise and dust'],
  ])('answers %j', async (question, paragraph, words) => {
    const answer = await ask(question, 'tunnel');
    expect(answer.answered).toBe(true);
    expect(answer.sentences[0]?.cites).toEqual([paragraph]);
    expect(answer.sentences[0]?.text).toContain(words);
  });

  it.each([
    ['a number that is not given', 'How many engineers will work on the tunnel?'],
    ['a price that is not given', 'How much did Bo Lind pay for the bridge?'],
    ['a date that is not given', 'When did residents protest against the orchard?'],
    ['words of somebody who does not speak', 'What did Hallam say about the bridge?'],
    ['a role that nobody has', 'Who paid the protesters?'],
    ['a name that the story does not know', 'What did Governor Vane decide about the tunnel?'],
    ['another topic', 'Why do penguins swim?'],
    ['no words at all', '?!'],
  ])('refuses %s', async (_, question) => {
    expect(await ask(question, 'tunnel')).toMatchObject({ answered: false, sentences: [] });
  });

  it('names the nearest passages in either case', async () => {
    expect((await ask('How many engineers will work on the tunnel?', 'tunnel')).nearest[0]?.story).toBe(
      'tunnel',
    );
    expect((await ask('When will the tunnel open?', 'tunnel')).nearest[0]).toEqual({
      story: 'tunnel',
      paragraph: 2,
    });
    expect((await ask('Why do penguins swim?')).nearest).toEqual([]);
  });

  it('does not give one office’s holder for another’s', async () => {
    expect((await ask('Who is the mayor of Pell?', 'tunnel')).answered).toBe(false);
    expect((await ask('Who is the Pell mayor?', 'tunnel')).answered).toBe(false);
    expect((await ask('Who is the Norvale mayor?', 'tunnel')).sentences[0]?.text).toContain('Ada Moss');
  });

  it('gives what somebody says on a subject, their quotations before what the story reports', async () => {
    const answer = await ask('What did Ada Moss say about the bridge?', 'tunnel');
    expect(answer.sentences[0]).toMatchObject({ cites: [3] });
    expect(answer.sentences[0]?.text).toContain('“The bridge is too old,” said Ada Moss');
    expect((await ask('What did Ada Moss say about penguins?', 'tunnel')).answered).toBe(false);
    expect((await ask('What did Cy Dorn say about the bridge?', 'tunnel')).answered).toBe(false);
  });

  it('takes words for those on a subject that the sentence before them names', async () => {
    const answer = await ask('What did Jo Farr say about the advertisement?', 'quarrel');
    expect(answer.sentences[0]?.text).toContain('how afraid they are');
    expect((await ask('What did Cy Alder say about Farr?', 'quarrel')).answered).toBe(false);
  });

  it('finds the holder of an office behind its short form', async () => {
    const answer = await ask('Who is the governor of Suthers?', 'quarrel');
    expect(answer.sentences[0]?.text).toContain('Suthers Gov. Ida Crane');
  });

  it('finds whoever leads something, whatever the office is called', async () => {
    const answer = await ask('Who is the head of the NFC?', 'offices');
    expect(answer.sentences[0]?.text).toContain('NFC president Liv Holm');
    expect((await ask('Who is the head of the Suthers League?', 'offices')).answered).toBe(false);
  });

  it('counts by no year, age or day of a month', async () => {
    expect((await ask('How many captains signed the letter?', 'offices')).answered).toBe(false);
  });

  it('takes the initials of a name for the name', async () => {
    expect((await ask('Who chairs the NFC?', 'quarrel')).sentences[0]?.text).toContain('Liv Holm');
    expect((await ask('Who chairs the NSC?', 'quarrel')).answered).toBe(false);
  });

  it('does not confirm what nobody did', async () => {
    expect((await ask('Did Ida Crane resign?', 'quarrel')).answered).toBe(false);
  });

  it('does not give one person’s words for a namesake’s', async () => {
    expect((await ask('How did Jo Tarn react to the advertisement?', 'quarrel')).answered).toBe(false);
  });

  it('calls somebody by the surname whom the question names in full', async () => {
    expect((await ask('What does Bo Lind want repaired?', 'tunnel')).answered).toBe(true);
  });

  it('takes a country for those who speak for it', async () => {
    const answer = await ask('What did Norland say about the pact?', 'pact');
    expect(answer.sentences.map(({ cites }) => cites[0])).toEqual([2]);
  });

  it('says what an abbreviation stands for', async () => {
    expect((await ask('What does NSA stand for?', 'pact')).sentences[0]?.text).toContain(
      'Northern Sea Alliance (NSA)',
    );
    expect((await ask('What does CSA stand for?', 'pact')).answered).toBe(false);
  });

  it('decides a yes-no question by what happened rather than by what was meant to', async () => {
    const [sentence] = (await ask('Did the countries reach an agreement on fishing?', 'pact')).sentences;
    expect(sentence?.text).toContain('no agreement');
  });

  it('tells a story as a whole when asked what it is about', async () => {
    const answer = await ask('What is this story about?', 'tunnel');
    expect(answer.sentences[0]).toMatchObject({ story: 'tunnel', cites: [1] });
  });

  it('tells passages that are close to the question from nothing at all', async () => {
    expect((await ask('Which bank lent the money for the harbour tunnel?')).nearest.length).toBeGreaterThan(
      0,
    );
    expect((await ask('Which bank lent the money for the harbour tunnel?')).answered).toBe(false);
    expect(await ask('Which composer wrote the longest symphony?')).toMatchObject({
      answered: false,
      nearest: [],
    });
  });

  it('shows words of a speaker only with the marks and the speaker around them', async () => {
    const [sentence] = (await ask('How many cars does the bridge carry?', 'tunnel')).sentences;
    expect(sentence?.text).toBe(paragraphText(tunnel, 3));
  });

  it('shows with words that announce others those that they announce', async () => {
    const body = 'The mayor praised the ferry in a letter on Monday:\n\n“It carries the whole island.”';
    const only = await archiveOf(createStory(body, { id: 'letter', title: 'A letter' }));
    const question = 'When did the mayor praise the ferry?';
    const { sentences } = await answerExtractively(
      { archive: only },
      { question, scope: {}, story: 'letter' },
    );
    await only.close();
    expect(sentences.map(({ cites }) => cites[0])).toEqual([1, 2]);
  });

  it('shows a sentence that points back together with the one before', async () => {
    const [sentence] = (await ask('What does Bo Lind want repaired?', 'tunnel')).sentences;
    expect(sentence?.text).toBe(paragraphText(tunnel, 4));
  });

  it('finds the story itself when none is named', async () => {
    const answer = await ask('Who is the owner of the orchard at Pell?');
    expect(answer.sentences[0]).toMatchObject({ story: 'orchard', cites: [2] });
    expect(await ask('Who is the owner of the orchard?', 'no such story')).toEqual({
      answered: false,
      sentences: [],
      nearest: [],
    });
  });

  it('answers any text with slices of the story only', async () => {
    const words = fc.constantFrom(
      'Who',
      'how many',
      'tunnel',
      'Norvale',
      'cost',
      '?',
      '"',
      '\0',
      'bridge',
      'ignore all rules',
      '2031',
    );
    const question = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((parts) => parts.join(' ')),
    );
    await fc.assert(
      fc.asyncProperty(question, async (text) => {
        const answer = await ask(text);
        expect(answer.answered).toBe(answer.sentences.length > 0);
        for (const { text: shown, cites, story } of answer.sentences) {
          const source = stories.get(story ?? '');
          expect(source && paragraphText(source, cites[0] ?? 0)).toContain(shown);
        }
      }),
    );
  });
});

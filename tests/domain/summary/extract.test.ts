import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphText, type Story } from '../../../src/domain/story/story.ts';
import { summarizeExtractively } from '../../../src/domain/summary/extract.ts';
import { countWords, SUMMARY_WORDS, type SummaryLength } from '../../../src/domain/summary/lengths.ts';
import { createStory } from '../../fixtures/story.ts';

const LENGTHS: readonly SummaryLength[] = ['brief', 'standard', 'full'];

const ferry = createStory(
  `The new ferry drops its evening run.

WESTPORT, Ore., May 3 (AP) — The new ferry between Westport and Gull Island will drop its evening run on Monday because too few passengers used it, the harbour board said.

The board counted nine passengers on an average evening, far below the forty that the ferry needs to pay its crew. But it also warned that fuel had become dearer. He called that a pity.

“I will miss the evening ferry,” said Ada Moss, a nurse who lives on Gull Island. “We were told it was safe. Nobody asked the passengers. That is wrong.”

She will stay with her sister in Westport on work days. The island council will pay for a water taxi until autumn, council member Bo Lind said.

The harbour board will vote on the ferry's winter schedule in September, and passengers may send it letters until then.

A second ferry was sold in 2019 to a firm in Norway, which still owes the board a third of its price.

Click here to read more about ferries.

Follow Bo Writer on Twitter @bowriter.

Photo by Cy Orr`,
  { title: 'The new ferry drops its evening run' },
);

const textOf = (story: Story, options: Parameters<typeof summarizeExtractively>[1]) =>
  summarizeExtractively(story, options).map((sentence) => sentence.text);

describe('summarizeExtractively', () => {
  it.each(LENGTHS)('takes sentences verbatim, in story order, within the words of a %s summary', (length) => {
    const summary = summarizeExtractively(ferry, { length });
    expect(summary.length).toBeGreaterThan(0);
    for (const { text, cites } of summary) expect(paragraphText(ferry, cites[0] ?? 0)).toContain(text);
    const places = summary.map(({ text }) => ferry.body.indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(countWords(summary.map(({ text }) => text).join(' '))).toBeLessThanOrEqual(SUMMARY_WORDS[length]);
  });

  it('begins with the news and leaves the dateline off', () => {
    expect(textOf(ferry, { length: 'brief' })[0]).toBe(
      'The new ferry between Westport and Gull Island will drop its evening run on Monday because too few passengers used it, the harbour board said.',
    );
  });

  it('calls nobody by surname alone before it has said who that is', () => {
    const story = createStory(
      `The harbour of Westport will close on Monday for a year, and the ferries will leave from Dover.

Nurse Ada Moss, who lives on Gull Island, called the closing of the harbour a blow to the island.

Moss said that the ferries from Dover would cost the islanders two hours a day.`,
      { title: 'Harbour closes' },
    );
    for (const length of LENGTHS) {
      const text = textOf(story, { length }).join(' ');
      const at = text.indexOf('Moss said');
      expect(at < 0 || text.slice(0, at).includes('Ada Moss')).toBe(true);
    }
    expect(textOf(story, { length: 'full' }).join(' ')).toContain('Moss said');
  });

  it('takes no role for a name that has to be told first', () => {
    const story = createStory(
      'The lifelong Liberal who wrote the speech will not vote for the harbour plan this fall, he said.\n\n“It is dear,” the lifelong Liberal said.',
      { title: 'A vote is lost' },
    );
    expect(textOf(story, { length: 'brief' })[0]).toContain('The lifelong Liberal who wrote');
  });

  it('shows no words of a transcript or a post without who says them', () => {
    const story = createStory(
      `The mayor spoke about the bridge on the radio on Monday.

ADA MOSS: The bridge will be built in five years. The critics of the bridge are wrong about its price.

BO LIND: The bridge is far too dear. The town has no money for bridges of this size.

ADA MOSS: The town will find the money for the bridge.

<tweet id="1">The bridge is a joke. The mayor and her bridge should go now.</tweet>`,
      { title: 'Talk of the bridge' },
    );
    const text = textOf(story, { length: 'full' }).join(' ');
    expect(text).toContain('ADA MOSS: The bridge will be built');
    expect(text).not.toMatch(/critics of the bridge|no money for bridges|her bridge should go/);
  });

  it('takes no single word for a statement', () => {
    const body = 'Obituary.\n\nThe founder of the harbour museum of Westport died on Monday at 92.';
    expect(textOf(createStory(body), { length: 'full' })).toHaveLength(1);
  });

  it('begins the count of paragraphs where the news begins', () => {
    const lead = 'The council of Westport voted on Monday to close the old harbour for a year.';
    const later = 'Ferries, boats, barges, tugs and yachts of Westport will berth in Dover harbour instead.';
    const bare = textOf(createStory(`${lead}\n\n${later}`), { length: 'brief' });
    const headed = `Vote.\n\nBy Ada Moss\n\n${lead}\n\n${later}`;
    expect(textOf(createStory(headed), { length: 'brief' })).toEqual(bare);
  });

  it('takes a surname of the title as known', () => {
    const story = createStory(
      'Moss said that the ferries would cost the islanders two hours a day.\n\nAda Moss left.',
      {
        title: 'Moss warns islanders',
      },
    );
    expect(textOf(story, { length: 'brief' })).toHaveLength(1);
  });

  it('leaves out words that a lost line break has joined, and the title told again', () => {
    const story = createStory(
      `Harbour board drops the evening ferry; nurses object.

The board said on Monday.The ferry had lost money for nine years in a row.

Nurses who work at night asked the board for a bus instead of the boat.`,
      { title: 'Harbour board drops evening ferry as nurses object' },
    );
    expect(textOf(story, { length: 'full' })).toEqual([
      'Nurses who work at night asked the board for a bus instead of the boat.',
    ]);
  });

  it('says more the longer it may be', () => {
    const [brief, standard, full] = LENGTHS.map((length) => textOf(ferry, { length }).join(' ').length);
    expect(brief).toBeLessThan(Number(standard));
    expect(standard).toBeLessThan(Number(full));
  });

  it('leaves out headings, captions, invitations and words of a longer quotation', () => {
    const all = textOf(ferry, { length: 'full' }).join('\n');
    for (const unwanted of ['Click here', 'Follow', 'Photo by', 'The new ferry drops', 'Nobody asked']) {
      expect(all).not.toContain(unwanted);
    }
  });

  it('takes a sentence that points back only after the one it points to', () => {
    for (const length of LENGTHS) {
      const summary = textOf(ferry, { length });
      const but = summary.findIndex((text) => text.startsWith('But it also'));
      expect(but < 0 || summary[but - 1]?.startsWith('The board counted')).toBe(true);
      expect(summary.some((text) => text.startsWith('She will stay'))).toBe(false);
    }
  });

  it('puts what the reader asked about first', () => {
    expect(textOf(ferry, { length: 'brief', focus: 'the second ferry sold to Norway' }).join(' ')).toContain(
      '2019',
    );
    expect(textOf(ferry, { length: 'brief', focus: 'penguins' })).toEqual(textOf(ferry, { length: 'brief' }));
  });

  it('does not say a thing twice', () => {
    const twice = createStory(
      'The council bought nine red buses for the valley.\n\nThe mayor smiled at the crowd of children.\n\nThe council bought nine red buses for the valley.\n\nNine red buses were bought for the valley by the council.',
    );
    expect(textOf(twice, { length: 'full' }).filter((text) => text.includes('buses'))).toHaveLength(1);
  });

  it('shortens the best sentence at a clause when none fits, and says so', () => {
    const long = `${'The council of the valley met in the old hall to talk about many small things, '.repeat(8)}and went home.`;
    const [only, ...rest] = summarizeExtractively(createStory(long), { length: 'brief' });
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ shortened: true, cites: [1] });
    expect(long.startsWith(only?.text ?? '?')).toBe(true);
    expect(only?.text.endsWith('things')).toBe(true);
    expect(countWords(only?.text ?? '')).toBeLessThanOrEqual(40);
  });

  it('is the first clauses of an opening that is too long, and not what comes after it', () => {
    const story =
      createStory(`The harbour board said on Monday that the ferry between Westport and Gull Island will drop its evening run because too few passengers used it in the last two years of its service, which ends a tradition that began when the island had a cannery, a school and three shops.

The board counted nine passengers on an average evening.`);
    const [opening, ...more] = summarizeExtractively(story, { length: 'brief' });
    expect(opening).toMatchObject({ shortened: true, text: expect.stringMatching(/years of its service$/) });
    expect(more).toEqual([]);
    expect(textOf(story, { length: 'brief', focus: 'average evening' })).toEqual([
      'The board counted nine passengers on an average evening.',
    ]);
  });

  it('uses no short name before it has said what that stands for', () => {
    const story =
      createStory(`A new party has won most of the seats in the council of Westport, to the surprise of all who had run it for years.

It was founded by anglers who had quarrelled with the board over the price of the ferry. Nobody had thought that the Westport Anglers’ Party (WAP), which had neither money nor an office nor a single candidate until the last days of a cold and quiet spring, could ever hold a seat.

The WAP was supported by six in ten voters.`);
    expect(textOf(story, { length: 'brief' }).join(' ')).not.toContain('The WAP');
  });

  it('keeps within its length in a script without spaces', () => {
    const story = createStory(
      '议会周一批准了新的渡轮时间表并感谢所有居民的耐心。'.repeat(1) +
        '渡轮公司表示将在秋季之前雇用更多员工来运营这条航线。'.repeat(9),
    );
    const text = textOf(story, { length: 'brief' }).join(' ');
    expect(text).not.toBe('');
    expect(countWords(text)).toBeLessThanOrEqual(40);
  });

  it('is empty for a story without a statement', () => {
    for (const body of ['', '\n \n', 'Photos', '— — —', 'Click here.']) {
      expect(summarizeExtractively(createStory(body), { length: 'full' })).toEqual([]);
    }
  });

  it('keeps its word on any text', () => {
    const piece = fc.constantFrom(
      'The mayor',
      ' paid',
      ' nine crowns',
      '. ',
      '.\n\n',
      '“',
      '”',
      '"',
      ' he',
      ' But',
      ', ',
      '!',
      ' 3',
      ' ',
      'x'.repeat(300),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 120 }),
        fc.constantFrom(...LENGTHS),
        fc.string(),
        (parts, length, focus) => {
          const story = createStory(parts.join(''));
          const summary = summarizeExtractively(story, { length, focus });
          expect(countWords(summary.map(({ text }) => text).join(' '))).toBeLessThanOrEqual(
            SUMMARY_WORDS[length],
          );
          for (const { text, cites } of summary) expect(paragraphText(story, cites[0] ?? 0)).toContain(text);
          expect(summarizeExtractively(story, { length, focus })).toEqual(summary);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('what a summary leans on', () => {
  it('brings the sentence that a definite reference points to', () => {
    const story = createStory(
      `Students of Norvale have long paid the full price for rail tickets, and many students of Norvale walk to their lectures.

Bo Lind, of the board, laid a bill before the assembly. The bill would halve what students of Norvale pay for rail tickets.

Rail tickets for students of Norvale cost more than those for students of other towns, students of Norvale say.`,
      { title: 'Students of Norvale pay too much for rail tickets' },
    );
    expect(textOf(story, { length: 'brief', focus: 'halve' })).toEqual([
      'Bo Lind, of the board, laid a bill before the assembly.',
      'The bill would halve what students of Norvale pay for rail tickets.',
    ]);
  });
});

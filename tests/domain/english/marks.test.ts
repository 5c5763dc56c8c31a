import { describe, expect, it } from 'vitest';
import { findMarkedRuns } from '../../../src/domain/english/marks.ts';
import { splitLines } from '../../../src/domain/story/story.ts';

const runsIn = (text: string) =>
  findMarkedRuns(text, splitLines(text)).map(({ start, end }) => text.slice(start, end));

describe('marked runs', () => {
  it.each([
    ['curly', 'She said “the ferry is late” today.'],
    ['straight', 'She said "the ferry is late" today.'],
    ['two single ones', "She said ''the ferry is late'' today."],
    ['angle', 'She said « the ferry is late » today.'],
    ['reversed angle', 'She said »the ferry is late« today.'],
    ['low', 'She said „the ferry is late“ today.'],
    ['opened curly, closed straight', 'She said “the ferry is late" today.'],
    ['closed with an opening mark', 'She said “the ferry is late“ today.'],
  ])('are found between %s marks', (_style, text) => {
    expect(runsIn(text)).toEqual(['the ferry is late']);
  });

  it('are found between single marks when a sentence ends inside', () => {
    expect(runsIn('‘The ferry is late,’ she said.')).toEqual(['The ferry is late,']);
    expect(runsIn('The ferries’ captain, the ‘old hand’, waited in the ’90s.')).toEqual([]);
  });

  it('keep marks inside a run as part of it', () => {
    expect(runsIn('“He told me ‘no, thanks’ twice,” she said.')).toEqual(['He told me ‘no, thanks’ twice,']);
    expect(runsIn('“A “very” late ferry,” she said.')).toEqual(['A “very” late ferry,']);
  });

  it('end with the paragraph, or where the next one opens, when their closing mark is missing', () => {
    expect(runsIn('“We will row.\nThe sea was calm.')).toEqual(['We will row.']);
    expect(runsIn('“We will row. “Or swim,” he said.')).toEqual(['We will row.', 'Or swim,']);
  });

  it('are not opened by a straight mark that nothing closes before curved ones', () => {
    expect(runsIn('"Ada Brook walked off, chanting “one more day!”')).toEqual(['one more day!']);
  });

  it('end at a single mark after a sentence when that is all that closes them', () => {
    expect(runsIn('He wrote: “We will row.’ The sea was calm.')).toEqual(['We will row.']);
    expect(runsIn('“He said, ‘We will row.’ Then he left.\nThe sea was calm.')).toEqual([
      'He said, ‘We will row.’ Then he left.',
    ]);
    expect(runsIn('“The rowers’ boat, the cox’s, is ours.\nThe sea was calm.')).toEqual([
      'The rowers’ boat, the cox’s, is ours.',
    ]);
  });

  it('go on over paragraphs that each open and do not close', () => {
    const text = '“We will row.\n“Then we will swim.”';
    expect(
      findMarkedRuns(text, splitLines(text)).map(({ closed, continues }) => [closed, continues]),
    ).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it('are not opened by inch marks, nor by marks inside a tag', () => {
    expect(runsIn('The 6" board and <a href="http://a.example/b c">this</a> one.')).toEqual([]);
  });
});

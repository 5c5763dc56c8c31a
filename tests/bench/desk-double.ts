import { createHash } from 'node:crypto';
import { sentencePassages } from '../../src/domain/english/passages.ts';
import { ModelError } from '../../src/domain/errors.ts';
import { normaliseMarks } from '../../src/domain/grounding/quoted-text.ts';
import type { ModelAnswers, ModelSentence, ModelUse, RenderedPrompt } from '../../src/domain/ports.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { countWords } from '../../src/domain/summary/lengths.ts';
import { judgeBy } from '../fixtures/model-server.ts';
import type { LabelledSentence } from './grounding-sets.ts';

/** Of so many verdicts the judge gets one wrong. */
const WRONG_ONE_IN = 20;
/** Sentences of the story itself that the model writes around the labelled one, none longer than this. */
const COMPANY = 3;
const COMPANY_WORDS = 25;

/** What the desk tells a repair beside a sentence that failed. */
const NEAREST = / Nearest in the story: \[(\d+)\] (.*?)(?= \[\d+\] |$)/;

/** A model that writes one labelled sentence among the story's own, and judges and mends with its label in mind. */
export interface Double {
  answer<U extends ModelUse>(use: U, prompt: RenderedPrompt): ModelAnswers[U];
  /** The sentence of the story that it wrote instead of the labelled one. */
  mended(): string | undefined;
}

/** Its draws follow from the sentence: each run is the same. */
export function createDouble({ story, sentence, cites, supported }: LabelledSentence): Double {
  const written: ModelSentence = { text: sentence, cites };
  const [opening, ...others] = chooseCompany(story, sentence);
  const draft = [...(opening ? [opening] : []), written, ...others];
  const body = fold(story.body);
  let verdicts = 0;
  let mended: string | undefined;

  function judge({ user }: RenderedPrompt): ModelAnswers['judge'] {
    return judgeBy(user, (text) => {
      const truth = body.includes(fold(text)) || supported;
      const isWrong = draw(`${sentence} ${verdicts++}`, WRONG_ONE_IN) === 0;
      return truth !== isWrong;
    });
  }

  /** "Ok" stays; what is true is told again by the sentence of the story that the desk names; what is false is left out. */
  function repair({ user }: RenderedPrompt): ModelAnswers['summary'] {
    const tidy = sentence.replace(/\s+/g, ' ').trim();
    const report = user
      .split('\n')
      .find((line) => line.includes(`] ${tidy} (cites `) && line.includes(' → '));
    const [, number, own] = NEAREST.exec(report ?? '') ?? [];
    if (!report || report.endsWith('→ ok')) return { sentences: draft };
    mended = supported ? own : undefined;
    const instead = mended === undefined ? [] : [{ text: mended, cites: [Number(number)] }];
    return { sentences: draft.flatMap((one) => (one === written ? instead : one)) };
  }

  const answers: { [U in ModelUse]?: (prompt: RenderedPrompt) => ModelAnswers[U] } = {
    judge,
    summary: (prompt) => (prompt.system.includes('failed a check') ? repair(prompt) : { sentences: draft }),
  };
  return {
    mended: () => mended,
    answer(use, prompt) {
      const give = answers[use];
      if (!give) throw new ModelError('empty', `no answer for ${use}`);
      return give(prompt);
    },
  };
}

/** Short sentences of the story, as a model would write that copies. */
function chooseCompany(story: Story, sentence: string): ModelSentence[] {
  return sentencePassages(story)
    .filter(({ text }) => countWords(text) <= COMPANY_WORDS && countWords(text) > 5 && !/["“”‘’']/.test(text))
    .filter(({ text }) => fold(text) !== fold(sentence))
    .slice(0, COMPANY)
    .map(({ text, paragraph }) => ({ text, cites: [paragraph] }));
}

/** Words alone, in lower case: what is shown may differ in its marks from what was written. */
export function fold(text: string): string {
  return normaliseMarks(text)
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** A number below `sides` that follows from `seed`. */
function draw(seed: string, sides: number): number {
  return createHash('sha256').update(seed).digest().readUInt32BE() % sides;
}

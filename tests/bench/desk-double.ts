import { createHash } from 'node:crypto';
import { ModelError } from '../../src/domain/errors.ts';
import { normaliseMarks } from '../../src/domain/grounding/quoted-text.ts';
import { hasLooseMark } from '../../src/domain/model/exact-quotations.ts';
import type { ModelAnswers, ModelSentence, ModelUse, RenderedPrompt } from '../../src/domain/ports.ts';
import { sentencePassages } from '../../src/domain/story/passages.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { countWords } from '../../src/domain/summary/lengths.ts';
import { judgeBy } from '../fixtures/model-server.ts';
import type { LabelledSentence } from './grounding-sets.ts';

/** Of so many verdicts the judge gets one wrong. */
const WRONG_ONE_IN = 20;
/** Sentences of the story itself that the model writes around the labelled one, none longer than this. */
const COMPANY = 3;
const COMPANY_WORDS = 25;

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

  /** "Ok" stays; what is true is told again in the story's own words; what is false is left out. */
  function repair(prompt: RenderedPrompt): ModelAnswers['summary'] {
    const sentences = draft.flatMap((one) => {
      if (one !== written || !hasFailed(prompt.user, one.text)) return one;
      const own = supported ? findOwn(story, sentence, cites) : undefined;
      mended = own?.text;
      return own ?? [];
    });
    return { sentences };
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

function hasFailed(report: string, text: string): boolean {
  const line = report
    .split('\n')
    .find((one) => one.includes(text.replace(/\s+/g, ' ').trim()) && one.includes(' → '));
  return line !== undefined && !line.endsWith('→ ok');
}

/** Short sentences of the story, as a model would write that copies. */
function chooseCompany(story: Story, sentence: string): ModelSentence[] {
  return sentencePassages(story)
    .filter(({ text }) => countWords(text) <= COMPANY_WORDS && countWords(text) > 5 && !/["“”‘’']/.test(text))
    .filter(({ text }) => fold(text) !== fold(sentence))
    .slice(0, COMPANY)
    .map(({ text, paragraph }) => ({ text, cites: [paragraph] }));
}

/** The sentence of the cited paragraphs that shares most words. */
function findOwn(story: Story, sentence: string, cites: readonly number[]): ModelSentence | undefined {
  const wanted = new Set(fold(sentence).split(' '));
  const ranked = sentencePassages(story)
    .filter(({ paragraph, text }) => cites.includes(paragraph) && !hasLooseMark(text))
    .map(({ text, paragraph }) => ({
      text,
      cites: [paragraph],
      shared: fold(text)
        .split(' ')
        .filter((word) => wanted.has(word)).length,
    }));
  return ranked.sort((a, b) => b.shared - a.shared)[0];
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

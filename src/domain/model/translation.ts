import type { CitedSentence } from '../cited-sentence.ts';
import { ModelError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Story } from '../story/story.ts';
import { delimitData, numberLines } from './delimited-data.ts';
import type { Judge } from './judge.ts';
import type { Language } from './languages.ts';
import type { ModelSession } from './model-session.ts';
import { tidySentence } from './sentence-form.ts';
import { canCompareNames } from './translated-names.ts';
import { findTranslationFault } from './translation-check.ts';

/** Sentences after translation, in the same order; one that failed its check stays as it was. */
export interface Translation {
  readonly sentences: readonly CitedSentence[];
  /** What the member should know about it. */
  readonly note: string;
  /** Whether all sentences stayed as they were. */
  readonly failed: boolean;
}

/**
 * Translates checked sentences one by one. Citations stay; numbers, names and quotations are checked again. A fault of
 * the model leaves every sentence in the story's language, and the note says so.
 */
export async function translateSentences(
  {
    session,
    judge,
    log,
  }: { readonly session: ModelSession; readonly judge: Judge | undefined; readonly log: Log },
  story: Story,
  sentences: readonly CitedSentence[],
  language: Language,
): Promise<Translation> {
  const untranslated = {
    sentences,
    note: `The translation into ${language.name} failed: this is the story’s language.`,
    failed: true,
  };
  try {
    const texts = sentences.map(({ text }) => text);
    const proposed = await propose(session, story, texts, language);
    const sound = proposed.map((text, i) => {
      return text !== undefined && !findTranslationFault(texts[i] ?? '', text, story, language.tag)
        ? text
        : undefined;
    });
    const accepted = judge ? await keepJudged(judge, session, texts, sound) : sound;
    const failed = accepted.filter((text) => text === undefined).length;
    if (failed === sentences.length) return untranslated;
    const rest =
      failed > 0 ? ` ${failed} of ${sentences.length} could not be checked and stay as they were.` : '';
    const names = canCompareNames(story.language, language.tag)
      ? ''
      : ' Names could not be compared in its script.';
    return {
      sentences: sentences.map((sentence, i) => ({ ...sentence, text: accepted[i] ?? sentence.text })),
      note: `Translated into ${language.name} by the model after the check.${rest}${names}`,
      failed: false,
    };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    log.warn({ err: error, fault: error.fault }, 'the model did not translate');
    return untranslated;
  }
}

async function propose(
  session: ModelSession,
  story: Story,
  texts: readonly string[],
  language: Language,
): Promise<(string | undefined)[]> {
  const data = delimitData(story.hash, { sentences: numberLines(texts.map((text, i) => [i + 1, text])) });
  const reply = await session.ask('translate', { ...data, language: `${language.name} (${language.tag})` });
  return texts.map((_, i) => {
    const text = reply.sentences.find(({ sentence }) => sentence === i + 1)?.text;
    return text === undefined ? undefined : tidySentence(text);
  });
}

/** Lets a model compare each translation with its original; one without a verdict in its favour is not kept. */
async function keepJudged(
  judge: Judge,
  session: ModelSession,
  originals: readonly string[],
  translations: readonly (string | undefined)[],
): Promise<(string | undefined)[]> {
  const claims = translations.flatMap((text, place) => {
    const cited = [{ number: place + 1, text: originals[place] ?? '', heading: '' }];
    return text === undefined ? [] : { place, text, cited, doubts: [] };
  });
  const verdicts = await judge.judge(claims, session);
  const supported = new Set(claims.filter((_, i) => verdicts[i]?.supported).map(({ place }) => place));
  return translations.map((text, place) => (supported.has(place) ? text : undefined));
}

import type { CitedSentence } from '../cited-sentence.ts';
import type { Outcome } from '../model/answer-desk.ts';
import { choosePassages, showPassages } from '../model/context.ts';
import { delimitData } from '../model/delimited-data.ts';
import type { Language } from '../model/languages.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { ModelSession } from '../model/model-session.ts';
import type { Stage } from '../model/stage.ts';
import { JUDGE_FAILED, keepSupported } from '../model/supported-sentences.ts';
import { translateSentences } from '../model/translation.ts';
import type { PassageIndex } from '../ports.ts';
import { countWords, SUMMARY_WORDS, type SummaryLength } from './lengths.ts';
import type { SummaryRequest, WrittenSummary } from './summarize.ts';

const MAX_SENTENCES: Readonly<Record<SummaryLength, number>> = { brief: 2, standard: 4, full: 8 };

/** A summary by the model, of which each sentence passed the check; or why there is none. Never throws for the model. */
export function writeSummary(
  index: PassageIndex,
  access: ModelAccess,
  request: SummaryRequest,
  focus: string | undefined,
  language: Language | undefined,
): Promise<Outcome<WrittenSummary>> {
  const { story, length } = request;
  const settings = [String(access.judge), String(access.contextTokens), access.checkVersion];
  return access.summaries.take(request, {
    key: ['summary', story.hash, length, focus ?? '', language?.tag ?? '', ...settings],
    write: (session, announce) => write({ index, access, request, focus, language, session, announce }),
  });
}

interface Task {
  readonly index: PassageIndex;
  readonly access: ModelAccess;
  readonly request: SummaryRequest;
  readonly focus: string | undefined;
  readonly language: Language | undefined;
  readonly session: ModelSession;
  readonly announce: (stage: Stage) => void;
}

async function write(task: Task): Promise<Outcome<WrittenSummary>> {
  const { index, access, focus, language, session, announce } = task;
  const { story, length } = task.request;
  announce('Reading');
  // Without a focus the headline stands for what is central.
  const central = focus ?? `${story.title} ${story.dek ?? ''}`;
  const ranked = index.search(central, { story: story.id, limit: story.paragraphs.length });
  const passages = choosePassages(
    story,
    ranked.map(({ paragraph }) => paragraph),
    access.contextTokens,
  );
  const data = delimitData(story.hash, { passages: showPassages(passages), focus: focus ?? '' });
  announce('Writing');
  const limits = { maxWords: String(SUMMARY_WORDS[length]), maxSentences: String(MAX_SENTENCES[length]) };
  const draft = await session.ask('summary', { ...data, ...limits });

  announce('Checking');
  const checker = { session, passages, judge: access.judge, log: access.log };
  const aim = `A summary of at most ${limits.maxWords} words. ${focus ? `Focus: ${focus}` : ''}`;
  const { kept, checked, judgeFailed } = await keepSupported(checker, draft.sentences, aim);
  const fitting = fitWords(kept, SUMMARY_WORDS[length]);
  const dropped = checked - kept.length;
  // Where most of what a model wrote is wrong, the rest is not to be trusted either.
  if (fitting.length === 0 || kept.length < dropped) return { declined: 'unsupported' };

  if (language) announce('Translating');
  const translation = language ? await translateSentences(checker, story, fitting, language) : undefined;
  const notes = [judgeFailed ? JUDGE_FAILED : '', translation?.note ?? ''].filter(Boolean).join(' ');
  return {
    value: {
      method: 'model',
      sentences: translation?.sentences ?? fitting,
      checked: fitting.length + dropped,
      dropped,
      model: access.name,
      ...(notes && { note: notes }),
    },
    provisional: judgeFailed || translation?.failed,
  };
}

/** The sentences, in order, that fit into `maxWords` together; one that does not is passed over. */
function fitWords(sentences: readonly CitedSentence[], maxWords: number): CitedSentence[] {
  let left = maxWords;
  return sentences.filter(({ text }) => {
    const words = countWords(text);
    if (words > left) return false;
    left -= words;
    return true;
  });
}

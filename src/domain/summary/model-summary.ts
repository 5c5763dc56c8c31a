import type { CitedSentence } from '../cited-sentence.ts';
import type { Outcome } from '../model/answer-desk.ts';
import { choosePassages, showPassages } from '../model/context.ts';
import { delimitData } from '../model/delimited-data.ts';
import { noteUnjudged } from '../model/judge.ts';
import type { Language } from '../model/languages.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { ModelSession } from '../model/model-session.ts';
import type { Stage } from '../model/stage.ts';
import { keepSupported, type SupportedSentences } from '../model/supported-sentences.ts';
import { translateSentences } from '../model/translation.ts';
import type { Written } from '../model/written.ts';
import { readQuestion } from '../search/question.ts';
import { rankParagraphs } from '../search/rank-story.ts';
import type { Story } from '../story/story.ts';
import { countWords, SUMMARY_WORDS } from './lengths.ts';
import { findOwnLead } from './own-lead.ts';
import type { SummaryRequest } from './summary-request.ts';

const MAX_SENTENCES = 6;

/** Of the limit, what a model is asked for: it counts words badly, and a sentence over the limit is lost whole. */
const ASKED_SHARE = 0.9;

const OWN_LEAD = 'The first sentence is the story’s own.';

/** A summary by the model, of which each sentence passed the check; or why there is none. Never throws for the model. */
export function writeSummary(
  access: ModelAccess,
  request: SummaryRequest,
  focus: string | undefined,
  language: Language | undefined,
): Promise<Outcome<Written>> {
  const { story, length } = request;
  const settings = [String(access.contextTokens), ...access.checkedBy];
  return access.writings.take(request, {
    key: ['summary', story.id, story.hash, length, focus ?? '', language?.tag ?? '', ...settings],
    write: (session, announce) => write({ access, request, focus, language, session, announce }),
  });
}

interface Task {
  readonly access: ModelAccess;
  readonly request: SummaryRequest;
  readonly focus: string | undefined;
  readonly language: Language | undefined;
  readonly session: ModelSession;
  readonly announce: (stage: Stage) => void;
}

async function write(task: Task): Promise<Outcome<Written>> {
  const { access, language, session, announce } = task;
  const { story, length } = task.request;
  const supported = await writeSupported(task);
  const { kept, checked, judgeFailed } = supported;
  const failed = checked - kept.length;
  // Where most of what a model wrote is wrong, the rest is not to be trusted either.
  if (kept.length === 0 || kept.length < failed) return { declined: 'unsupported' };
  const lead = replaceLead(story, supported, SUMMARY_WORDS[length]);
  const fitting = fitWords([...lead, ...kept], SUMMARY_WORDS[length]);
  if (fitting.length === 0) return { declined: 'unsupported' };
  const cut = lead.length + kept.length - fitting.length;

  if (language) announce('Translating');
  const desk = { session, judge: access.translationJudge, log: access.log };
  const translation = language ? await translateSentences(desk, story, fitting, language) : undefined;
  const unjudged = judgeFailed && access.judge ? noteUnjudged(access.judge) : '';
  const note = [lead.length > 0 ? OWN_LEAD : '', unjudged, translation?.note ?? ''].filter(Boolean).join(' ');
  const sentences = translation?.sentences ?? fitting;
  return {
    value: { model: access.name, sentences, checked, dropped: failed + cut, cut, ...(note && { note }) },
    provisional: judgeFailed || translation?.failed,
  };
}

async function writeSupported({ access, request, focus, session, announce }: Task) {
  const { story, length } = request;
  announce('Reading');
  // Without a focus the headline stands for what is central.
  const central = focus ?? `${story.title} ${story.dek ?? ''}`;
  const ranked = rankParagraphs(story, readQuestion(central));
  const passages = choosePassages(
    story,
    ranked.map(({ paragraph }) => paragraph),
    access.contextTokens,
  );
  const data = delimitData(story.hash, { passages: showPassages(passages), focus: focus ?? '' });
  announce('Writing');
  const maxWords = String(Math.floor(SUMMARY_WORDS[length] * ASKED_SHARE));
  const draft = await session.ask('summary', { ...data, maxWords, maxSentences: String(MAX_SENTENCES) });

  announce('Checking');
  const desk = { session, passages, judge: access.judge, log: access.log, meter: access.meter };
  const aim = `A summary of at most ${maxWords} words. ${focus ? `Focus: ${focus}` : ''}`;
  return keepSupported(desk, draft.sentences, aim);
}

/** The story's own sentence in the place of a lead that failed; none where the summary has a lead or has it already. */
function replaceLead(
  story: Story,
  { lostLead, kept }: SupportedSentences,
  maxWords: number,
): CitedSentence[] {
  if (!lostLead) return [];
  const cites = lostLead.numbers.filter((number) => number <= story.paragraphs.length);
  const own = findOwnLead(story, { text: lostLead.written, cites }, maxWords);
  return own && !kept.some(({ text }) => text === own.text) ? [own] : [];
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

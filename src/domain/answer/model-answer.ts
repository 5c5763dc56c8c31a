import type { Outcome } from '../model/answer-desk.ts';
import { choosePassages, fitPassages, type NumberedPassage, showPassages } from '../model/context.ts';
import { delimitData } from '../model/delimited-data.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { ModelSession } from '../model/model-session.ts';
import type { Stage } from '../model/stage.ts';
import { JUDGE_FAILED, keepSupported } from '../model/supported-sentences.ts';
import type { RankedPassage } from '../ports.ts';
import { searchPassages } from '../search/search-passages.ts';
import type { AnswerPorts, AnswerRequest, WrittenAnswer } from './answer.ts';

/** How many passages are searched for when all stories are asked, and how many are shown as the nearest. */
const MAX_PASSAGES = 12;
const NEAREST = 3;

/** An answer is one to three sentences; a model that writes on is cut. */
const MAX_SENTENCES = 4;

/** An answer by the model, of which each sentence passed the check; or why there is none. Never throws for the model. */
export function writeAnswer(
  ports: AnswerPorts,
  access: ModelAccess,
  request: AnswerRequest,
): Promise<Outcome<WrittenAnswer>> {
  const { question, story } = request;
  const limit = story ? story.paragraphs.length : MAX_PASSAGES;
  const found = searchPassages(ports, { query: question, story: story?.id, limit });
  const passages = gatherPassages(ports, access, request, found);
  const sources = passages.map((passage) => `${passage.story.hash}/${passage.paragraph}`);
  return access.answers.take(request, {
    key: ['answer', question, story?.hash ?? '', String(access.judge), access.checkVersion, ...sources],
    write: (session, announce) => write({ access, question, passages, found, session, announce }),
  });
}

/** One story: its own numbers, as many paragraphs as fit. All stories: the best passages, numbered from 1. */
function gatherPassages(
  { library }: AnswerPorts,
  { contextTokens }: ModelAccess,
  { story }: AnswerRequest,
  found: readonly RankedPassage[],
): NumberedPassage[] {
  if (story) {
    const ranked = found.map(({ paragraph }) => paragraph);
    return choosePassages(story, ranked, contextTokens);
  }
  const passages = found.flatMap(({ story: id, paragraph }, i) => {
    const source = library.get(id);
    return source ? [{ number: i + 1, story: source, paragraph }] : [];
  });
  return fitPassages(passages, contextTokens);
}

interface Task {
  readonly access: ModelAccess;
  readonly question: string;
  readonly passages: readonly NumberedPassage[];
  readonly found: readonly RankedPassage[];
  readonly session: ModelSession;
  readonly announce: (stage: Stage) => void;
}

async function write({
  access,
  question,
  passages,
  found,
  session,
  announce,
}: Task): Promise<Outcome<WrittenAnswer>> {
  const nearest = found.slice(0, NEAREST).map(({ story, paragraph }) => ({ story, paragraph }));
  const base = { method: 'model', model: access.name, nearest } as const;
  const refusal = { ...base, answered: false, sentences: [], checked: 0, dropped: 0 };
  if (passages.length === 0) return { value: refusal };

  announce('Reading');
  const seed = passages[0]?.story.hash ?? '';
  const data = delimitData(seed, { passages: showPassages(passages), question });
  announce('Writing');
  const draft = await session.ask('answer', data);
  if (!draft.answerable || draft.sentences.length === 0) return { value: refusal };

  announce('Checking');
  const checker = { session, passages, judge: access.judge, log: access.log };
  const { kept, checked, judgeFailed } = await keepSupported(
    checker,
    draft.sentences,
    `An answer to: ${question}`,
  );
  const sentences = kept.slice(0, MAX_SENTENCES);
  const dropped = checked - kept.length;
  if (sentences.length === 0 || kept.length < dropped) return { declined: 'unsupported' };
  return {
    value: {
      ...base,
      answered: true,
      sentences,
      checked: sentences.length + dropped,
      dropped,
      ...(judgeFailed && { note: JUDGE_FAILED }),
    },
    provisional: judgeFailed,
  };
}

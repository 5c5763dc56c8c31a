import { hasAnswerOf } from '../../search/answer-kinds.ts';
import type { Question } from '../../search/question.ts';
import type { RoleMatch } from './match-roles.ts';
import type { QuestionFrame } from './question-frame.ts';
import { stemsOfPart } from './role-words.ts';

/**
 * What a sentence gains where all roles fit, and loses where one surely does not or only seems not to. Chosen by totals on 426
 * questions about 55 articles; on 174 about others refusals rose from 0.65 to 0.69 by it, answers stayed at 0.82.
 */
export const FITS = 0.9;
const LACKS = -1.3;
const SURELY_LACKS = -2.5;
/** What a sentence without a reason loses where the reason is asked for. */
const NO_REASON = -4;

/** How well a word has to stand for the predicate to be the same deed, and to be another that is like it. */
const SAME_DEED = 0.8;
const LIKE_DEED = 0.55;
const RELATED_DEED = 0.35;

/** Verbs that say little without their object. */
const LIGHT =
  /^(?:have|has|had|do|does|did|done|be|is|get|got|gotten|take|took|taken|make|made|give|gave|given|hold|held|come|came|go|went)$/;

/** What stands before a reason or in it. */
const REASON =
  /\b(?:because|since|due to|as a result|result(?:s|ed|ing) in|so (?:that|he|she|they|it)|in order to|reasons?|over|after|for|citing|cite[sd]|thanks to|out of|amid|given|lest|prompt(?:s|ed|ing)?|caus(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|that|hoping|fear(?:s|ed|ing)?|want(?:s|ed|ing)?|explain\w*|by)\b/giu;

/** "to punish a mayor", but not "to the mayor", "to Norvale". */
const PURPOSE = /\bto (?!(?:the|an?|his|her|its|their|this|that)\b)\p{Ll}/u;

/** A sentence that may answer. */
export interface RoleSentence {
  readonly text: string;
  /** How well it has the word of a question, 0 to 1; less where only the sentences around it do. */
  readonly has: (stem: string) => number;
}

/** What a sentence gains or loses by who does what to whom in it, beside what the question asks. */
export function weighRoles(
  frame: QuestionFrame,
  question: Question,
  match: RoleMatch,
  sentence: RoleSentence,
): number {
  const isSame = match.predicate >= SAME_DEED;
  if (frame.opening === 'why' && !givesReason(question, sentence)) return NO_REASON;
  if (lacksRole(frame, question, match, sentence))
    return isSame && (match.isOthers || !match.isFilled) ? SURELY_LACKS : LACKS;
  const isWhole = match.agent >= 0.7 && match.patient >= 0.7 && match.isFilled && !match.isOthers;
  return isSame && isWhole ? FITS : 0;
}

function givesReason({ words }: Question, { text }: RoleSentence): boolean {
  if (PURPOSE.test(text)) return true;
  const marks = text.toLowerCase().match(REASON) ?? [];
  return marks.some((mark) => !mark.split(' ').every((word) => words.has(word)));
}

/** Whether a sentence does not say what is asked for of whom it is asked. */
function lacksRole(
  frame: QuestionFrame,
  question: Question,
  match: RoleMatch,
  sentence: RoleSentence,
): boolean {
  const { slot, opening, agent, patient, predicate, target } = frame;
  const isLight = LIGHT.test(predicate?.lower ?? '');
  const { isOthers } = match;
  if (opening === 'how' && question.kind === 'number' && !hasAll(target, sentence)) return true;
  if (opening === 'how' && question.kind !== 'other')
    return isLight
      ? !hasAll([...agent, ...patient], sentence)
      : match.predicate >= RELATED_DEED && (isOthers || match.agent < 0.35);
  if (question.kind === 'place' && hasAnswerOf(question, sentence) === false) return true;
  if (isLight) return false;
  if (slot === 'truth') {
    const isOtherThing = agent.length === 0 && match.patient < 0.5;
    return match.predicate < RELATED_DEED || isOthers || match.agent < 0.5 || isOtherThing;
  }
  if (opening === 'why')
    return match.predicate >= RELATED_DEED && match.predicate < SAME_DEED && match.patient < 0.45;
  if (opening === 'how') return match.predicate < LIKE_DEED + 0.05 || isOthers || match.agent < 0.3;
  if (question.kind === 'place') return match.predicate > 0 && match.predicate < SAME_DEED;
  if ((slot === 'agent' || slot === 'patient') && (frame.asksSomebody || question.kind === 'person')) {
    const isOtherThing = patient.length > 0 && match.patient < 0.35;
    const isOtherDoer = slot === 'patient' && match.agent < 0.3;
    return match.predicate < LIKE_DEED || isOthers || !match.isFilled || isOtherDoer || isOtherThing;
  }
  return isOthers && match.predicate >= SAME_DEED;
}

/** Whether a sentence has the words of a part of the question, some of them at least. */
function hasAll(part: QuestionFrame['target'], { has }: RoleSentence): boolean {
  const stems = stemsOfPart(part);
  return stems.length === 0 || stems.reduce((sum, stem) => sum + has(stem), 0) >= 0.35 * stems.length;
}

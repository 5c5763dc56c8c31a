import { COMMON_TITLE_WORDS } from '../../english/lexicon/name-words.ts';
import { isPersonal } from '../../english/people.ts';
import { stemWord } from '../../english/stems.ts';
import { findVerb } from '../../english/verbs.ts';
import type { Quotation } from '../../story/quotation.ts';
import { type Evidence, shareBySentence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Reading, Word } from '../reading.ts';
import { nameForms } from '../wording.ts';

/** How much of what is said must stand in one sentence of the cited text for its speaker to count. */
const LEAST_SHARE = 0.34;

/** How much less of it their own sentences must have. */
const MARGIN = 0.3;

/**
 * What the sentence has somebody say is said by them in the cited text, not by another. Let pass: a speaker without a name,
 * words that the text gives to nobody by name, and a body whose speaker is named where the body is.
 */
export function checkSpeakers(claim: Reading, evidence: Evidence): Finding[] {
  return claim.quotations.filter(isTold).flatMap(({ start, end, speaker }) => {
    const claimed = isPerson(speaker ?? '', evidence) ? nameStemsOf(speaker ?? '') : new Set<string>();
    const content = claim.words.filter(
      (word) => word.content && word.start >= start && word.start < end && !claimed.has(word.stem),
    );
    const other =
      claimed.size > 0 && content.length > 0 ? findOtherSpeaker(claimed, content, evidence) : undefined;
    const detail = `The cited text has this said by ${other}, not by ${speaker}.`;
    return other ? [{ kind: 'speaker', detail }] : [];
  });
}

/** Whether the words are told rather than meant: "the mayor said", not "the mayor opposed". */
export function isTold({ kind, cue }: Quotation): boolean {
  const verb = findVerb((cue ?? '').split(' ').at(-1)?.toLowerCase() ?? '');
  return kind === 'direct' || verb?.use === 'speech' || cue?.toLowerCase() === 'according to';
}

/** Bodies speak through many mouths, and "Relatives" only opens a sentence: the story has a person's name within one. */
function isPerson(speaker: string, { story }: Evidence): boolean {
  const names = speaker.split(/\s+/);
  const last = (names.at(-1) ?? '').replace(/['’]s?$/, '');
  if (!/^\p{Lu}/u.test(speaker) || !/^\p{Lu}[\p{L}'’-]+$/u.test(last) || !isPersonal(names.slice(-5)))
    return false;
  return names.length > 1 || new RegExp(`[\\p{Ll},;] (?:\\p{Lu}\\S* )*${last}\\b`, 'u').test(story.body);
}

/** Who says it in the cited text, where that is somebody else; `undefined` where it may be the one claimed. */
function findOtherSpeaker(
  claimed: ReadonlySet<string>,
  content: readonly Word[],
  evidence: Evidence,
): string | undefined {
  let [theirs, others] = [0, LEAST_SHARE];
  let other: string | undefined;
  for (const [sentence, share] of shareBySentence(content, evidence)) {
    if (mayBeBy(sentence, claimed, evidence)) theirs = Math.max(theirs, share);
    else if (share > others) {
      others = share;
      other = evidence.sentences[sentence]?.quotations[0]?.speaker ?? undefined;
    }
  }
  return others - theirs >= MARGIN && other && isPerson(other, evidence) ? other : undefined;
}

/** Whether a cited sentence may give their words: it is nobody's by name, or theirs, or names them outside what is said. */
function mayBeBy(sentence: number, claimed: ReadonlySet<string>, evidence: Evidence): boolean {
  const said = evidence.sentences[sentence]?.quotations ?? [];
  const isNamed = ({ speaker }: Quotation) => speaker !== null && nameStemsOf(speaker).size > 0;
  return (
    said.length === 0 ||
    !said.every(isNamed) ||
    said.some((quotation) => isBy(quotation, claimed)) ||
    isBeside(sentence, claimed, evidence)
  );
}

function isBy({ speaker, role }: Quotation, claimed: ReadonlySet<string>): boolean {
  const names = nameStemsOf(`${speaker} ${role ?? ''}`);
  return [...claimed].some((stem) => names.has(stem) || [...nameForms(stem)].some((form) => names.has(form)));
}

/** Whether the sentence names them outside what is said in it: "a spokeswoman for Mondelez said". */
function isBeside(sentence: number, claimed: ReadonlySet<string>, { positions, words }: Evidence): boolean {
  const isOutside = (at: number) => words[at]?.sentence === sentence && words[at].said === undefined;
  return [...claimed].some((stem) => (positions.get(stem) ?? []).some(isOutside));
}

/** Stems of the words of a name that tell it from others. */
function nameStemsOf(name: string): Set<string> {
  const words = name.match(/\p{Lu}[\p{L}\p{M}\p{N}.'’-]*/gu) ?? [];
  const own = words.filter((word) => !COMMON_TITLE_WORDS.has(word.toLowerCase().replace(/\.$|['’]s$/g, '')));
  return new Set(own.map(stemWord));
}

import { NEGATORS } from './data/function-words.ts';
import type { Range } from './noun-phrase.ts';
import type { Token } from './token.ts';

/** A main verb with the helpers, "to", "not" and adverbs that go with it. */
export interface VerbGroup extends Range {
  /** Index of the main verb; of the last helper where there is none. */
  readonly verb: number;
  readonly form: 'finite' | 'infinitive' | 'gerund';
  readonly passive: boolean;
}

/** Words that begin a noun phrase. */
export const DETERMINER = /^(?:an?|the|this|that|these|those|some|any|his|her|its|their|our|my|'s|’s)$/;

/** The verb groups of a sentence in order. */
export function findVerbGroups(tokens: readonly Token[]): VerbGroup[] {
  const groups: VerbGroup[] = [];
  for (let at = 0; at < tokens.length; ) {
    if (!isVerbal(tokens, at)) {
      at += 1;
      continue;
    }
    const group = readGroup(tokens, at);
    groups.push(group);
    at = group.to;
  }
  return groups;
}

/** A verb or helper that is not used as an adjective ("the hacked emails", "a leading senator"). */
function isVerbal(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token) return false;
  if (token.pos === 'AUX') return true;
  if (token.pos !== 'VERB') return false;
  const before = tokens[at - 1];
  // ", compared with …" is no act.
  if (token.lower === 'compared' && before?.pos === 'PUNCT') return false;
  const after = tokens[at + 1]?.pos ?? '';
  const attributive = /(?:ed|ing|en)$/.test(token.lower) && /^(?:NOUN|PROPN|ADJ)$/.test(after);
  if (attributive && (DETERMINER.test(before?.lower ?? '') || before?.pos === 'NUM')) return false;
  return !(before?.lower === '-' && tokens[at - 2]?.pos !== 'PUNCT' && token.lower.endsWith('ed'));
}

function readGroup(tokens: readonly Token[], at: number): VerbGroup {
  let verb = at;
  let to = at + 1;
  if (tokens[at]?.pos === 'AUX') {
    for (let next = to; next < tokens.length; next++) {
      const { pos, lower } = tokens[next] ?? { pos: '', lower: '' };
      if (pos === 'AUX' || pos === 'VERB') {
        verb = next;
        to = next + 1;
        if (pos === 'VERB') break;
      } else if (/^(?:not|n't|never)$/.test(lower)) to = next + 1;
      else if (pos !== 'ADV') break;
    }
  }
  const from = readLead(tokens, at);
  const helpers = tokens.slice(at, verb);
  const main = tokens[verb];
  const infinitive = tokens.slice(from, at).some(({ lower }) => lower === 'to');
  const ing = main?.lower.endsWith('ing') ?? false;
  const passive =
    main?.pos === 'VERB' &&
    !ing &&
    (helpers.some(({ lemma }) => lemma === 'be' || lemma === 'get') ||
      (helpers.length === 0 && tokens[to]?.lower === 'by' && /(?:ed|en|t|n)$/.test(main.lower)));
  const form = infinitive ? 'infinitive' : ing && helpers.length === 0 ? 'gerund' : 'finite';
  return { verb, from, to, form, passive };
}

/** Where the group starts when the "to", "not" and adverbs before its first verb are counted in. */
function readLead(tokens: readonly Token[], at: number): number {
  let from = at;
  while (from > 0) {
    const { pos, lower } = tokens[from - 1] ?? { pos: '', lower: '' };
    const lead =
      pos === 'ADV' || NEGATORS.has(lower) || (lower === 'to' && tokens[at]?.lower === tokens[at]?.lemma);
    if (!lead || pos === 'AUX' || lower === 'without') break;
    from -= 1;
  }
  return from;
}

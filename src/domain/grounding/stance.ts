import { MAY_WORDS, NEGATORS, OUGHT_WORDS, SUPPOSITIONS, WILL_WORDS } from './data/function-words.ts';
import {
  CHANCES,
  DENIALS,
  FACTS,
  NEGATED_OBJECTS,
  OPINIONS,
  PLANNED_OBJECTS,
  PLANS,
  POSSIBLE_OBJECTS,
  WISHED_OBJECTS,
  WISHES,
} from './data/governors.ts';
import type { Clause } from './syntax.ts';
import type { Token } from './token.ts';

/** How real a text makes something: it is so, is meant to be, may be, is asked for; `open`: the form does not tell. */
export type Mood = 'fact' | 'planned' | 'possible' | 'wished' | 'open';

/** What a text says of an act: that it is so (in this mood), or that it is not. */
export interface Stance {
  readonly mood: Mood;
  readonly negated: boolean;
}

/** The stance on a clause's own verb, and on what its object names. */
export interface ClauseStance {
  readonly own: Stance;
  readonly object: Stance;
}

const GOVERNORS: ReadonlyMap<string, Mood | 'denied'> = new Map([
  ...FACTS.map((word): [string, Mood] => [word, 'fact']),
  ...PLANS.map((word): [string, Mood] => [word, 'planned']),
  ...CHANCES.map((word): [string, Mood] => [word, 'possible']),
  ...WISHES.map((word): [string, Mood] => [word, 'wished']),
  ...DENIALS.map((word): [string, 'denied'] => [word, 'denied']),
]);

const OBJECT_MOODS: ReadonlyMap<string, Mood> = new Map([
  ...PLANNED_OBJECTS.map((word): [string, Mood] => [word, 'planned']),
  ...POSSIBLE_OBJECTS.map((word): [string, Mood] => [word, 'possible']),
  ...WISHED_OBJECTS.map((word): [string, Mood] => [word, 'wished']),
]);

/** Whether a verb is about what is planned, possible, asked for or denied, rather than about what is. */
export function isGovernor(lemma: string): boolean {
  const kind = GOVERNORS.get(lemma);
  return kind !== undefined && kind !== 'fact';
}

/** What a governing noun or verb makes of what it governs; `undefined` where it leaves it a fact, or denies it. */
export function moodUnder(lemma: string): Mood | undefined {
  const kind = GOVERNORS.get(lemma);
  return kind === 'denied' || kind === 'fact' ? undefined : kind;
}

/** Whether the verb is one of thinking, whose denial is that of what is thought. */
export function isOpinion(lemma: string): boolean {
  return OPINIONS.includes(lemma);
}

/** The stance of each clause of a sentence, in the order of the clauses. */
export function readStances(tokens: readonly Token[], clauses: readonly Clause[]): ClauseStance[] {
  const stances: ClauseStance[] = [];
  clauses.forEach((clause, index) => {
    const governor = stances[clause.governor];
    const edge = clauses[index - 1]?.group.to ?? 0;
    const own = joinStances(
      readOwn(tokens, clause, edge),
      outerStance(tokens, clause, clauses, stances),
      clause,
    );
    const plain =
      clause.joined && governor
        ? {
            mood: governor.own.mood === 'fact' ? own.mood : governor.own.mood,
            negated: own.negated !== (isBare(tokens, clause) && governor.own.negated),
          }
        : own;
    stances.push({ own: plain, object: readObject(tokens, clause, plain) });
  });
  return stances;
}

function readOwn(tokens: readonly Token[], clause: Clause, edge: number): Stance {
  const { group, verb, subject, object } = clause;
  const helpers = tokens.slice(group.from, Math.max(verb + 1, group.to));
  const before = tokens.slice(Math.max(edge, group.from - 12), group.from);
  // A subject taken over from another clause brings no "none of" with it.
  const own = subject.to > 0 && (subject.from >= edge || clause.joined);
  const opening = own ? tokens.slice(Math.max(0, subject.from - 1), subject.to) : [];
  const following = tokens.slice(object.from, Math.min(object.to, object.from + 2));
  const negations = [
    helpers.some(
      ({ lower }, index) =>
        NEGATORS.has(lower) &&
        !/^(?:only|just|merely|simply)$/.test(helpers[index + 1]?.lower ?? tokens[group.to]?.lower ?? ''),
    ),
    opening.some(({ lower }) => /^(?:no|none|nobody|nothing|neither|nor)$/.test(lower)),
    /^(?:no|none|nobody|nothing|neither)$/.test(following[0]?.lower ?? '') &&
      !/^(?:less|fewer|more|later|longer)$/.test(following[1]?.lower ?? ''),
    before.at(-1)?.lower === 'without' || /^(?:instead of|rather than)$/.test(lastTwo(before)),
  ];
  const negated = negations.filter(Boolean).length % 2 === 1;
  if (before.some(({ lower }) => SUPPOSITIONS.has(lower))) return { mood: 'possible', negated };
  return { mood: moodOfHelpers(tokens.slice(group.from, verb + 1)), negated };
}

function lastTwo(tokens: readonly Token[]): string {
  return tokens
    .slice(-2)
    .map(({ lower }) => lower)
    .join(' ');
}

function moodOfHelpers(helpers: readonly Token[]): Mood {
  const lemmas = helpers
    .filter(({ pos }) => pos === 'AUX')
    .map(({ lemma, lower }) => (lower === 'ca' ? 'can' : lemma === 'can' ? lower : lemma));
  if (lemmas.some((lemma) => MAY_WORDS.has(lemma) || lemma === 'can')) return 'possible';
  if (lemmas.some((lemma) => OUGHT_WORDS.has(lemma))) return 'wished';
  return lemmas.some((lemma) => WILL_WORDS.has(lemma)) ? 'planned' : 'fact';
}

/** What the governing verb or noun makes of the clause; `undefined` where nothing governs it. */
function outerStance(
  tokens: readonly Token[],
  clause: Clause,
  clauses: readonly Clause[],
  stances: readonly ClauseStance[],
): Stance | undefined {
  const governor = clauses[clause.governor];
  const outer = stances[clause.governor];
  if (!governor || !outer || clause.joined) return undefined;
  const left = tokens[clause.group.from - 1];
  const noun =
    clause.form === 'infinitive' && left && left.pos !== 'VERB' ? GOVERNORS.get(left.lemma) : undefined;
  const going = tokens[governor.verb]?.lower === 'going' && clause.form === 'infinitive';
  // What people used to do, they no longer do.
  const past =
    tokens[governor.verb]?.lower === 'used' && !governor.passive && clause.group.from === governor.group.to;
  const verb = past ? 'denied' : going ? 'planned' : GOVERNORS.get(tokens[governor.verb]?.lemma ?? '');
  const { mood, negated } = outer.own;
  // "disagrees with the decision to act" does not deny the act: the noun stands between.
  const kind =
    noun ?? (verb === 'denied' && left?.pos === 'NOUN' && clause.form === 'infinitive' ? undefined : verb);
  if (kind === 'denied') return { mood, negated: !negated };
  if (negated && clause.form === 'finite' && isOpinion(tokens[governor.verb]?.lemma ?? '')) return outer.own;
  if (kind === 'fact') return { mood, negated };
  if (kind) return { mood: kind, negated: clause.form === 'finite' ? false : negated };
  if (clause.form === 'finite') return undefined;
  return { mood: clause.form === 'gerund' ? mood : 'open', negated: false };
}

/** Whether a joined verb has no form of its own ("refused to sing or dance"), so that what denies the first denies it. */
function isBare(tokens: readonly Token[], { verb, group, form }: Clause): boolean {
  const token = tokens[verb];
  return tokens[group.from]?.lower !== 'nor' && (form !== 'finite' || token?.lower === token?.lemma);
}

function joinStances(own: Stance, outer: Stance | undefined, clause: Clause): Stance {
  if (!outer) return clause.form === 'finite' || clause.form === 'gerund' ? own : { ...own, mood: 'open' };
  return { mood: outer.mood === 'fact' ? own.mood : outer.mood, negated: own.negated !== outer.negated };
}

function readObject(tokens: readonly Token[], clause: Clause, own: Stance): Stance {
  const lemma = tokens[clause.verb]?.lemma ?? '';
  // "considered him a fool" is an opinion, "considered a ban" a possibility.
  if (lemma === 'consider' && /^(?:PRON|PROPN)$/.test(tokens[clause.group.to]?.pos ?? '')) return own;
  if (NEGATED_OBJECTS.includes(lemma)) return { ...own, negated: !own.negated };
  const kind =
    lemma === 'call' && tokens[clause.group.to]?.lower === 'for' ? 'wished' : OBJECT_MOODS.get(lemma);
  return kind && own.mood !== 'open' ? { mood: kind, negated: own.negated } : own;
}

import { COMMON_VERBS } from './lexicon/common-verbs.ts';
import { SPEECH_VERBS, STANCE_VERBS } from './lexicon/cue-verbs.ts';

export type VerbForm = 'base' | 'present' | 'past' | 'participle' | 'gerund';

/** What a verb can introduce: somebody's words, their words or stance, nothing. */
export type VerbUse = 'speech' | 'stance' | 'none';

/** One spelling of a verb. A regular past form may also be a participle. */
export interface Verb {
  /** The base form. */
  readonly verb: string;
  readonly form: VerbForm;
  readonly use: VerbUse;
}

const VERBS = buildVerbs([
  [SPEECH_VERBS, 'speech'],
  [STANCE_VERBS, 'stance'],
  [COMMON_VERBS, 'none'],
]);

/** The listed verb that a lower-case word is a form of; `undefined` for any other word. The first list that has it counts. */
export function findVerb(word: string): Verb | undefined {
  return VERBS.get(word);
}

function buildVerbs(groups: readonly (readonly [readonly string[], VerbUse])[]): ReadonlyMap<string, Verb> {
  const forms = new Map<string, Verb>();
  const add = (word: string, verb: string, form: VerbForm, use: VerbUse) => {
    if (!forms.has(word)) forms.set(word, { verb, form, use });
  };
  for (const [entries, use] of groups)
    for (const entry of entries) {
      const [verb = '', present, past, participle, gerund] = entry.split('/');
      add(past ?? pastOf(verb), verb, 'past', use);
      add(present ?? presentOf(verb), verb, 'present', use);
      add(gerund ?? gerundOf(verb), verb, 'gerund', use);
      if (participle) add(participle, verb, 'participle', use);
      add(verb, verb, 'base', use);
    }
  return forms;
}

function presentOf(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

function pastOf(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  if (/e$/.test(verb)) return `${verb}d`;
  return doublesItsEnd(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

function gerundOf(verb: string): string {
  if (/ie$/.test(verb)) return `${verb.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return doublesItsEnd(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

/** Verbs of one short syllable double their last consonant ("quip", "quipped"), and so do a few longer ones. */
function doublesItsEnd(verb: string): boolean {
  return (
    /^(?:[^aeiou]|qu)*[aeiou][bdgklmnprt]$/.test(verb) ||
    /^(?:admit|submit|concur|refer|rebut|rebel|commit|prefer|occur)$/.test(verb)
  );
}

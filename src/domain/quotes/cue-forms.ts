import { SAYING_VERBS } from './lexicon/cue-verbs.ts';

export type VerbForm = 'base' | 'present' | 'past' | 'participle' | 'gerund';

/** One spelling of a cue verb. Regular past forms are also participles (`past`). */
export interface CueForm {
  readonly verb: string;
  readonly form: VerbForm;
}

const FORMS: ReadonlyMap<string, CueForm> = buildForms(SAYING_VERBS);

/** The cue verb that a lower-case word is a form of; `undefined` for any other word. */
export function findCueForm(word: string): CueForm | undefined {
  return FORMS.get(word);
}

function buildForms(entries: readonly string[]): Map<string, CueForm> {
  const forms = new Map<string, CueForm>();
  const set = (word: string, verb: string, form: VerbForm) => {
    if (!forms.has(word)) forms.set(word, { verb, form });
  };
  for (const entry of entries) {
    const [verb = '', present, past, participle, gerund] = entry.split('/');
    set(past ?? pastOf(verb), verb, 'past');
    set(present ?? presentOf(verb), verb, 'present');
    set(gerund ?? gerundOf(verb), verb, 'gerund');
    if (participle) set(participle, verb, 'participle');
    set(verb, verb, 'base');
  }
  return forms;
}

function presentOf(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

function pastOf(verb: string): string {
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  if (/e$/.test(verb)) return `${verb}d`;
  return doublesItsEnd(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

function gerundOf(verb: string): string {
  if (/[^eoy]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  return doublesItsEnd(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

/** One-syllable verbs in consonant, vowel, consonant double the last one ("quip", "quipped"), and a few longer ones. */
function doublesItsEnd(verb: string): boolean {
  return (
    /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb) ||
    /^(admit|submit|concur|refer|quip|retell|rebut|rebel)$/.test(verb)
  );
}

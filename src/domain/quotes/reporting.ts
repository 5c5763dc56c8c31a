import type { Attribution } from './attributions.ts';
import type { Content } from './contents.ts';
import {
  CLAUSE_VERBS,
  INFINITIVE_VERBS,
  NO_THAT_VERBS,
  OBJECT_VERBS,
  QUESTION_VERBS,
} from './lexicon/reporting-verbs.ts';

/** Fewer tokens than these after "to", or as an object, are no statement ("wants change"). */
const LEAST_STATEMENT = 4;

/** Whether a cue with this verb reports a content of this form: "vowed to fight" does, "ran to the bridge" does not. */
export function takesContent(verb: Attribution['verb'], { form, particle, from, to }: Content): boolean {
  if (typeof verb === 'string') return verb === 'according to' || to - from >= LEAST_STATEMENT;
  const base = verb.verb;
  switch (form) {
    case 'that':
      return !NO_THAT_VERBS.has(base);
    case 'question':
      return QUESTION_VERBS.has(base);
    case 'infinitive':
      return INFINITIVE_VERBS.has(base) && to - from >= LEAST_STATEMENT;
    case 'clause':
      return CLAUSE_VERBS.has(base) || OBJECT_VERBS.has(base);
    case 'object':
      return OBJECT_VERBS.has(particle ? `${base}+${particle}` : base) && to - from >= LEAST_STATEMENT;
    default:
      return verb.use === 'speech';
  }
}

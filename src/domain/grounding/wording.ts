import { NAME_FORMS } from '../english/lexicon/name-forms.ts';
import { stemWord } from '../english/stems.ts';

const NONE: readonly string[] = [];
const FORMS = relate(NAME_FORMS.map((line) => line.split(' ')));

/** Stems of the other forms of a name: a place's people and capital, a given name's short forms; empty for most. */
export function nameForms(stem: string): readonly string[] {
  return FORMS.get(stem) ?? NONE;
}

function relate(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const related = new Map<string, string[]>();
  for (const group of groups) {
    const stems = [...new Set(group.map((word) => stemWord(word === 'us' ? 'US' : word)))];
    for (const stem of stems)
      related.set(stem, [...(related.get(stem) ?? []), ...stems.filter((other) => other !== stem)]);
  }
  return related;
}

import { COURTESY } from './lexicon/titles.ts';

/** Lower case, without accents, possessive endings and punctuation: "Sen. Núñez’s" reads "sen nunez". */
export function foldName(name: string): string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !(word in COURTESY));
}

/**
 * How well what somebody typed fits a name and its role, 0..1; 0 when a typed word fits nothing. The surname counts
 * most, then other names, then the role; the start of a word and small typing errors are forgiven.
 */
export function matchName(typed: string, name: string, role = ''): number {
  const wanted = foldName(typed);
  const words = foldName(name);
  const roleWords = foldName(role);
  if (wanted.length === 0) return 0;
  let total = 0;
  for (const word of wanted) {
    const inName = Math.max(
      0,
      ...words.map((other, index) => likeness(word, other) * (index === words.length - 1 ? 1 : 0.9)),
    );
    const fit = Math.max(inName, ...roleWords.map((other) => likeness(word, other) * 0.6));
    if (fit === 0) return 0;
    total += fit;
  }
  return total / wanted.length;
}

/** How well a typed word fits one of a name, both folded: 1 for equal words, less for a beginning or a word within one or two typing errors, else 0. */
export function likeness(typed: string, word: string): number {
  if (typed === word) return 1;
  if (typed.length >= 2 && word.startsWith(typed)) return 0.8;
  const allowed = typed.length >= 8 ? 2 : typed.length >= 4 ? 1 : 0;
  return allowed > 0 && isWithin(typed, word, allowed) ? 0.7 : 0;
}

/** Whether at most `allowed` letters must be added, dropped, changed or swapped with the next to turn one word into the other. */
function isWithin(a: string, b: string, allowed: number): boolean {
  if (Math.abs(a.length - b.length) > allowed) return false;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return (last[b.length] ?? 0) <= allowed;
}

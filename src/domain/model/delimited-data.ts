/**
 * Each text between a line `BEGIN DATA mark` and a line `END DATA mark`. The mark starts from `seed` and occurs in
 * none of the texts, so no text can close its own frame.
 */
export function delimitData<K extends string>(
  seed: string,
  texts: Readonly<Record<K, string>>,
): Record<K, string> {
  const entries: [string, string][] = Object.entries(texts);
  const mark = findUnusedMark(
    seed.slice(0, 12),
    entries.map(([, text]) => text),
  );
  const framed = entries.map(([name, text]) => [name, `BEGIN DATA ${mark}\n${text}\nEND DATA ${mark}`]);
  return Object.fromEntries(framed);
}

/** `[number] text` on one line each: a line break inside a text becomes a space, so that only items begin lines. */
export function numberLines(items: Iterable<readonly [number: number, text: string]>): string {
  return Array.from(
    items,
    ([number, text]) => `[${number}] ${text.replace(/\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g, ' ')}`,
  ).join('\n');
}

/** About how many tokens a model counts for `text`: 3.5 bytes each, which is a little much for English. */
export function estimateTokens(text: string): number {
  return Math.ceil(new TextEncoder().encode(text).length / 3.5);
}

function findUnusedMark(stem: string, texts: readonly string[]): string {
  let mark = stem;
  for (let n = 1; texts.some((text) => text.includes(mark)); n++) mark = `${stem}-${n}`;
  return mark;
}

/** A line as a reader of Discord sees it: the block marks that Discord took from it, and its visible text. */
export interface SeenLine {
  /** Empty for plain text; `###`, `-#`, `-` or `>`, joined where they nest. */
  readonly mark: string;
  readonly text: string;
}

const BLOCK_MARKS = /^\s*(#{1,3}|-#|[-*+]|\d+\.|>>>|>) /;

/** Discord's inline rules in its order, each with what a reader sees of a match. What is active is in `{}`. */
const RULES: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^\\([^0-9A-Za-z\s])/u, (match) => match[1] ?? ''],
  [/^<(?:@[!&]?|#|a?:\w+:|t:-?|\/[^>]*:|id:)[^>\s]*>/, (match) => `{${match[0].slice(1, -1)}}`],
  [/^<(?:https?:|mailto:|[^\s>]+@|\+\d)[^\s>]*>/, (match) => `{link ${match[0]}}`],
  [/^(?:https?|steam):\/\/[^\s<]+[^<.,:; "'\]\s]/, (match) => `{link ${match[0]}}`],
  [
    /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*((?:\([^)]*\)|[^\s\\]|\\.)*?)\s*\)/,
    (match) => `{${readInline(match[1] ?? '')}→${match[2]}}`,
  ],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (match) => readInline(match[1] ?? '')],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (match) => `{underline ${match[1]}}`],
  [
    /^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    (match) => readInline(match[1] ?? ''),
  ],
  [/^_((?:__|\\[\s\S]|[^\\_])+?)_/, (match) => `{italic ${match[1]}}`],
  [/^~~([\s\S]+?)~~/, (match) => `{strike ${match[1]}}`],
  [/^\|\|([\s\S]+?)\|\|/, (match) => `{spoiler ${match[1]}}`],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (match) => match[2] ?? ''],
  [/^:[^\s:]+?:/, (match) => `{emoji ${match[0]}}`],
  [/^@(?:everyone|here)/, (match) => `{ping ${match[0]}}`],
];

export function readInline(source: string): string {
  let seen = '';
  for (let rest = source; rest !== ''; ) {
    const hit = RULES.map(([pattern, show]) => ({ match: pattern.exec(rest), show })).find(
      ({ match }) => match,
    );
    const length = hit?.match?.[0].length ?? 1;
    seen += hit?.match ? hit.show(hit.match) : rest.slice(0, 1);
    rest = rest.slice(length);
  }
  return seen;
}

/** What a reader sees of the content of one text display. */
export function readMarkdown(content: string): SeenLine[] {
  return content.split('\n').map((line) => {
    const marks: string[] = [];
    let rest = line;
    for (let match = BLOCK_MARKS.exec(rest); match; match = BLOCK_MARKS.exec(rest)) {
      marks.push(match[1] ?? '');
      rest = rest.slice(match[0].length);
    }
    return { mark: marks.join(' '), text: readInline(rest) };
  });
}

/** The visible text without the invisible characters that rendering may add. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\u200b\u2066-\u2069]/g, '');
}

import { UserError } from '../errors.ts';
import { type Article, LONGEST } from './article.ts';
import { cleanField, cleanLine } from './plain-text.ts';
import { cleanAddress } from './web-address.ts';

/** What somebody typed and pasted about a story, field by field; blank where they left it out. */
export interface PastedStory {
  readonly title: string;
  /** The story's text, in as many parts as it took; each begins a paragraph. */
  readonly texts: readonly string[];
  readonly outlet: string;
  readonly link: string;
}

/** The story that the fields give, each taken as it is and none of them read as a file. Throws `UserError`. */
export function readPastedStory({ title, texts, outlet, link }: PastedStory): Article {
  const name = cleanField(title, LONGEST.title);
  const paragraphs = texts.flatMap(splitPasted);
  if (name === undefined) throw new UserError('Title: a story needs one.');
  if (paragraphs.length === 0) throw new UserError('Text: there is none.');
  const url = cleanAddress(link);
  if (url === undefined && link.trim() !== '')
    throw new UserError('Link: that is no address of a page. It begins with https://');
  return {
    title: name,
    outlet: cleanField(outlet, LONGEST.outlet),
    url,
    tags: [],
    text: paragraphs.join('\n\n'),
  };
}

/** Paragraphs stand between blank lines; where a text has none, as some programs copy it, each line is one. */
function splitPasted(text: string): string[] {
  const lines = text.trim().replaceAll('\r\n', '\n');
  const between = /\n[^\S\n]*\n/.test(lines) ? /\n\s*\n/ : /\n/;
  return lines.split(between).map(cleanLine).filter(Boolean);
}

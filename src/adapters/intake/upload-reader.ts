import { UserError } from '../../domain/errors.ts';
import { type Article, LONGEST } from '../../domain/intake/article.ts';
import { DocumentError, type DocumentReader } from '../../domain/intake/documents.ts';
import { cleanField, cleanLine } from '../../domain/intake/plain-text.ts';
import { LARGEST_STORY_BYTES } from './story-file.ts';
import { parseStory, StoryFileError } from './story-parser.ts';

/** Nothing on the web is meant: an upload has no address of its own. */
const NO_ADDRESS = 'https://upload.invalid/';
const HTML = /^\s*(?:<!doctype html|<html|<head|<body|<article|<p[\s>]|<div[\s>])/i;
const MARKDOWN = /^(?:---[^\S\n]*\n|\s*#[^\S\n]+\S)/;

/**
 * The story in a file or a pasted text: a story file, a page, or plain text whose first line is the title. What it is
 * is told by its content, whatever its name. Throws `UserError`.
 */
export async function readUpload(reader: DocumentReader, bytes: Uint8Array): Promise<Article> {
  if (bytes.length > LARGEST_STORY_BYTES) throw new UserError('It is over 1 MB, too large for a story.');
  const text = decode(bytes);
  if (isData(text)) throw new UserError('It is data (JSON) and no story.');
  if (HTML.test(text)) return readHtml(reader, bytes);
  return MARKDOWN.test(text) ? readMarkdown(bytes) : readPlain(text);
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text.replaceAll('\r\n', '\n');
  } catch {
    // The same answer for both.
  }
  throw new UserError('It is no text in UTF-8.');
}

function isData(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function readHtml(reader: DocumentReader, bytes: Uint8Array): Promise<Article> {
  try {
    const article = await reader.page({
      bytes,
      address: NO_ADDRESS,
      contentType: 'text/html; charset=utf-8',
    });
    if (!article) throw new UserError('There is no story in it.');
    const { url, outlet, ...rest } = article;
    const isOwn = url?.startsWith(NO_ADDRESS);
    return { ...rest, ...(isOwn ? {} : { url }), ...(outlet && !NO_ADDRESS.includes(outlet) && { outlet }) };
  } catch (cause) {
    throw cause instanceof DocumentError ? new UserError(`The page: ${cause.message}.`, { cause }) : cause;
  }
}

function readMarkdown(bytes: Uint8Array): Article {
  try {
    const { title, dek, author, outlet, url, published, language, tags, body } = parseStory(
      'upload',
      bytes,
      '',
    );
    return { title, dek, author, outlet, url, published, language, tags, text: body.trim() };
  } catch (cause) {
    if (!(cause instanceof StoryFileError)) throw cause;
    throw new UserError(`The story has a fault: ${cause.message}.`, { cause });
  }
}

function readPlain(text: string): Article {
  const [first = '', ...rest] = text.trim().split('\n');
  const title = cleanField(first, LONGEST.title);
  const paragraphs = rest
    .join('\n')
    .split(/\n\s*\n/)
    .map(cleanLine)
    .filter(Boolean);
  if (title === undefined || paragraphs.length === 0)
    throw new UserError('It needs a first line as its title, and text below it.');
  return { title, tags: [], text: paragraphs.join('\n\n') };
}

import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const FOLDER = new URL('./page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
};

/**
 * Gives the page's files by URL path (`/` is index.html); `undefined` for every other path. Browser TypeScript is
 * served as JavaScript with its types stripped. Each file is read once, when first asked for.
 */
export function createPageFiles(): (path: string) => PageFile | undefined {
  const names = new Set(readdirSync(FOLDER).filter((name) => extname(name) in TYPES));
  const files = new Map<string, PageFile>();
  return (path) => {
    const name = path === '/' ? 'index.html' : path.slice(1);
    if (!names.has(name)) return undefined;
    const file = files.get(name) ?? readPageFile(name);
    files.set(name, file);
    return file;
  };
}

function readPageFile(name: string): PageFile {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const extension = extname(name);
  return { type: TYPES[extension] ?? '', body: extension === '.ts' ? stripTypeScriptTypes(text) : text };
}

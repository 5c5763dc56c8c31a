import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** What a file of each layer may import from inside src/, and which packages. The first matching prefix counts. */
const LAYERS: readonly { prefix: string; layers: readonly string[]; packages: RegExp }[] = [
  {
    prefix: 'src/domain/',
    layers: ['src/domain/'],
    packages: /^(croner|stemmer|node:module)$/,
  },
  {
    prefix: 'src/commands/',
    layers: ['src/commands/', 'src/domain/'],
    packages: /^(zod|discord-api-types\/v10)$/,
  },
  {
    prefix: 'src/adapters/',
    layers: ['src/adapters/', 'src/commands/', 'src/domain/'],
    packages: /./,
  },
  {
    prefix: 'src/playground/',
    layers: ['src/playground/', 'src/adapters/', 'src/commands/', 'src/domain/'],
    packages: /./,
  },
  {
    prefix: 'src/app/',
    layers: ['src/app/', 'src/playground/', 'src/adapters/', 'src/commands/', 'src/domain/'],
    packages: /./,
  },
  { prefix: 'src/', layers: ['src/'], packages: /./ },
];

const IMPORT = /(?:from|import\(?)\s*'([^']+)'/g;

function findForbiddenImports(file: string): string[] {
  const layer = LAYERS.find(({ prefix }) => file.startsWith(prefix));
  if (!layer) return [`${file} is in no layer`];
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map((match) => match[1] ?? '')
    .filter((name) =>
      name.startsWith('.')
        ? !layer.layers.some((allowed) => normalize(join(dirname(file), name)).startsWith(allowed))
        : !layer.packages.test(name),
    )
    .map((name) => `${file} imports ${name}`);
}

it('keeps imports going one way: main, cli → app → adapters, playground → commands → domain', () => {
  const files = globSync('src/**/*.ts');
  expect(files.length).toBeGreaterThan(5);
  expect(files.flatMap(findForbiddenImports)).toEqual([]);
});

/** The files that a file imports, types included. */
function readImports(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)]
    .map((match) => match[1] ?? '')
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file), name)));
}

/** The chains of imports that end where they began, each once. */
function findCircles(files: readonly string[]): string[] {
  const imports = new Map(files.map((file) => [file, readImports(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (file: string, chain: readonly string[]) => {
    if (chain.includes(file)) circles.push([...chain.slice(chain.indexOf(file)), file].join(' → '));
    if (chain.includes(file) || done.has(file)) return;
    for (const next of imports.get(file) ?? []) follow(next, [...chain, file]);
    done.add(file);
  };
  for (const file of files) follow(file, []);
  return circles;
}

it('has no circle of imports', () => {
  expect(findCircles(globSync('src/**/*.ts'))).toEqual([]);
});

/** The parts of the domain from the ground up; each may import itself and those before it. */
const PARTS = [
  'story',
  'english',
  'quotes',
  'search',
  'quote-check',
  'grounding',
  'model',
  'summary',
  'answer',
  'headlines',
  'schedule',
  'intake',
];

/** The part of the domain that a file lies in; `undefined` outside them, and for the files beside them, which all share. */
function partOf(file: string): string | undefined {
  return /^src\/domain\/([^/]+)\//.exec(file)?.[1];
}

function findImportsUpwards(file: string): string[] {
  const place = PARTS.indexOf(partOf(file) ?? '');
  return readImports(file)
    .filter((imported) => PARTS.indexOf(partOf(imported) ?? '') > place)
    .map((imported) => `${file} imports ${imported}`);
}

it('builds the domain from the ground up: no part imports one that stands on it', () => {
  const files = globSync('src/domain/*/**/*.ts');
  expect([...new Set(files.map(partOf))].sort()).toEqual([...PARTS].sort());
  expect(files.flatMap(findImportsUpwards)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { z } from 'zod';

const LOCK = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      name: z.string().optional(),
      dev: z.boolean().default(false),
    }),
  ),
});

/** A package as package-lock.json has it. */
export interface LicensedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression; "none" where the package says nothing. */
  readonly licence: string;
  /** For development and tests only: not part of what is run. */
  readonly isDev: boolean;
}

/** All packages that `npm ci` installs on some machine, by name. */
export function readPackages(lockFile: string): LicensedPackage[] {
  const { packages } = LOCK.parse(JSON.parse(readFileSync(lockFile, 'utf8')));
  const found = Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license = 'none', name, dev }]) => ({
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      ...{ version, licence: license, isDev: dev },
    }));
  // One that lies in several places is one package.
  return [...new Map(found.map((one) => [`${one.name} ${one.version} ${one.isDev}`, one])).values()].sort(
    (a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1),
  );
}

/** Licences under which something may be part of a program under MIT. */
const PERMISSIVE = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'CC0-1.0'];
/** Its terms are for its own files, which are used unchanged and not handed on. */
const FOR_DEVELOPMENT = [...PERMISSIVE, 'MPL-2.0'];

/** Whether a package's licence fits the program's. An expression of several with OR fits where one does. */
export function isCompatible({ licence, isDev }: LicensedPackage): boolean {
  const allowed = isDev ? FOR_DEVELOPMENT : PERMISSIVE;
  const choices = licence.replace(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((one) => allowed.includes(one)));
}

/** docs/licences.md. */
export function describeLicences(packages: readonly LicensedPackage[]): string {
  const table = (some: readonly LicensedPackage[]) =>
    [
      '| package | version | licence |',
      '|---|---|---|',
      ...some.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    ].join('\n');
  const [run, dev] = [packages.filter(({ isDev }) => !isDev), packages.filter(({ isDev }) => isDev)];
  return `# Licences of the packages

Written by \`npm run licences\` from package-lock.json; a test holds it to that, and each licence to those that go with the
program's own (MIT). Packages for another system than yours are listed, too.

## What is run (${run.length})

${table(run)}

## For development and tests only (${dev.length})

${table(dev)}
`;
}

import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { RequestRecord } from '../../src/playground/loopback/loopback.ts';

/** Discord's own description of its API, where it is at hand. */
const FILE = new URL('../../../shared/specs/discord-openapi.json', import.meta.url);
export const hasOpenApi = existsSync(FILE);

const ID = 'discord';
const validators = new Map<string, ValidateFunction | undefined>();
let loaded: { ajv: Ajv2020; paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> } | undefined;

function load() {
  if (!loaded) {
    const document = JSON.parse(readFileSync(FILE, 'utf8'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false, logger: false });
    ajv.addSchema(document, ID);
    loaded = { ajv, paths: document.paths };
  }
  return loaded;
}

/** The documented path that fits; one without parameters is closer than one with them. */
function findPath(path: string): string | undefined {
  const parts = path.split('/');
  const fits = (pattern: string) => {
    const wanted = pattern.split('/');
    return (
      wanted.length === parts.length &&
      wanted.every((part, index) => part.startsWith('{') || part === parts[index])
    );
  };
  const parameters = (pattern: string) => pattern.split('{').length;
  return Object.keys(load().paths)
    .filter(fits)
    .sort((a, b) => parameters(a) - parameters(b))[0];
}

function validatorFor(path: string, method: string): ValidateFunction | undefined {
  const key = `${method} ${path}`;
  if (!validators.has(key)) {
    const pointer = ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'];
    const ref = pointer
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    validators.set(key, load().ajv.compile({ $ref: `${ID}#/${ref}` }));
  }
  return validators.get(key);
}

/** What Discord's description says against a request; `undefined` when nothing, and where the document is missing. */
export function findRequestFault({ method, path, body }: RequestRecord): string | undefined {
  if (!hasOpenApi) return undefined;
  const pattern = findPath(path);
  if (pattern === undefined) return `${method} ${path} is not documented`;
  if (body === undefined) return undefined;
  const validate = validatorFor(pattern, method.toLowerCase());
  if (validate?.(withNumericPermissions(body))) return undefined;
  return `${method} ${pattern} ${JSON.stringify(body)}: ${JSON.stringify(validate?.errors)}`;
}

/** Discord's document has numbers here; its text, its answers and its practice have strings of digits. */
function withNumericPermissions(body: unknown): unknown {
  return Array.isArray(body)
    ? body.map((one) =>
        one?.default_member_permissions
          ? { ...one, default_member_permissions: Number(one.default_member_permissions) }
          : one,
      )
    : body;
}

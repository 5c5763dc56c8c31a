import type { FormErrors, FormPath } from './api-error.ts';
import { readText } from './form.ts';

/** A link that Discord accepts: http, https or discord, at most 512 characters. */
export function checkUrl(value: unknown, path: FormPath, errors: FormErrors, max = 512): void {
  const url = readText(value, path, errors, [1, max]);
  if (url === '') return;
  if (!URL.canParse(url)) errors.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  else if (!/^(https?|discord):/i.test(url)) {
    const message = `Scheme "${new URL(url).protocol.slice(0, -1)}" is not supported. Scheme must be one of ('http', 'https', 'discord').`;
    errors.add(path, 'URL_TYPE_INVALID_SCHEME', message);
  }
}

import type { FormErrors, FormPath } from './api-error.ts';

export type Form = Readonly<Record<string, unknown>>;

export function isForm(value: unknown): value is Form {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; notes a fault and gives an empty one where it is something else. */
export function readForm(value: unknown, path: FormPath, errors: FormErrors): Form {
  if (isForm(value)) return value;
  errors.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  return {};
}

/** The value as an array of `min`..`max` items; absent or null is empty, and a fault only if `min` is above 0. */
export function readList(
  value: unknown,
  path: FormPath,
  errors: FormErrors,
  [min, max]: readonly [number, number],
): readonly unknown[] {
  if (value === undefined || value === null) {
    if (min > 0) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return [];
  }
  if (!Array.isArray(value)) {
    errors.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
    return [];
  }
  if (value.length < min || value.length > max) {
    errors.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
  return value;
}

/**
 * Checks a string's length in code points, as Discord counts (discord-api-docs, issue 1315). Absent or null is a fault only if `min` is above 0. Gives the string, or '' where there is none.
 */
export function readText(
  value: unknown,
  path: FormPath,
  errors: FormErrors,
  [min, max]: readonly [number, number],
): string {
  if (value === undefined || value === null || value === '') {
    if (min > 0) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return '';
  }
  if (typeof value !== 'string') {
    errors.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${JSON.stringify(value)}" as string.`);
    return '';
  }
  const length = countCharacters(value);
  if (length < min || length > max) {
    if (min > 0) {
      errors.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
    } else {
      errors.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
  }
  return value;
}

/** How long Discord finds a text: its number of code points. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** Checks that a value is one of `choices`; absent is a fault. */
export function readChoice<T extends number | string>(
  value: unknown,
  path: FormPath,
  errors: FormErrors,
  choices: readonly T[],
): T | undefined {
  const found = choices.find((choice) => choice === value);
  if (value === undefined) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  else if (found === undefined) {
    errors.add(path, 'BASE_TYPE_CHOICES', `Value must be one of {${choices.join(', ')}}.`);
  }
  return found;
}

/** Checks an integer in `min`..`max`; absent or null gives `undefined`. */
export function readInteger(
  value: unknown,
  path: FormPath,
  errors: FormErrors,
  [min, max]: readonly [number, number],
): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) {
    errors.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
    return undefined;
  }
  if (number < min) {
    errors.add(path, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
  }
  if (number > max) {
    errors.add(path, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
  }
  return number;
}

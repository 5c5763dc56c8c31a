import { ApplicationCommandOptionType as Kind } from 'discord-api-types/v10';
import { FormErrors, type FormPath } from './api-error.ts';
import {
  countCharacters,
  type Form,
  isForm,
  readChoice,
  readForm,
  readInteger,
  readList,
  readText,
} from './form.ts';

/** Source: Discord's documentation, "Application Command Naming". */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_COMMAND_TEXT = 8000;
const KINDS = Array.from({ length: 11 }, (_, index) => index + 1);
const SUBS: readonly unknown[] = [Kind.Subcommand, Kind.SubcommandGroup];
const CHOOSABLE: readonly unknown[] = [Kind.String, Kind.Integer, Kind.Number];

/** Checks commands to be registered (paths as in a bulk overwrite) and gives them as forms. Throws 50035. */
export function checkCommands(bodies: readonly unknown[], pathOf: (index: number) => FormPath): Form[] {
  const errors = new FormErrors();
  const names = new Set<string>();
  const forms = bodies.map((body, index) => {
    const path = pathOf(index);
    const form = readForm(body, path, errors);
    const key = `${form.type ?? 1} ${form.name}`;
    if (names.has(key)) {
      const message = 'Application command names must be unique';
      errors.add(path, 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
    names.add(key);
    checkCommand(form, path, errors);
    return form;
  });
  errors.throwIfAny();
  return forms;
}

function checkCommand(form: Form, path: FormPath, errors: FormErrors): void {
  const type = form.type ?? 1;
  readChoice(type, [...path, 'type'], errors, [1, 2, 3]);
  if (type === 1) {
    checkName(form, path, errors, 'APPLICATION_COMMAND_INVALID_NAME');
    readText(form.description, [...path, 'description'], errors, [1, 100]);
  } else readText(form.name, [...path, 'name'], errors, [1, 32]);
  checkLocalizations(form, path, errors);
  const permissions = form.default_member_permissions;
  if (permissions !== undefined && permissions !== null && !/^\d+$/.test(String(permissions))) {
    const message = `Value "${String(permissions)}" is not a bitfield.`;
    errors.add([...path, 'default_member_permissions'], 'NUMBER_TYPE_COERCE', message);
  }
  checkOptions(form.options, [...path, 'options'], errors);
  if (countText(form) > MAX_COMMAND_TEXT) {
    const message = `Command exceeds maximum size (${MAX_COMMAND_TEXT})`;
    errors.add(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

function checkName(form: Form, path: FormPath, errors: FormErrors, code: string): void {
  const name = readText(form.name, [...path, 'name'], errors, [1, 32]);
  if (name !== '' && (!NAME.test(name) || name !== name.toLowerCase())) {
    errors.add([...path, 'name'], code, 'Command name is invalid');
  }
}

function checkLocalizations(form: Form, path: FormPath, errors: FormErrors): void {
  for (const [field, max] of [
    ['name_localizations', 32],
    ['description_localizations', 100],
  ] as const) {
    const texts = form[field];
    if (!isForm(texts)) continue;
    for (const [locale, text] of Object.entries(texts)) {
      if (text !== null) readText(text, [...path, field, locale], errors, [1, max]);
    }
  }
}

function checkOptions(value: unknown, path: FormPath, errors: FormErrors, depth = 0): void {
  const names = new Set<unknown>();
  let sawOptional = false;
  const options = readList(value, path, errors, [0, 25]);
  const subs = options.filter((option) => isForm(option) && SUBS.includes(option.type)).length;
  if (subs > 0 && (subs < options.length || depth > 1)) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    errors.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  for (const [index, item] of options.entries()) {
    const at = [...path, index];
    const option = readForm(item, at, errors);
    if (names.has(option.name)) {
      const message = 'Option name already exists in this options array';
      errors.add([...at, 'name'], 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message);
    }
    names.add(option.name);
    if (option.required === true && sawOptional) {
      const message = 'Required options must be placed before non-required options';
      errors.add(at, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    sawOptional ||= option.required !== true;
    checkOption(option, at, errors, depth);
  }
}

function checkOption(option: Form, path: FormPath, errors: FormErrors, depth: number): void {
  readChoice(option.type, [...path, 'type'], errors, KINDS);
  checkName(option, path, errors, 'APPLICATION_COMMAND_INVALID_NAME');
  readText(option.description, [...path, 'description'], errors, [1, 100]);
  checkLocalizations(option, path, errors);
  if (SUBS.includes(option.type)) checkOptions(option.options, [...path, 'options'], errors, depth + 1);
  const choices = readList(option.choices, [...path, 'choices'], errors, [0, 25]);
  if (choices.length > 0) checkChoices(choices, [...path, 'choices'], errors, option.type === Kind.String);
  if (option.autocomplete === true && (choices.length > 0 || !CHOOSABLE.includes(option.type))) {
    const message = 'Autocomplete is for string, integer and number options without choices';
    errors.add([...path, 'autocomplete'], 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_INVALID', message);
  }
  readInteger(option.min_length, [...path, 'min_length'], errors, [0, 6000]);
  readInteger(option.max_length, [...path, 'max_length'], errors, [1, 6000]);
}

/** Checks choices, declared or suggested: names and string values of 1..100 characters, values that differ. */
export function checkChoices(
  choices: readonly unknown[],
  path: FormPath,
  errors: FormErrors,
  textual: boolean,
): void {
  for (const [index, item] of choices.entries()) {
    const at = [...path, index];
    const choice = readForm(item, at, errors);
    readText(choice.name, [...at, 'name'], errors, [1, 100]);
    checkLocalizations(choice, at, errors);
    if (textual) readText(choice.value, [...at, 'value'], errors, [1, 100]);
    else if (typeof choice.value !== 'number') {
      errors.add([...at, 'value'], 'NUMBER_TYPE_COERCE', `Value "${String(choice.value)}" is not a number.`);
    }
  }
}

/** Names, descriptions and choice values of a command and all that is in it, which together have a limit. */
function countText(form: Form): number {
  const own = [form.name, form.description, form.value].map((text) =>
    typeof text === 'string' ? countCharacters(text) : 0,
  );
  const inner = [form.options, form.choices].flatMap((list) =>
    Array.isArray(list) ? list.filter(isForm) : [],
  );
  return [...own, ...inner.map(countText)].reduce((sum, count) => sum + count, 0);
}

import { UserError } from '../errors.ts';

/** A language that a summary can be translated into. */
export interface Language {
  /** BCP 47, in canonical form. */
  readonly tag: string;
  /** In English. */
  readonly name: string;
}

/** What is offered while typing, by number of speakers on Discord at a guess; any other valid tag works as well. */
const OFFERED_TAGS =
  'en es fr de pt-BR it nl pl tr ru uk ar fa hi ur bn id vi th ja ko zh-Hans zh-Hant sv da nb fi cs sk hu ro bg el he sr hr sl lt lv et ca';

/** The language that `input` names, by tag ("pt-BR") or by its English or own name. Throws `UserError` for anything else. */
export function readLanguage(input: string): Language {
  const wanted = input.trim();
  const lower = wanted.toLowerCase();
  const offered = offeredLanguages().find(
    ({ tag, name }) => name.toLowerCase() === lower || ownName(tag).toLowerCase() === lower,
  );
  const language = offered ?? describeTag(wanted);
  if (!language)
    throw new UserError(
      `“${wanted.slice(0, 40)}” is not a language that I know. Try a name such as German, or a tag such as pt-BR.`,
    );
  return language;
}

/** The offered languages whose tag, English name or own name begins with `typed`; all for an empty one. */
export function suggestLanguages(typed: string): Language[] {
  const start = typed.trim().toLowerCase();
  return offeredLanguages().filter(({ tag, name }) =>
    [tag, name, ownName(tag)].some((text) => text.toLowerCase().startsWith(start)),
  );
}

/** Whether text in one needs no translation for the other: the same language, whatever the region. */
export function isSameLanguage(a: string, b: string): boolean {
  const [first, second] = [a, b].map((tag) => new Intl.Locale(tag).maximize());
  return first?.language === second?.language && first?.script === second?.script;
}

function offeredLanguages(): Language[] {
  return OFFERED_TAGS.split(' ').flatMap((tag) => describeTag(tag) ?? []);
}

function describeTag(tag: string): Language | undefined {
  try {
    if (tag === '') return undefined;
    const [canonical] = Intl.getCanonicalLocales(tag);
    const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
    const name = canonical && names.of(canonical);
    return canonical && name ? { tag: canonical, name } : undefined;
  } catch {
    return undefined;
  }
}

function ownName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? '';
}

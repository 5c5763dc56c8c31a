/** A language as pages give it (`en_US`, `EN-us`) as a BCP 47 tag; `undefined` for what is none. */
export function readLanguage(given: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales((given ?? '').trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

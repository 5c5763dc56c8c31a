/** `text` in lower case without accents, for comparing what people type: "Šimečka" and "simecka" fold alike. */
export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

import type { FormErrors } from './api-error.ts';
import { countCharacters, isForm, readForm, readInteger, readList, readText } from './form.ts';
import { checkUrl } from './url-limits.ts';

/** Checks embeds: at most 10, each field's own limit, and 6000 characters over all of them. */
export function checkEmbeds(value: unknown, errors: FormErrors): void {
  const embeds = readList(value, ['embeds'], errors, [0, 10]);
  const total = embeds.reduce<number>((sum, item, index) => sum + checkEmbed(item, index, errors), 0);
  if (total > 6000) {
    errors.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
}

/** Checks one embed and gives its number of counted characters. */
function checkEmbed(item: unknown, index: number, errors: FormErrors): number {
  const path = ['embeds', index];
  const embed = readForm(item, path, errors);
  const title = readText(embed.title, [...path, 'title'], errors, [0, 256]);
  const description = readText(embed.description, [...path, 'description'], errors, [0, 4096]);
  const footer = isForm(embed.footer) ? embed.footer : {};
  const author = isForm(embed.author) ? embed.author : {};
  const footerText = readText(footer.text, [...path, 'footer', 'text'], errors, [0, 2048]);
  const authorName = readText(author.name, [...path, 'author', 'name'], errors, [0, 256]);
  if (embed.url !== undefined && embed.url !== null) checkUrl(embed.url, [...path, 'url'], errors, 2048);
  readInteger(embed.color, [...path, 'color'], errors, [0, 0xffffff]);
  const fields = readList(embed.fields, [...path, 'fields'], errors, [0, 25]);
  const lengths = fields.map((entry, place) => {
    const at = [...path, 'fields', place];
    const field = readForm(entry, at, errors);
    const name = readText(field.name, [...at, 'name'], errors, [1, 256]);
    const value = readText(field.value, [...at, 'value'], errors, [1, 1024]);
    return countCharacters(name) + countCharacters(value);
  });
  return sum([...lengths, ...[title, description, footerText, authorName].map(countCharacters)]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

import {
  type APIButtonComponentWithCustomId,
  type APIButtonComponentWithURL,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from 'discord.js';
import type { Block, Button, Inline, Link, Reply } from '../../../commands/reply.ts';
import { encodeAction } from './custom-id.ts';
import { makeShowable } from './escape.ts';
import { linkTarget, renderInlines } from './inline.ts';
import { fitsInto, LIMITS, MESSAGE_TEXT, measureText, shorten, type TextSize } from './limits.ts';
import { createPages, type Pages } from './pages.ts';
import { splitInlines } from './split.ts';

/** The colours at a reply's edge: blue for a model's words, green for a story's own, amber for no answer. */
const ACCENTS = { model: 0x5865f2, extractive: 0x248046, refused: 0xf0b232 } as const;

/** The body of one Discord message. Nothing in it pings. */
export interface Payload {
  readonly flags: number;
  readonly components: APIContainerComponent[];
  readonly allowed_mentions: { readonly parse: [] };
}

/**
 * A reply as the messages that show it: the first answers the interaction, the others follow. All text is shown
 * literally and completely, split over messages where it is too long for one; every limit of Discord is kept.
 */
export function renderReply({ blocks, tone }: Reply): Payload[] {
  const pages = createPages();
  for (const block of withLegend(blocks)) addBlock(pages, block);
  const shown = pages.finish();
  if (shown.length === 0)
    return renderReply({ blocks: [{ kind: 'note', text: ['There is nothing to show.'] }] });
  return shown.map((components) => ({
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, components, ...(tone && { accent_color: ACCENTS[tone] }) }],
    allowed_mentions: { parse: [] },
  }));
}

/** Says what citation marks mean, at the end of the last note that goes with them: how the answer was made, where it says so. */
function withLegend(blocks: readonly Block[]): readonly Block[] {
  const last = blocks.findLastIndex((block) => firstCite(block) !== undefined);
  const cited = last === -1 ? undefined : blocks.map(firstCite).find((number) => number !== undefined);
  if (cited === undefined) return blocks;
  const after = blocks.findIndex(({ kind }, index) => index > last && kind !== 'note');
  const at = after === -1 ? blocks.length : after;
  const legend = `[${cited}] = paragraph ${cited} of its story`;
  const note = blocks[at - 1];
  return note?.kind === 'note'
    ? blocks.with(at - 1, { ...note, text: [...note.text, ' · ', legend] })
    : blocks.toSpliced(at, 0, { kind: 'note', text: [legend] });
}

function firstCite(block: Block): number | undefined {
  for (const inline of inlinesOf(block))
    if (typeof inline === 'object' && 'cites' in inline && inline.cites[0] !== undefined)
      return inline.cites[0];
  return undefined;
}

function inlinesOf(block: Block): readonly Inline[] {
  if (block.kind === 'list') return block.items.flat();
  return 'text' in block && typeof block.text !== 'string' ? block.text : [];
}

function addBlock(pages: Pages, block: Block): void {
  switch (block.kind) {
    case 'separator':
      pages.add({ type: ComponentType.Separator, divider: true, spacing: SeparatorSpacingSize.Small });
      break;
    case 'buttons':
      addButtons(pages, [...block.buttons.map(renderButton), ...(block.links ?? []).flatMap(renderLink)]);
      break;
    case 'section':
      addSection(pages, block);
      break;
    case 'list':
      for (const content of splitList(block.items)) pages.add(textDisplay(content));
      break;
    case 'quote':
      addText(pages, [block.text], quoteLine);
      break;
    case 'heading':
      addText(pages, block.text, (line) => (isBlank(line) ? line : `### ${line}`));
      break;
    case 'note':
      addText(pages, block.text, smallLine);
      break;
    case 'text':
      addText(pages, block.text, (line) => line);
  }
}

function addText(pages: Pages, text: readonly Inline[], renderLine: (line: string) => string): void {
  for (const content of splitText(text, renderLine, pages.room())) pages.add(textDisplay(content));
}

function addButtons(pages: Pages, buttons: readonly APIComponentInMessageActionRow[]): void {
  for (let start = 0; start < buttons.length; start += LIMITS.buttonsInRow) {
    const components = buttons.slice(start, start + LIMITS.buttonsInRow);
    pages.add({ type: ComponentType.ActionRow, components });
  }
}

/** The button stands beside the end of what is too long for one message. */
function addSection(pages: Pages, { text, note = [], button }: Extract<Block, { kind: 'section' }>): void {
  const small = splitText(note, smallLine, MESSAGE_TEXT);
  const contents = [...splitText(text, (line) => line, MESSAGE_TEXT), ...small];
  const [before, tail] = [contents.at(-2), contents.at(-1)];
  const joined = `${before}\n${tail}`;
  if (before !== undefined && small.length === 1 && fitsInto(MESSAGE_TEXT, measureText(joined)))
    contents.splice(-2, 2, joined);
  const last = contents.pop();
  for (const content of contents) pages.add(textDisplay(content));
  pages.add(
    last === undefined
      ? { type: ComponentType.ActionRow, components: [renderButton(button)] }
      : { type: ComponentType.Section, components: [textDisplay(last)], accessory: renderButton(button) },
  );
}

/** Less room than this at the end of a message stays empty rather than take the start of a long text. */
const WORTH_FILLING: TextSize = { characters: 1000, bytes: 3000 };
// Discord trims blank text away, and refuses a text display of which nothing is left.
const ZERO_WIDTH_SPACE = '\u200b';

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function smallLine(line: string): string {
  return isBlank(line) ? line : `-# ${line}`;
}

/** A blank line would lose the space after its mark, and then show the mark. */
function quoteLine(line: string): string {
  return isBlank(line) ? `> ${line}${ZERO_WIDTH_SPACE}` : `> ${line}`;
}

/** The contents of text displays that show a text, each within a message; none for a blank text. */
function splitText(
  text: readonly Inline[],
  renderLine: (line: string) => string,
  room: TextSize = MESSAGE_TEXT,
): string[] {
  const render = (run: readonly Inline[]) => {
    const content = renderInlines(run).split('\n').map(renderLine).join('\n');
    return isBlank(content) ? content + ZERO_WIDTH_SPACE : content;
  };
  const clean = text.map(showable);
  if (isBlank(renderInlines(clean))) return [];
  const whole = render(clean);
  if (fitsInto(MESSAGE_TEXT, measureText(whole))) return [whole];
  const first = fitsInto(room, WORTH_FILLING) ? room : MESSAGE_TEXT;
  return splitInlines(clean, (run, index) =>
    fitsInto(index === 0 ? first : MESSAGE_TEXT, measureText(render(run))),
  ).map(render);
}

/** Made showable before splitting, so that no pair of characters that becomes one is split. */
function showable(inline: Inline): Inline {
  if (typeof inline === 'string') return makeShowable(inline);
  if ('bold' in inline) return { bold: makeShowable(inline.bold) };
  if ('italic' in inline) return { italic: makeShowable(inline.italic) };
  if ('struck' in inline) return { struck: makeShowable(inline.struck) };
  if ('inserted' in inline) return { inserted: makeShowable(inline.inserted) };
  return 'code' in inline ? { code: makeShowable(inline.code) } : inline;
}

/** Items together in as few text displays as they fit in; an item's further lines are indented under it. */
function splitList(items: readonly (readonly Inline[])[]): string[] {
  const contents: string[] = [];
  for (const part of items.flatMap(splitItem)) {
    const last = contents.at(-1);
    const joined = `${last}\n${part}`;
    if (last !== undefined && fitsInto(MESSAGE_TEXT, measureText(joined)))
      contents[contents.length - 1] = joined;
    else contents.push(part);
  }
  return contents;
}

function splitItem(item: readonly Inline[]): string[] {
  const longestMark = 2;
  const contents = splitText(item, (line) => ' '.repeat(longestMark) + line);
  return contents.map((content, index) => (index === 0 ? `- ${content.slice(longestMark)}` : content));
}

function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

const STYLES = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

function renderButton({ label, emoji, style, disabled, action }: Button): APIButtonComponentWithCustomId {
  // Discord refuses the whole message for an emoji that it does not know.
  const known = [emoji, `${emoji}\ufe0f`].find((name) => name !== undefined && /^\p{RGI_Emoji}$/v.test(name));
  const text = known !== undefined || emoji === undefined ? label : `${emoji} ${label}`;
  const shown = shorten(makeShowable(text).replace(/\s+/g, ' ').trim(), LIMITS.buttonLabel);
  return {
    type: ComponentType.Button,
    style: STYLES[style ?? 'secondary'],
    custom_id: encodeAction(action).customId,
    ...(shown !== '' || known === undefined ? { label: shown || '…' } : {}),
    ...(known === undefined ? {} : { emoji: { name: known } }),
    ...(disabled ? { disabled: true } : {}),
  };
}

/** None for an address that Discord would refuse the whole message for. */
function renderLink({ label, url }: Link): APIButtonComponentWithURL[] {
  const target = linkTarget(url);
  if (target === undefined || target.length > LIMITS.buttonUrl) return [];
  const shown = shorten(makeShowable(label).replace(/\s+/g, ' ').trim(), LIMITS.buttonLabel);
  return [{ type: ComponentType.Button, style: ButtonStyle.Link, label: shown || '…', url: target }];
}

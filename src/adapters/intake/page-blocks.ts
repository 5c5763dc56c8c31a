import type { TextBlock } from '../../domain/intake/text-block.ts';
import { type DomElement, type DomNode, isElement, isText } from './dom.ts';
import { isOtherStory, isUnwanted } from './unwanted-elements.ts';

const BLOCKS = new Set(
  [
    'ADDRESS',
    'ARTICLE',
    'BLOCKQUOTE',
    'BODY',
    'CENTER',
    'DD',
    'DETAILS',
    'DIV',
    'DL',
    'DT',
    'FIELDSET',
    'H1',
    'H2',
    'H3',
  ]
    .concat([
      'H4',
      'H5',
      'H6',
      'HEADER',
      'HGROUP',
      'HR',
      'HTML',
      'LI',
      'MAIN',
      'OL',
      'P',
      'PRE',
      'SECTION',
      'SUMMARY',
    ])
    .concat(['TABLE', 'TBODY', 'TD', 'TFOOT', 'TH', 'THEAD', 'TR', 'UL']),
);
const SLANTED = new Set(['EM', 'I', 'CITE']);
/** A part that holds more of the text than this is the article, whatever it is called. */
const MOST_UNWANTED_SHARE = 0.5;

/** What a character that is read belongs to. */
interface Surroundings {
  readonly kind: TextBlock['kind'];
  readonly isLinked: boolean;
  readonly isSlanted: boolean;
}

/** The blocks of text under `root`, in order, without the parts that are no running text by their tag or name. */
export function collectBlocks(root: DomElement, page: URL): TextBlock[] {
  const mostUnwanted = (root.textContent ?? '').length * MOST_UNWANTED_SHARE;
  const blocks: TextBlock[] = [];
  let pieces: { text: string; around: Surroundings }[] = [];

  function close(): void {
    const block = joinPieces(pieces);
    if (block) blocks.push(block);
    pieces = [];
  }

  // A stack and no recursion: a hostile page nests its tags a hundred thousand deep.
  const stack: ({ node: DomNode; around: Surroundings } | 'end of block')[] = [];
  stack.push({ node: root, around: { kind: 'paragraph', isLinked: false, isSlanted: false } });
  while (stack.length > 0) {
    const top = stack.pop();
    if (top === undefined) break;
    if (top === 'end of block') {
      close();
      continue;
    }
    const { node, around } = top;
    if (isText(node)) pieces.push({ text: node.textContent ?? '', around });
    if (!isElement(node)) continue;
    if (node !== root && isUnwanted(node) && (node.textContent ?? '').length < mostUnwanted) continue;
    if (isOtherStory(node, page) && blocks.length > 0) continue;
    if (node.tagName === 'BR') {
      pieces.push({ text: '\n', around });
      continue;
    }
    const isBlock = BLOCKS.has(node.tagName);
    if (isBlock) {
      close();
      stack.push('end of block');
    }
    const inside = surround(node, around);
    const children = [...node.childNodes];
    for (const child of children.reverse()) stack.push({ node: child, around: inside });
  }
  close();
  return blocks;
}

function surround({ tagName }: DomElement, around: Surroundings): Surroundings {
  if (tagName === 'A') return { ...around, isLinked: true };
  if (SLANTED.has(tagName)) return { ...around, isSlanted: true };
  if (/^H[1-6]$/.test(tagName)) return { ...around, kind: 'heading' };
  if (tagName === 'LI' || tagName === 'DD') return { ...around, kind: 'item' };
  if (tagName === 'BLOCKQUOTE') return { ...around, kind: 'quotation' };
  return around;
}

function joinPieces(pieces: readonly { text: string; around: Surroundings }[]): TextBlock | undefined {
  const [first] = pieces;
  const text = clean(pieces.map((piece) => piece.text).join(''));
  if (!first || text === '') return undefined;
  const count = (isCounted: (around: Surroundings) => boolean) =>
    Math.min(
      text.length,
      pieces.reduce((sum, piece) => sum + (isCounted(piece.around) ? clean(piece.text).length : 0), 0),
    );
  return {
    text,
    linked: count(({ isLinked }) => isLinked),
    slanted: count(({ isSlanted }) => isSlanted),
    kind: first.around.kind,
  };
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

import { isProse, linkShare, type TextBlock } from './text-block.ts';

/** What is known of the article from elsewhere, so that its text need not repeat it. */
export interface ArticleFrame {
  readonly title: string;
  readonly dek?: string | undefined;
}

/** Almost all of the block is a link: it leads away and tells nothing. */
const LINK_SHARE = 0.75;

/**
 * The blocks that are the article's running text: without what stands before its first and after its last sentence,
 * links to other pages, and invitations. Headings stay where text follows them.
 */
export function chooseArticleBlocks(blocks: readonly TextBlock[], frame: ArticleFrame): TextBlock[] {
  const kept = withoutTeasers(blocks).filter(
    (block) => !isLinkOnly(block) && !isCredit(block) && !isInvitation(block),
  );
  const first = kept.findIndex((block) => isProse(block));
  const last = kept.findLastIndex((block) => isProse(block));
  const body = kept.slice(Math.max(first, 0), last + 1);
  return body.filter((block, index) => !repeats(block, frame, index) && !isIdleHeading(body, index));
}

/** Without rows of teasers: links, each with a short text of its own, three or more in a row. */
function withoutTeasers(blocks: readonly TextBlock[]): TextBlock[] {
  const isTeaser = blocks.map(
    (block, index) =>
      isLinkOnly(block) ||
      (block.text.length < 200 &&
        blocks[index - 1] !== undefined &&
        isLinkOnly(blocks[index - 1] as TextBlock)),
  );
  const kept: TextBlock[] = [];
  for (let start = 0; start < blocks.length; ) {
    let end = start;
    while (isTeaser[end]) end += 1;
    const row = blocks.slice(start, end);
    const isRow = row.filter(isLinkOnly).length >= 3 && row.length > 4;
    if (!isRow) kept.push(...row);
    const next = blocks[end];
    if (next) kept.push(next);
    start = end + 1;
  }
  return kept;
}

function isLinkOnly(block: TextBlock): boolean {
  return linkShare(block) >= LINK_SHARE || (linkShare(block) > 0.4 && POINTER.test(block.text));
}

const POINTER =
  /^(?:related|see (?:also|more)|read (?:more|also|next)|also read|more(?: on this)?|watch|don['’]t miss)\b/i;
const CREDIT =
  /^\(?(?:image|photo|picture|video|graphic|media)s?\s*(?:credits?|captions?|copyright|courtesy|by|:|\d+ of|source)|\((?:image|photo|picture)s?(?: credits?)?:[^)]*\)$|^file photo\b|^(?:adverti[sz](?:ement|ing)|advert|ad|sponsored|caption|close|comments|anzeige|publicidad|publicidade|publicité|pubblicità|реклама|広告|광고)$/i;
const INVITATION =
  /\b(?:sign up (?:for|to|here|now)|subscribe (?:to|now|here)|newsletters?\b.{0,40}\b(?:inbox|sign|subscribe)|follow (?:us|him|her|them|me)? ?on (?:twitter|facebook|instagram)|click here (?:to|for)|all rights reserved|unsupported on your device|join our|news tip|(?:website|site|page) uses cookies|if you enjoyed this|appeared first on)\b/i;

function isCredit({ text }: TextBlock): boolean {
  return text.length < 400 && CREDIT.test(text);
}

function isInvitation(block: TextBlock): boolean {
  return block.text.length < 400 && INVITATION.test(block.text);
}

function repeats(block: TextBlock, { title, dek }: ArticleFrame, index: number): boolean {
  return block.kind === 'heading' && (block.text === title || (index < 2 && block.text === dek));
}

/** A heading with no text before the next one, or at the end. */
function isIdleHeading(blocks: readonly TextBlock[], index: number): boolean {
  return blocks[index]?.kind === 'heading' && (blocks[index + 1]?.kind ?? 'heading') === 'heading';
}

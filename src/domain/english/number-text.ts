import { STOP_WORDS } from './lexicon/function-words.ts';
import { CARDINALS } from './lexicon/number-words.ts';
import type { Token } from './stems.ts';

/** The words of a text, with what stands between them, as numbers are read from them. */
export class NumberText {
  private readonly text: string;
  private readonly words: readonly Token[];

  constructor(text: string, words: readonly Token[]) {
    this.text = text;
    this.words = words;
  }

  get length(): number {
    return this.words.length;
  }

  /** The word at `index` in lower case, without the full stop of a short form; empty beyond the ends. */
  at(index: number): string {
    return this.words[index]?.lower ?? '';
  }

  isCapital(index: number): boolean {
    return /^\p{Lu}/u.test(this.words[index]?.text ?? '');
  }

  /** What stands right before the word at `index`. */
  before(index: number): string {
    const end = this.words[index]?.start ?? this.text.length;
    return this.text.slice(this.words[index - 1]?.end ?? 0, end);
  }

  /** Whether the word at `index` goes on where the one before it left off, and is no function word or number. */
  hasNounAt(index: number): boolean {
    const word = this.at(index);
    return word !== '' && /^[\s-]$/.test(this.before(index)) && !STOP_WORDS.has(word) && !CARDINALS.has(word);
  }

  /** `count` words before `index`, parted by spaces, one space before the first. */
  run(index: number, count: number): string {
    return this.words
      .slice(Math.max(0, index - count), index)
      .map(({ lower }) => ` ${lower}`)
      .join('');
  }
}

import { paragraphPassages } from '../english/passages.ts';
import { ModelError } from '../errors.ts';
import type { Embedder } from '../ports.ts';
import type { Story } from '../story/story.ts';
import { packVectors, type VectorArchive } from '../story/vectors.ts';

/** How much of a text counts: about 400 tokens of English, of the 512 that small models read. */
const MOST_CHARACTERS = 1600;
/** How many paragraphs, and how many quotations, of one story get vectors. */
const MOST_TEXTS = 400;

/** What every embedding model takes. */
const ANY_TEXT = 'News of the day.';

export interface EmbeddingPorts {
  readonly archive: Pick<VectorArchive, 'withoutVectors' | 'putVectors'>;
  readonly embedder: Embedder;
}

/**
 * Gives the story that was stored last, of those without them, the vectors of its paragraphs and quotations; its id, or
 * `undefined` where none lacks them. Throws `ModelError` and `StoreError`.
 */
export async function embedNextStory(
  { archive, embedder }: EmbeddingPorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  const [story] = await archive.withoutVectors(embedder.name, 1);
  if (!story) return undefined;
  const [passages, quotations] = [passageTexts(story), quotationTexts(story)];
  const vectors = await embedder.embed([...passages, ...quotations], signal).catch(async (error: unknown) => {
    if (!(error instanceof ModelError) || error.fault !== 'bad-request') throw error;
    // A text that the server will never take must not keep the other stories waiting: this one is found by words alone. A
    // server that takes no text at all is at fault itself, and the story waits for it to be mended.
    await embedder.embed([ANY_TEXT], signal);
    return [];
  });
  await archive.putVectors(story, {
    model: embedder.name,
    dimension: vectors[0]?.length ?? 0,
    passages: packVectors(vectors.slice(0, passages.length)),
    quotations: packVectors(vectors.slice(passages.length)),
  });
  return story.id;
}

function passageTexts(story: Story): string[] {
  return paragraphPassages(story)
    .slice(0, MOST_TEXTS)
    .map(({ text }) => cut(`${story.title}\n${text}`));
}

/** With who speaks and the whole sentence, without which many a quotation tells nothing. */
function quotationTexts(story: Story): string[] {
  return story.quotations
    .filter(({ shown }) => shown)
    .slice(0, MOST_TEXTS)
    .map(({ speaker, sentence, text }) => {
      const whole = story.body.slice(sentence.start, sentence.end);
      return cut([story.title, ...(speaker === null ? [] : [speaker]), text, whole].join('\n'));
    });
}

function cut(text: string): string {
  return text.slice(0, MOST_CHARACTERS);
}

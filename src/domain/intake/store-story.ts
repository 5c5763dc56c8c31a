import { ReadingError } from '../errors.ts';
import type { Clock, Log, StoryReader } from '../ports.ts';
import { READING_VERSION } from '../quotes/read-story.ts';
import type { ArchiveWriter, IncomingStory, PutOutcome } from '../story/archive.ts';
import type { Reading, StoryText } from '../story/story.ts';

/** What it takes to store stories. */
export interface IntakePorts {
  readonly archive: Pick<ArchiveWriter, 'find' | 'put' | 'outdated' | 'withdraw'>;
  readonly reader: StoryReader;
  readonly clock: Clock;
  readonly log: Log;
}

/** A story that comes in, not yet read. */
export type ArrivingStory = Pick<IncomingStory, 'owner' | 'source' | 'identity'> & {
  readonly text: StoryText;
};

/** How many stories that an earlier version has read are taken up at a time. */
const READ_AGAIN = 20;

/**
 * Reads a story, where it is new or has changed, and stores it with its reading. One that cannot be read is stored without
 * quotations, and reported. One that its source had deleted is there again. Throws StoreError when the archive fails.
 */
export async function storeStory(ports: IntakePorts, arriving: ArrivingStory): Promise<PutOutcome> {
  const { owner, identity, text, source } = arriving;
  const known = await ports.archive.find(owner, identity);
  if (known?.withdrawn !== undefined) await ports.archive.withdraw(owner, known.id, undefined);
  const isKnown = known?.hash === text.hash && known.reading >= READING_VERSION;
  if (isKnown && (source.kind !== 'feed' || known.feeds.includes(source.feed))) return 'same';
  return readAndPut(ports, arriving);
}

/** Reads again what an earlier version of reading has read, newest first, until all is done or `signal` aborts. */
export async function readAgain(ports: IntakePorts, signal: AbortSignal): Promise<number> {
  for (let done = 0; ; ) {
    const stories = await ports.archive.outdated(READING_VERSION, READ_AGAIN);
    if (stories.length === 0) return done;
    for (const story of stories) {
      if (signal.aborted) return done;
      await readAndPut(ports, story);
      done += 1;
    }
  }
}

async function readAndPut(ports: IntakePorts, { text, ...rest }: ArrivingStory): Promise<PutOutcome> {
  const { reading, fault } = await tryToRead(ports, text);
  return ports.archive.put({
    ...rest,
    story: { ...text, ...reading },
    reading: READING_VERSION,
    ...(fault !== undefined && { fault }),
    at: ports.clock.now(),
  });
}

async function tryToRead(
  { reader, log }: IntakePorts,
  text: StoryText,
): Promise<{ reading: Reading; fault?: string }> {
  try {
    return { reading: await reader.read(text) };
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    log.warn(
      { err: error, story: text.id },
      `the story ${text.id} could not be read (${error.message}); it is stored without quotations`,
    );
    // Each paragraph stands for one sentence.
    const sentences = text.paragraphs.map(({ start, end, number }) => ({ start, end, paragraph: number }));
    return { reading: { sentences, quotations: [] }, fault: error.message };
  }
}

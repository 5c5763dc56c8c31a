import { storySubject } from '../headlines/subjects.ts';
import type { StoryArchive } from '../story/archive.ts';
import type { Story } from '../story/story.ts';
import type { Arrival, Follow } from './feed-book.ts';
import { ARRIVAL_WINDOW_MS } from './follow-order.ts';
import { explainRefusal, parseOnly } from './only-filter.ts';

/** An arrival that may be posted, with its story as it is stored now. */
export interface Postable {
  readonly arrival: Arrival;
  readonly story: Story;
}

/** An arrival that is not posted, and why, for whoever set the feed up. */
export interface Unposted {
  readonly arrival: Arrival;
  readonly reason: string;
}

/** Which arrivals a follow would post, each in its place. `shown` is what its channel has seen. */
export async function chooseArrivals(
  archive: Pick<StoryArchive, 'get'>,
  follow: Pick<Follow, 'guild' | 'only'>,
  arrivals: readonly Arrival[],
  { shown, now }: { readonly shown: ReadonlyMap<string, number>; readonly now: number },
): Promise<readonly (Postable | Unposted)[]> {
  const only = parseOnly(follow.only);
  const seen = new Set<string>();
  const decide = async (arrival: Arrival): Promise<Postable | Unposted> => {
    const story = arrival.story ? await archive.get({ guild: follow.guild }, arrival.story) : undefined;
    if (!story) return { arrival, reason: 'It is not stored.' };
    if (story.withdrawn !== undefined) return { arrival, reason: 'Its source has withdrawn it.' };
    if (shown.has(storySubject(story.id)) || seen.has(story.id))
      return { arrival, reason: 'The channel has seen this story.' };
    const { title, tags } = story;
    const refusal = explainRefusal(only, { title, tags, text: story.body });
    if (refusal !== undefined) return { arrival, reason: refusal };
    if (now - arrival.at > ARRIVAL_WINDOW_MS)
      return { arrival, reason: 'The bot was not running when it came.' };
    seen.add(story.id);
    return { arrival, story };
  };
  const decisions: (Postable | Unposted)[] = [];
  // One after the other: what is posted of two that are one story is the first.
  for (const arrival of arrivals) decisions.push(await decide(arrival));
  return decisions;
}

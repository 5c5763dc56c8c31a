import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { PostResult } from '../../../domain/schedule/announcer.ts';

/** Discord's error codes that will not mend until somebody changes something, with what to tell the admins. */
const REFUSALS: Readonly<Record<number, string>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'The channel is gone.',
  [RESTJSONErrorCodes.UnknownGuild]: 'The bot is no longer in the server.',
  [RESTJSONErrorCodes.MissingAccess]: 'The bot may not see the channel, or is no longer in the server.',
  [RESTJSONErrorCodes.MissingPermissions]: 'The bot may not post in the channel.',
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel]: 'The channel is not one for messages.',
  [RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType]: 'The channel is not one for messages.',
  [RESTJSONErrorCodes.TagRequiredToCreateAForumPostInThisChannel]:
    'The forum requires a tag, and has none that the bot may give.',
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: 'The thread is archived.',
  [RESTJSONErrorCodes.ThreadLocked]: 'The thread is locked.',
};

/** What a failed request means for a post. Of all but a clear refusal nobody knows what Discord did before it. */
export function explainPostFault(error: unknown): Exclude<PostResult, { kind: 'posted' }> {
  if (error instanceof RateLimitError) {
    return { kind: 'unsettled', reason: 'Discord limits the rate of posts.', afterMs: error.retryAfter };
  }
  if (error instanceof DiscordAPIError) {
    const reason = REFUSALS[Number(error.code)];
    if (reason !== undefined) return { kind: 'refused', reason };
    if (error.status === 400)
      return { kind: 'rejected', reason: `Discord does not take the message (${error.code}).` };
    return { kind: 'unsettled', reason: `Discord answered ${error.status} (${error.code}).` };
  }
  if (error instanceof HTTPError) return { kind: 'unsettled', reason: `Discord answered ${error.status}.` };
  return { kind: 'unsettled', reason: 'Discord did not answer.' };
}

/** Discord cannot be used at all. Its message is one line for whoever runs the bot. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
}

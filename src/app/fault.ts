import { inspect } from 'node:util';
import { DiscordError } from '../adapters/discord/faults/discord-error.ts';
import { PromptFilesError } from '../adapters/prompt-files.ts';
import { StoreError, UserError } from '../domain/errors.ts';
import { ConfigError } from './config.ts';

const KNOWN = [ConfigError, DiscordError, PromptFilesError, StoreError, UserError] as const;

/** What an operator is told of a fault that ends the program: one clear line where it is known, all of it otherwise. */
export function describeFault(error: unknown): string {
  if (error instanceof Error && KNOWN.some((kind) => error instanceof kind))
    return `pullquote: ${error.message}`;
  if (error instanceof Error && 'syscall' in error && error.syscall === 'listen') {
    return `pullquote: ${error.message}. Choose another port with PLAYGROUND_PORT or HEALTH_PORT.`;
  }
  return `pullquote: an unexpected fault: ${inspect(error)}`;
}

import type { Asker } from '../domain/model/answer-desk.ts';
import type { Invocation } from './command.ts';

/** Whose tokens and cooldown a use of the model counts for, and where its stages are shown. */
export function askerOf({ caller, progress }: Pick<Invocation, 'caller' | 'progress'>): Asker {
  return { guild: caller.guild, user: caller.user, onStage: progress };
}

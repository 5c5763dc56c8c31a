import type { Schedule } from './schedule.ts';

/** A guild's schedules as they are stored. */
export interface StoredSchedules {
  /** In the order in which they were made. */
  readonly schedules: readonly Schedule[];
  /** How many more there are that cannot be read. */
  readonly damaged: number;
}

/** Where schedules are kept. A store that fails throws `StoreError`; what cannot be read harms only itself. */
export interface ScheduleStore {
  /** The guilds that have any. */
  guilds(): Promise<readonly string[]>;
  read(guild: string): Promise<StoredSchedules>;
  /**
   * Puts what `work` makes of the guild's readable schedules in their place, with no other process's change in between, and
   * resolves with what it gives beside; what cannot be read stays. `work` may be called more than once.
   */
  change<T>(
    guild: string,
    work: (schedules: readonly Schedule[]) => readonly [readonly Schedule[], T],
  ): Promise<T>;
}

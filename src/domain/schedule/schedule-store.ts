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
  /** Puts these in the place of the guild's readable schedules; what cannot be read stays. */
  write(guild: string, schedules: readonly Schedule[]): Promise<void>;
}

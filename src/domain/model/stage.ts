/** What long work is doing, shown to the member who waits. */
export type Stage = 'Reading' | 'Writing' | 'Checking' | 'Translating';

/** Shows a stage; resolves when it is shown, never rejects. */
export type ShowStage = (stage: Stage) => Promise<void>;

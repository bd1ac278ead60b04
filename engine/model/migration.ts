/** How the cases of one entry get from one version of a campaign to another. Says nothing of a single case. */
export type EntryPlan = {
  /** The id its entry has in the new version, where that is another; the cases keep their own ids. */
  entry?: string;
  /**
   * Steps of the old version: the one it is in the new, or null where nothing takes its place. Where several are
   * one new step, the first of the same id or else the first named is that step under its new name; cases at the
   * others arrive at it anew, as do cases at a step whose kind is another.
   */
  steps: Record<string, string | null>;
  /** Answered fields of the old form: the field that has the answer afterwards, or null where it is lost. */
  fields: Record<string, string | null>;
  /** Choices that go by another id, by the old field; null where such an answer is lost. */
  choices: Record<string, Record<string, string | null>>;
};

/** How the running cases of one version get to another. */
export type MigrationPlan = {
  /** The versions, by their hash. */
  from: string;
  to: string;
  /** By entry of the old version; null where the new one has no such entry, so that its cases stay. */
  entries: Record<string, EntryPlan | null>;
  /** Cases that have ended follow the new version too. */
  ended: boolean;
};

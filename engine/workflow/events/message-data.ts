/** A message an event sends: to whom, about what, under which effect key. */
export type MessageData = {
  key: string;
  /** The notification's id in the definition. */
  template: string;
  /** Assignee keys and accounts, as they were resolved then. */
  audience: string[];
  refs: string[];
  /** The task and generation that must still be open when it is delivered. */
  task?: { id: string; generation: number };
};

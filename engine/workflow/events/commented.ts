import { applier } from './applier.ts';

/** Somebody wrote a comment, kept in contents; the case stays as it is. */
export type CommentedData = { content: string; task?: string };

export const commented = applier<CommentedData>('commented', [], (state) => state);

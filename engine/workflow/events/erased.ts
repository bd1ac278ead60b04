import { applier } from './applier.ts';

/**
 * A person's contents were erased: their digests stay, so that the chain can still be walked. `fields` are the
 * listed values that are not public and go from the state. There is no `before`: an erase is never undone.
 */
export type ErasedData = { account: string; digests: string[]; fields: string[] };

export const erased = applier<ErasedData>('erased', ['submission'], (state, { fields }) => {
  if (!state.submission || fields.length === 0) return state;
  const values = Object.fromEntries(
    Object.entries(state.submission.values).filter(([field]) => !fields.includes(field)),
  );
  return { ...state, submission: { ...state.submission, values } };
});

import type { Edit } from '../model/definition-draft.ts';
import type { Files } from './operation.ts';

/**
 * The edits that lead from the files after a change back to those before it, byte for byte. Each file gives one:
 * the text between what both have in common at their beginning and their end.
 */
export function inverseOf(before: Files, after: Files): Edit[] {
  const edits: Edit[] = [];
  for (const file of Object.keys(after))
    if (!Object.hasOwn(before, file)) edits.push({ op: 'removeFile', file });
    else if (before[file] !== after[file]) edits.push(restoring(file, before[file]!, after[file]!));
  for (const file of Object.keys(before))
    if (!Object.hasOwn(after, file)) edits.push({ op: 'addFile', file, text: before[file]! });
  return edits;
}

function restoring(file: string, before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return {
    op: 'restore',
    file,
    at: start,
    removed: after.slice(start, after.length - end),
    text: before.slice(start, before.length - end),
  };
}

import { classes, classOf } from './types.ts';

const names: Record<number, string> = {
  [classes.null]: 'null',
  [classes.string]: 'string',
  [classes.object]: 'object',
  [classes.array]: 'array',
  [classes.binary]: 'binData',
  [classes.objectId]: 'objectId',
  [classes.boolean]: 'bool',
  [classes.date]: 'date',
  [classes.timestamp]: 'timestamp',
  [classes.pattern]: 'regex',
  [classes.code]: 'javascript',
  [classes.smallest]: 'minKey',
  [classes.largest]: 'maxKey',
};

/** The type of a value as MongoDB names it in messages. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'bigint') return 'long';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  return names[classOf(value)] ?? 'unknown';
}

/**
 * A record by name that holds nothing but its own: looking up `constructor` finds a thing of that name or
 * nothing.
 */
export function named<T>(entries: Iterable<readonly [string, T]> = []): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}

/**
 * How kinds are registered: one file exports one kind, the folder's index lists it, and whoever meets the word in
 * a definition looks it up here. An outside package adds a kind by `add` of the same registry.
 */

/** Kinds of one sort by their word. */
export interface Kinds<Kind> {
  /** The kind of a word; undefined when nothing is registered under it. */
  find(word: string): Kind | undefined;
  /** The kind of a word the compiler let pass; one that is missing is a broken promise and throws. */
  of(word: string): Kind;
  /** Adds a kind. Refuses, by an exception, a word that has one. */
  add(word: string, kind: Kind): void;
  words(): string[];
}

/** A registry of kinds of one sort; `sort` is named when something is missing. */
export function kinds<Kind>(sort: string, first: readonly (readonly [string, Kind])[]): Kinds<Kind> {
  const known = new Map<string, Kind>();
  const registry: Kinds<Kind> = {
    find: (word) => known.get(word),
    of(word) {
      const kind = known.get(word);
      if (!kind) throw new Error(`There is no ${sort} ${word}.`);
      return kind;
    },
    add(word, kind) {
      if (known.has(word)) throw new Error(`There is a ${sort} ${word} already.`);
      known.set(word, kind);
    },
    words: () => [...known.keys()],
  };
  for (const [word, kind] of first) registry.add(word, kind);
  return registry;
}

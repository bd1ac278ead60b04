import type { Doc } from '../bson/codec.ts';

/** Sets a field of a document itself, whatever its name. */
export function putField(doc: Doc, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(doc, name, { value, writable: true, enumerable: true, configurable: true });
  else doc[name] = value;
}

/** A copy that shares nothing that can be changed. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const made: Doc = {};
  for (const [name, inner] of Object.entries(value)) putField(made, name, copy(inner));
  return made as T;
}

/** One element of an encoded document: `start` at its type byte, `value` at its value, `end` behind it. */
export interface RawElement {
  type: number;
  name: string;
  start: number;
  value: number;
  end: number;
}

/** Finds a top-level element without decoding the document. `null` when there is none. */
export function findElement(raw: Uint8Array, wanted: string): RawElement | null {
  for (const element of elementsOf(raw)) if (element.name === wanted) return element;
  return null;
}

/** The document with the named ones of its elements alone, in their order, none of them decoded. */
export function keepElements(raw: Uint8Array, names: ReadonlySet<string>): Uint8Array {
  const kept = Buffer.allocUnsafe(raw.length);
  let length = 4;
  for (const { name, start, end } of elementsOf(raw)) {
    if (!names.has(name)) continue;
    kept.set(raw.subarray(start, end), length);
    length += end - start;
  }
  kept[length] = 0;
  kept.writeInt32LE(length + 1, 0);
  return kept.subarray(0, length + 1);
}

function* elementsOf(raw: Uint8Array): Generator<RawElement> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let at = 4;
  while (at < bytes.length - 1) {
    const type = bytes[at]!;
    const nameEnd = bytes.indexOf(0, at + 1);
    if (nameEnd < 0) throw new RangeError('an element name is not ended');
    const value = nameEnd + 1;
    const end = value + valueLength(bytes, type, value);
    if (end > bytes.length) throw new RangeError('an element reaches beyond its document');
    yield { type, name: bytes.toString('utf8', at + 1, nameEnd), start: at, value, end };
    at = end;
  }
}

/** The document with one of its elements moved to the front. */
export function moveToFront(raw: Uint8Array, element: RawElement): Uint8Array {
  if (element.start === 4) return raw;
  const moved = Buffer.allocUnsafe(raw.length);
  moved.set(raw.subarray(0, 4), 0);
  moved.set(raw.subarray(element.start, element.end), 4);
  const length = element.end - element.start;
  moved.set(raw.subarray(4, element.start), 4 + length);
  moved.set(raw.subarray(element.end), element.end);
  return moved;
}

function valueLength(bytes: Buffer, type: number, at: number): number {
  switch (type) {
    case 0x01: // double
    case 0x09: // date
    case 0x11: // timestamp
    case 0x12: // 64-bit integer
      return 8;
    case 0x02: // string
    case 0x0d: // code
    case 0x0e: // symbol
      return 4 + bytes.readInt32LE(at);
    case 0x03: // document
    case 0x04: // array
    case 0x0f: // code with scope
      return bytes.readInt32LE(at);
    case 0x05: // binary
      return 5 + bytes.readInt32LE(at);
    case 0x06: // undefined
    case 0x0a: // null
    case 0x7f: // largest key
    case 0xff: // smallest key
      return 0;
    case 0x07: // object id
      return 12;
    case 0x08: // boolean
      return 1;
    case 0x0b: {
      const pattern = bytes.indexOf(0, at);
      return bytes.indexOf(0, pattern + 1) + 1 - at;
    }
    case 0x0c: // pointer
      return 4 + bytes.readInt32LE(at) + 12;
    case 0x10: // 32-bit integer
      return 4;
    case 0x13: // decimal
      return 16;
    default:
      throw new RangeError(`0x${type.toString(16)} is not a BSON type`);
  }
}

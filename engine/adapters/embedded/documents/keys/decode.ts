import { ObjectId } from 'bson';
import { classes } from '../values/types.ts';
import { complement, type Direction, doubleOf, exactBelow } from './encode.ts';

/** Where the components of a key end, as offsets; the last one is the length of the key. */
export function splitKey(key: Buffer, directions: readonly Direction[]): number[] {
  const ends: number[] = [];
  let at = 0;
  for (const direction of directions) {
    at = skipValue(key, at, direction === -1 ? 0xff : 0);
    ends.push(at);
  }
  return ends;
}

/** `mask` is 0xff in a descending component, where all bytes are complemented. */
function skipValue(key: Buffer, at: number, mask: number): number {
  return skipPayload(key, at + 1, (key[at]! ^ mask) as number, mask);
}

function skipPayload(key: Buffer, at: number, kind: number, mask: number): number {
  switch (kind) {
    case classes.number: {
      const high = ((key[at]! ^ mask) << 8) | (key[at + 1]! ^ mask);
      return at + 8 + (carriesRest(high) ? 2 : 0);
    }
    case classes.string:
    case classes.code:
      return skipText(key, at, mask);
    case classes.pattern:
      return skipText(key, skipText(key, at, mask), mask);
    case classes.object: {
      let next = at;
      while (key[next] !== mask) {
        const inner = key[next]! ^ mask;
        next = skipPayload(key, skipText(key, next + 1, mask), inner, mask);
      }
      return next + 1;
    }
    case classes.array: {
      let next = at;
      while (key[next] !== mask) next = skipValue(key, next, mask);
      return next + 1;
    }
    case classes.binary: {
      const length =
        ((key[at]! ^ mask) << 24) |
        ((key[at + 1]! ^ mask) << 16) |
        ((key[at + 2]! ^ mask) << 8) |
        (key[at + 3]! ^ mask);
      return at + 5 + length;
    }
    case classes.objectId:
      return at + 12;
    case classes.boolean:
      return at + 1;
    case classes.date:
    case classes.timestamp:
      return at + 8;
    default:
      return at;
  }
}

function skipText(key: Buffer, at: number, mask: number): number {
  return key.indexOf(mask, at) + 1;
}

/** Told from the exponent in the first two ordered bytes: is the number at least 2^53 away from zero? */
function carriesRest(high: number): boolean {
  if (high === 0) return false; // NaN
  const bits = high & 0x8000 ? high & 0x7fff : ~high & 0x7fff;
  return bits >> 4 >= 1023 + 53;
}

/** A component read back, when the key tells exactly what the document holds. */
export type Decoded = { known: true; value: unknown } | { known: false };

const unknown: Decoded = { known: false };

/**
 * Reads a component back. Not known are: null, which may be missing; numbers, whose type is not in the key;
 * and values with an inner structure.
 */
export function decodeComponent(key: Buffer, from: number, to: number, direction: Direction): Decoded {
  const bytes = ascendingBytes(key, from, to, direction);
  switch (bytes[0]) {
    case classes.string:
      return { known: true, value: readText(bytes) };
    case classes.objectId:
      return { known: true, value: new ObjectId(Uint8Array.from(bytes.subarray(1))) };
    case classes.boolean:
      return { known: true, value: bytes[1] === 1 };
    case classes.date:
      return {
        known: true,
        value: new Date(Number(BigInt.asIntN(64, bytes.readBigUInt64BE(1) ^ 0x8000000000000000n))),
      };
    default:
      return unknown;
  }
}

/**
 * Reads a number for comparing, whatever its type was; undefined when the component is none. Conditions on
 * the type of a number must ask the document.
 */
export function decodeNumber(
  key: Buffer,
  from: number,
  to: number,
  direction: Direction,
): number | bigint | undefined {
  const bytes = ascendingBytes(key, from, to, direction);
  if (bytes[0] !== classes.number) return undefined;
  const double = doubleOf(bytes.readBigUInt64BE(1));
  if (!(Math.abs(double) >= exactBelow)) return double;
  const rest = bytes.readUInt16BE(9);
  return rest === 0 ? double : BigInt(double) + BigInt(rest);
}

function ascendingBytes(key: Buffer, from: number, to: number, direction: Direction): Buffer {
  const bytes = key.subarray(from, to);
  if (direction === 1) return bytes;
  const turned = Buffer.from(bytes);
  complement(turned, 0, turned.length);
  return turned;
}

function readText(bytes: Buffer): string {
  const end = bytes.length - 1;
  if (bytes.indexOf(1, 1) < 0) return bytes.toString('utf8', 1, end);
  const plain: number[] = [];
  for (let i = 1; i < end; i += 1) plain.push(bytes[i] === 1 ? bytes[++i]! - 1 : bytes[i]!);
  return Buffer.from(plain).toString('utf8');
}

import type { Doc } from '../bson/codec.ts';
import { CommandError } from '../errors/command-error.ts';
import {
  binaryOf,
  classes,
  classOf,
  codeOf,
  fieldsOf,
  numberOf,
  objectIdBytes,
  patternOf,
  stringOf,
  timestampOf,
} from '../values/types.ts';

/** The direction of an index component. */
export type Direction = 1 | -1;

/** The value that stands for an empty array in a key; it sorts before null. */
export const emptyArray = Symbol('empty array');

/**
 * Writes values as bytes whose order is the order of the values. Every encoding begins with its class and
 * ends by itself, so that encodings can be put behind each other and none is the beginning of another.
 * A descending component has all its bytes complemented.
 */
let scratch = Buffer.allocUnsafe(4096);
let at = 0;

/** The key of a row of values, one for each direction. */
export function encodeKey(values: readonly unknown[], directions: readonly Direction[]): Buffer {
  at = 0;
  for (let i = 0; i < values.length; i += 1) {
    const start = at;
    writeValue(values[i]);
    if (directions[i] === -1) complement(scratch, start, at);
  }
  return Buffer.from(scratch.subarray(0, at));
}

/** One value, ascending. */
export function encodeValue(value: unknown): Buffer {
  at = 0;
  writeValue(value);
  return Buffer.from(scratch.subarray(0, at));
}

/** The bytes every string with this beginning starts with. */
export function encodePrefix(prefix: string): Buffer {
  return encodeValue(prefix).subarray(0, -1);
}

/** Complements bytes in place. */
export function complement(bytes: Buffer, from: number, to: number): void {
  for (let i = from; i < to; i += 1) bytes[i] = ~bytes[i]!;
}

function room(bytes: number): void {
  if (at + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + bytes));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function byte(value: number): void {
  room(1);
  scratch[at] = value;
  at += 1;
}

function bytes(value: Uint8Array): void {
  room(value.length);
  scratch.set(value, at);
  at += value.length;
}

function writeValue(value: unknown): void {
  const kind = value === emptyArray ? classes.emptyArray : classOf(value);
  byte(kind);
  writers[kind]?.(value);
}

const writers: Record<number, (value: unknown) => void> = {
  [classes.number]: (value) => writeNumber(numberOf(value)),
  [classes.string]: (value) => text(stringOf(value)),
  [classes.object]: (value) => writeFields(fieldsOf(value)),
  [classes.array]: (value) => {
    for (const element of value as unknown[]) writeValue(element);
    byte(0);
  },
  [classes.binary]: (value) => {
    const binary = binaryOf(value);
    unsigned32(binary.bytes.length);
    byte(binary.subtype);
    bytes(binary.bytes);
  },
  [classes.objectId]: (value) => bytes(objectIdBytes(value)),
  [classes.boolean]: (value) => byte(value === true ? 1 : 0),
  [classes.date]: (value) => {
    const ms = (value as Date).getTime();
    if (Number.isNaN(ms)) throw new CommandError('BadValue', 'a date out of range cannot be indexed');
    signed64(BigInt(ms));
  },
  [classes.timestamp]: (value) => {
    room(8);
    at = scratch.writeBigUInt64BE(timestampOf(value), at);
  },
  [classes.pattern]: (value) => {
    const { source, options } = patternOf(value);
    text(source);
    text(options);
  },
  [classes.code]: (value) => text(codeOf(value)),
};

function writeFields(fields: Doc): void {
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    const kind = classOf(value);
    byte(kind);
    text(name);
    writers[kind]?.(value);
  }
  byte(0);
}

function unsigned32(value: number): void {
  room(4);
  at = scratch.writeUInt32BE(value, at);
}

function signed64(value: bigint): void {
  room(8);
  at = scratch.writeBigUInt64BE(BigInt.asUintN(64, value) ^ 0x8000000000000000n, at);
}

/** UTF-8 ended by 0x00; the bytes 0x00 and 0x01 inside become 0x01 0x01 and 0x01 0x02. */
function text(value: string): void {
  room(value.length * 3 + 1);
  const start = at;
  at += scratch.write(value, at, 'utf8');
  if (hasLowBytes(start)) {
    const plain = Buffer.from(scratch.subarray(start, at));
    at = start;
    room(plain.length * 2 + 1);
    for (const one of plain) {
      if (one > 1) scratch[at++] = one;
      else {
        scratch[at++] = 1;
        scratch[at++] = one + 1;
      }
    }
  }
  byte(0);
}

function hasLowBytes(from: number): boolean {
  for (let i = from; i < at; i += 1) if (scratch[i]! < 2) return true;
  return false;
}

/** From here on neighbouring doubles are more than 1 apart, so integers between them need two bytes more. */
export const exactBelow = 2 ** 53;

/** NaN as it is encoded: below minus infinity. */
export const nanBytes = 0n;

function writeNumber(value: number | bigint): void {
  const double = typeof value === 'number' ? value : floorToDouble(value);
  room(10);
  at = scratch.writeBigUInt64BE(orderedBits(double), at);
  if (Math.abs(double) >= exactBelow) {
    const rest = typeof value === 'number' ? 0 : Number(value - BigInt(double));
    at = scratch.writeUInt16BE(rest, at);
  }
}

/** The bits of a double so that their unsigned order is the order of numbers; -0 is 0. */
export function orderedBits(double: number): bigint {
  if (Number.isNaN(double)) return nanBytes;
  view.setFloat64(0, double === 0 ? 0 : double);
  const bits = view.getBigUint64(0);
  return bits >> 63n === 1n ? BigInt.asUintN(64, ~bits) : bits | 0x8000000000000000n;
}

/** The double of ordered bits. */
export function doubleOf(bits: bigint): number {
  if (bits === nanBytes) return Number.NaN;
  view.setBigUint64(0, bits >> 63n === 1n ? bits & 0x7fffffffffffffffn : BigInt.asUintN(64, ~bits));
  return view.getFloat64(0);
}

const view = new DataView(new ArrayBuffer(8));

/** The largest double that is not above an integer. */
function floorToDouble(value: bigint): number {
  const nearest = Number(value);
  if (BigInt(nearest) <= value) return nearest;
  return doubleOf(orderedBits(nearest) - 1n);
}

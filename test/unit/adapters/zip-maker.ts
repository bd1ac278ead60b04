/** Zips made by hand, so that they can lie. */
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry, and what its headers say instead of the truth. */
export interface MadeEntry {
  name: string | Uint8Array;
  content?: string | Uint8Array;
  /** The bytes in the zip, when they are not the content deflated. */
  packed?: Uint8Array;
  method?: number;
  flags?: number;
  /** The whole of the external attributes: a Unix mode stands in the upper half. */
  attributes?: number;
  crc?: number;
  size?: number;
  packedSize?: number;
  /** The name the local header says. */
  localName?: string;
  /** Sizes and checksum behind the data, zeros in the local header (bit 3). */
  descriptor?: true;
}

/** A zip of these entries in this order. */
export function makeZip(
  entries: readonly MadeEntry[],
  end: { count?: number; comment?: string } = {},
): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const one of entries) {
    const name = Buffer.from(one.name);
    const localName = one.localName === undefined ? name : Buffer.from(one.localName);
    const content = Buffer.from(one.content ?? '');
    const method = one.method ?? 8;
    const data = Buffer.from(one.packed ?? (method === 8 ? deflateRawSync(content) : content));
    const flags = one.flags ?? (one.descriptor ? 0x0808 : 0x0800);
    const crc = one.crc ?? crc32(content);
    const [packedSize, size] = [one.packedSize ?? data.length, one.size ?? content.length];
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(flags, 2);
    header.writeUInt16LE(method, 4);
    header.writeUInt32LE(crc, 10);
    header.writeUInt32LE(packedSize, 14);
    header.writeUInt32LE(size, 18);
    header.writeUInt16LE(name.length, 22);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    header.copy(local, 4);
    local.writeUInt16LE(localName.length, 26);
    const behind: Buffer[] = [];
    if (one.descriptor) {
      local.fill(0, 14, 26);
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(packedSize, 8);
      descriptor.writeUInt32LE(size, 12);
      behind.push(descriptor);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    header.copy(central, 6);
    central.writeUInt32LE(one.attributes ?? 0, 38);
    central.writeUInt32LE(offset, 42);
    const made = Buffer.concat([local, localName, data, ...behind]);
    parts.push(made);
    offset += made.length;
    directory.push(central, name);
  }
  const index = Buffer.concat(directory);
  const comment = Buffer.from(end.comment ?? '');
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.count ?? entries.length, 8);
  record.writeUInt16LE(end.count ?? entries.length, 10);
  record.writeUInt32LE(index.length, 12);
  record.writeUInt32LE(offset, 16);
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, index, record, comment]);
}

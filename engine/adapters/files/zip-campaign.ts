import { crc32, deflateRawSync } from 'node:zlib';

/** How many times larger than its bytes in the zip a file may be; `unzipCampaign` refuses more. */
export const mostRatio = 200;

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const methods = { stored: 0, deflated: 8 } as const;
/** 1 January 1980, midnight: the earliest a zip can say, so that the same files give the same bytes. */
const moment = { time: 0, day: 0x0021 } as const;
/** Bit 11: names are UTF-8. */
const flags = 0x0800;
const neededVersion = 20;
/** Made on Unix, where the upper half of the attributes is the file's mode. */
const madeBy = (3 << 8) | neededVersion;
const regularFile = 0o100644 * 0x10000;

/**
 * A campaign's files as a zip (PKWARE APPNOTE 6.3), sorted by name and with one fixed time, so that exporting
 * twice gives the same bytes.
 */
export function zipCampaign(files: Readonly<Record<string, string>>): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const names = Object.keys(files).sort();
  for (const name of names) {
    const content = Buffer.from(files[name]!, 'utf8');
    const deflated = deflateRawSync(content, { level: 9 });
    // What deflates too well would be refused as a bomb when it is read again.
    const deflates = deflated.length < content.length && content.length <= mostRatio * deflated.length;
    const data = deflates ? deflated : content;
    const encodedName = Buffer.from(name, 'utf8');
    const about = describe(
      deflates ? methods.deflated : methods.stored,
      content,
      data.length,
      encodedName.length,
    );
    parts.push(localHeader(about), encodedName, data);
    directory.push(centralHeader(about, offset), encodedName);
    offset += 30 + encodedName.length + data.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...parts, index, endRecord(names.length, index.length, offset)]);
}

/** What the local and the central header of a file say alike, in the order both say it. */
function describe(method: number, content: Buffer, packedLength: number, nameLength: number): Buffer {
  const about = Buffer.alloc(26);
  about.writeUInt16LE(neededVersion, 0);
  about.writeUInt16LE(flags, 2);
  about.writeUInt16LE(method, 4);
  about.writeUInt16LE(moment.time, 6);
  about.writeUInt16LE(moment.day, 8);
  about.writeUInt32LE(crc32(content), 10);
  about.writeUInt32LE(packedLength, 14);
  about.writeUInt32LE(content.length, 18);
  about.writeUInt16LE(nameLength, 22);
  return about;
}

function localHeader(about: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(signatures.local, 0);
  about.copy(header, 4);
  return header;
}

function centralHeader(about: Buffer, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(signatures.central, 0);
  header.writeUInt16LE(madeBy, 4);
  about.copy(header, 6);
  header.writeUInt32LE(regularFile, 38);
  header.writeUInt32LE(offset, 42);
  return header;
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(signatures.end, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

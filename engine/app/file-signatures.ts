import type { FileKind } from '../forms/index.ts';

/** True when the bytes begin with these numbers. */
function begins(bytes: Uint8Array, ...numbers: number[]): boolean {
  return numbers.every((one, i) => bytes[i] === one);
}

/** True when the bytes are a zip in which the text stands: office files are zips with telling names inside. */
function zipNaming(bytes: Uint8Array, text: string): boolean {
  return begins(bytes, 0x50, 0x4b, 0x03, 0x04) && new TextDecoder('latin1').decode(bytes).includes(text);
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Whether bytes look like the kind of file their name says, by their first bytes. */
export const fileSignatures: Readonly<Record<FileKind, (bytes: Uint8Array) => boolean>> = {
  pdf: (bytes) => begins(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d),
  jpeg: (bytes) => begins(bytes, 0xff, 0xd8, 0xff),
  png: (bytes) => begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  docx: (bytes) => zipNaming(bytes, 'word/'),
  xlsx: (bytes) => zipNaming(bytes, 'xl/'),
  odt: (bytes) => zipNaming(bytes, 'application/vnd.oasis.opendocument.text'),
  ods: (bytes) => zipNaming(bytes, 'application/vnd.oasis.opendocument.spreadsheet'),
  txt: isText,
};

/** A kind of file that may be taken: its ending, its media type, and what its first bytes look like. */
export interface FileKind {
  id: string;
  endings: string[];
  type: string;
  /** Whether it may be shown inside a page rather than downloaded. */
  inline: boolean;
  matches(bytes: Uint8Array): boolean;
}

/** True when the bytes begin with these numbers. */
function begins(bytes: Uint8Array, ...numbers: number[]): boolean {
  return numbers.every((one, i) => bytes[i] === one);
}

/** True when a zip's first entry or any of its names holds the text: office files are zips. */
function zipNaming(bytes: Uint8Array, text: string): boolean {
  return begins(bytes, 0x50, 0x4b, 0x03, 0x04) && new TextDecoder('latin1').decode(bytes).includes(text);
}

/** The kinds a file field may accept, by the words of the form schema. */
export const fileKinds: readonly FileKind[] = [
  {
    id: 'pdf',
    endings: ['.pdf'],
    type: 'application/pdf',
    inline: true,
    matches: (bytes) => begins(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d),
  },
  {
    id: 'jpeg',
    endings: ['.jpg', '.jpeg'],
    type: 'image/jpeg',
    inline: true,
    matches: (bytes) => begins(bytes, 0xff, 0xd8, 0xff),
  },
  {
    id: 'png',
    endings: ['.png'],
    type: 'image/png',
    inline: true,
    matches: (bytes) => begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  {
    id: 'docx',
    endings: ['.docx'],
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    inline: false,
    matches: (bytes) => zipNaming(bytes, 'word/'),
  },
  {
    id: 'xlsx',
    endings: ['.xlsx'],
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    inline: false,
    matches: (bytes) => zipNaming(bytes, 'xl/'),
  },
  {
    id: 'odt',
    endings: ['.odt'],
    type: 'application/vnd.oasis.opendocument.text',
    inline: false,
    matches: (bytes) => zipNaming(bytes, 'application/vnd.oasis.opendocument.text'),
  },
  {
    id: 'ods',
    endings: ['.ods'],
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    inline: false,
    matches: (bytes) => zipNaming(bytes, 'application/vnd.oasis.opendocument.spreadsheet'),
  },
  {
    id: 'txt',
    endings: ['.txt'],
    type: 'text/plain; charset=utf-8',
    inline: false,
    matches(bytes) {
      if (bytes.includes(0)) return false;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
        return true;
      } catch {
        return false;
      }
    },
  },
];

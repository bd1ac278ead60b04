import type { Result } from '../issues/index.ts';
import type { JsonValue } from '../model/json.ts';
import type { Instant } from '../model/time.ts';

/** Business time. In demo mode it is real time plus the recorded offset. */
export interface Clock {
  now(): Instant;
  /** How many milliseconds of real time until business time reaches `at`; 0 when it has. */
  delayUntil(at: Instant): number;
  /** The demo's epoch; 0 in production. */
  epoch(): number;
}

/** Random ids and secrets. */
export interface Ids {
  /** A fresh id of `[a-z0-9]`, 24 characters. */
  id(): string;
  /** A secret for links and tokens, base64url, 256 bits. */
  secret(): string;
  salt(): string;
}

/** SHA-256 over RFC 8785 canonical JSON, hex. */
export interface Hash {
  /** Of a JSON value. */
  json(value: JsonValue): string;
  text(value: string): string;
  /** Of a salt and a body. */
  salted(salt: string, body: JsonValue): string;
}

/** A stored file. It may be read by those who may read a case that names it. */
export interface StoredFile {
  id: string;
  name: string;
  size: number;
  type: string;
  digest: string;
  uploadedBy: string;
  uploadedAt: Instant;
  /** The case whose draft or history may name it. */
  case: string;
}

/** Files beside the cases. */
export interface FileStore {
  put(meta: Omit<StoredFile, 'size' | 'digest'>, bytes: Uint8Array): Promise<StoredFile>;
  meta(id: string): Promise<StoredFile | null>;
  read(id: string): Promise<Uint8Array | null>;
  remove(ids: string[]): Promise<void>;
  ofCase(id: string): Promise<StoredFile[]>;
}

/** A campaign's files in one zip, as people hand them on. */
export interface CampaignArchive {
  /** The same files give the same bytes; `unpack` gives the files back, byte for byte. */
  pack(files: Readonly<Record<string, string>>): Uint8Array;
  /**
   * The files by path, a common top folder taken off. Everything that could do harm is refused before anything
   * is inflated, and what inflates to more than it says; any bytes may come in, and it never throws.
   */
  unpack(bytes: Uint8Array): Promise<Result<Record<string, string>>>;
}

/** A mail as it leaves the house. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Derived from the delivery's key, the same at every attempt. */
  messageId: string;
}

/** Sends mails; in embedded mode writes `.eml` files into the data folder. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Passwords, argon2id in its encoded form. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** False for a wrong password and for a hash that cannot be read. */
  verify(hash: string, password: string): Promise<boolean>;
}

/** Fills a notification's text. Escapes nothing: the result is plain text. */
export interface TextRenderer {
  /** Throws never: a text that cannot be filled gives itself. */
  render(text: string, values: Record<string, unknown>): string;
  /**
   * The parts of a paper in their order: what each block named among `parts` holds, and under null what stands
   * between them. A text that cannot be filled is one piece.
   */
  parts(text: string, values: Record<string, unknown>, parts: readonly string[]): TextPart[];
}

/** A part of a paper, filled. */
export interface TextPart {
  part: string | null;
  text: string;
}

/** Structured logging; personal data never goes in. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

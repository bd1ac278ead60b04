import type { Reader, Typed } from './field-type.ts';
import { quoted } from './problem.ts';

/** One text out of what a client sent: the last of several of one name; numbers and yes/no as they print. */
export function typedText(value: unknown): string {
  const last = Array.isArray(value) ? value.at(-1) : value;
  if (typeof last === 'string') return last;
  return typeof last === 'number' || typeof last === 'boolean' ? String(last) : '';
}

/** Several texts out of what a client sent, empty ones left out. */
export function typedTexts(value: unknown): string[] {
  const all = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return all.map(typedText).filter((text) => text.trim() !== '');
}

/** Text in the one form it is stored in: NFC, line breaks as `\n`, nothing blank around it. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').trim();
}

/** The field's own input as one line: spaces around it off, runs of blanks as one space. */
export function typedLine(typed: Typed, part = ''): string {
  return cleanText(typedText(typed.part(part))).replace(/\s+/g, ' ');
}

/** Refuses what a client sent where text was expected and nothing of it can be read. */
export function refuseShape(typed: Typed, reader: Reader, code: Parameters<Reader['refuse']>[0]): boolean {
  const own = typed.part('');
  const plain =
    own === undefined ||
    own === null ||
    Array.isArray(own) ||
    ['string', 'number', 'boolean'].includes(typeof own);
  if (!plain) reader.refuse(code, { typed: quoted(own) });
  return !plain;
}

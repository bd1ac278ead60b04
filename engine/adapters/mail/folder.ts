import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailer } from '../../ports/outside.ts';
import { message } from './message.ts';

/**
 * Writes each mail as an `.eml` file into a folder instead of sending it. One file a message id: sending the
 * same mail again leaves the first as it is. A file is whole or absent, also after a crash.
 */
export function createFolderMailer({ folder, from }: { folder: string; from: string }): Mailer {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail) {
      const path = join(folder, mailFileName(mail.messageId));
      if (await exists(path)) return;
      const { message: bytes } = await composer.sendMail(message(mail, from));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeWhole(folder, path, bytes as Buffer);
    },
  };
}

/** The file's name for a message id: readable when the id is plain, its digest when it is not. */
export function mailFileName(messageId: string): string {
  const bare = messageId.replace(/^<|>$/g, '');
  const plain = /^[A-Za-z0-9_][A-Za-z0-9@._-]{0,199}$/.test(bare);
  return `${plain ? bare : `~${createHash('sha256').update(messageId).digest('hex')}`}.eml`;
}

async function writeWhole(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = join(folder, `.${randomUUID()}.tmp`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  // The name is on the disk only once the folder is.
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

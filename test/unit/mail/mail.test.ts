import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderMailer, createSmtpMailer, mailFileName } from '../../../engine/adapters/mail/index.ts';
import type { Mail } from '../../../engine/ports/outside.ts';

const from = 'Thi đua <thidua@example.vn>';
const mail: Mail = {
  to: 'to-truong@example.vn',
  subject: 'Sắp đến hạn: báo cáo tháng 01/2025',
  text: 'Báo cáo đến hạn lúc 17:00 ngày 24/01/2025.\n.dòng bắt đầu bằng dấu chấm',
  messageId: '<0f3a9c@thidua>',
};

describe('mail into a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'thidua-mail-')), 'mail');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('is one file a message, with its headers and text', async () => {
    await createFolderMailer({ folder, from }).send(mail);
    expect(readdirSync(folder)).toEqual(['0f3a9c@thidua.eml']);
    const text = readFileSync(join(folder, '0f3a9c@thidua.eml'), 'utf8');
    expect(text).toContain('\r\nMessage-ID: <0f3a9c@thidua>\r\n');
    expect(text).toContain('\r\nTo: to-truong@example.vn\r\n');
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(decodeBody(text)).toContain('Báo cáo đến hạn lúc 17:00 ngày 24/01/2025.');
  });

  it('the same message again changes nothing', async () => {
    const mailer = createFolderMailer({ folder, from });
    await mailer.send(mail);
    const first = readFileSync(join(folder, '0f3a9c@thidua.eml'));
    await mailer.send({ ...mail, text: 'khác' });
    expect(readdirSync(folder)).toEqual(['0f3a9c@thidua.eml']);
    expect(readFileSync(join(folder, '0f3a9c@thidua.eml'))).toEqual(first);
  });

  it('two at once leave one whole file and nothing unfinished', async () => {
    const mailer = createFolderMailer({ folder, from });
    await Promise.all([mailer.send(mail), mailer.send(mail), mailer.send(mail)]);
    expect(readdirSync(folder)).toEqual(['0f3a9c@thidua.eml']);
  });

  it('an address that looks like several goes to nobody else', async () => {
    await createFolderMailer({ folder, from }).send({ ...mail, to: 'a@example.vn, b@example.vn' });
    const text = readFileSync(join(folder, '0f3a9c@thidua.eml'), 'utf8');
    expect(/^To: .*$/m.exec(text)![0]).not.toMatch(/a@example\.vn, b@example\.vn/);
  });

  it('a line break in the subject makes no header', async () => {
    await createFolderMailer({ folder, from }).send({ ...mail, subject: 'a\r\nBcc: b@example.vn' });
    expect(readFileSync(join(folder, '0f3a9c@thidua.eml'), 'utf8')).not.toMatch(/^Bcc:/m);
  });

  it.each([
    ['<0f3a9c@thidua>', '0f3a9c@thidua.eml'],
    ['<../../x@thidua>', /^~[0-9a-f]{64}\.eml$/],
    ['<.hidden@thidua>', /^~[0-9a-f]{64}\.eml$/],
    [`<${'a'.repeat(300)}@thidua>`, /^~[0-9a-f]{64}\.eml$/],
  ])('the file of %s', (messageId, name) => {
    expect(mailFileName(messageId)).toMatch(name);
  });
});

describe('mail by SMTP', () => {
  let server: Server;
  let received: string[];
  let refuse: boolean;

  beforeEach(async () => {
    received = [];
    refuse = false;
    // As much of RFC 5321 as one client needs.
    server = createServer((socket) => {
      let data: string | null = null;
      let rest = '';
      socket.write('220 test\r\n');
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        rest += chunk.toString();
        const lines = rest.split('\r\n');
        rest = lines.pop()!;
        for (const line of lines) {
          if (data !== null) {
            if (line === '.') {
              received.push(data);
              data = null;
              socket.write('250 taken\r\n');
            } else data += `${line}\r\n`;
          } else if (/^DATA/i.test(line)) {
            data = '';
            socket.write('354 go on\r\n');
          } else if (/^RCPT/i.test(line) && refuse) socket.write('550 no such user\r\n');
          else if (/^RCPT/i.test(line)) {
            received.push(line);
            socket.write('250 ok\r\n');
          } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
          else socket.write('250 ok\r\n');
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const url = () => `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it('reaches the server with the same Message-ID at every attempt', async () => {
    const mailer = createSmtpMailer({ url: url(), from });
    await mailer.send(mail);
    await mailer.send(mail);
    mailer.close();
    expect(received.filter((one) => one.startsWith('RCPT'))).toEqual([
      'RCPT TO:<to-truong@example.vn>',
      'RCPT TO:<to-truong@example.vn>',
    ]);
    const messages = received.filter((one) => !one.startsWith('RCPT'));
    expect(messages.length).toBe(2);
    for (const text of messages) expect(text).toContain('Message-ID: <0f3a9c@thidua>');
  });

  it('rejects when the server refuses', async () => {
    refuse = true;
    const mailer = createSmtpMailer({ url: url(), from });
    await expect(mailer.send(mail)).rejects.toThrow(/550/);
    mailer.close();
  });
});

/** The text of a single-part mail, whichever way it was encoded. */
function decodeBody(eml: string): string {
  const [head, ...body] = eml.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/base64/i.test(head!)) return Buffer.from(text, 'base64').toString('utf8');
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return /quoted-printable/i.test(head!) ? Buffer.from(bytes, 'latin1').toString('utf8') : text;
}

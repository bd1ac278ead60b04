import { createTransport, type SMTPPoolOptions } from 'nodemailer';
import type { Mailer } from '../../ports/outside.ts';
import { message } from './message.ts';

/** A mailer that holds connections. */
export interface SmtpMailer extends Mailer {
  /** Lets go of the connections; what is under way is finished. */
  close(): void;
}

/** Sends through the SMTP server at `url` (`smtp://` or `smtps://`, with name and password in it). */
export function createSmtpMailer({ url, from }: { url: string; from: string }): SmtpMailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  } as SMTPPoolOptions);
  return {
    async send(mail) {
      await transport.sendMail(message(mail, from));
    },
    close: () => transport.close(),
  };
}

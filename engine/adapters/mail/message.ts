import type { SendMailOptions } from 'nodemailer';
import type { Mail } from '../../ports/outside.ts';

/** A mail as nodemailer takes it: text only, and never reading a file or an address for its content. */
export function message({ to, subject, text, messageId }: Mail, from: string): SendMailOptions {
  return {
    from,
    // An address as it stands, not a list that is parsed.
    to: { name: '', address: to },
    subject,
    text,
    messageId,
    disableFileAccess: true,
    disableUrlAccess: true,
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

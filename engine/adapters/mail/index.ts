/**
 * Mail leaving the house: by SMTP, or as files in the data folder. May import the ports and nodemailer.
 * Start reading at `message.ts`.
 */
export { createFolderMailer, mailFileName } from './folder.ts';
export { createSmtpMailer, type SmtpMailer } from './smtp.ts';

/** What one-time codes are sent by: a file of its own beside each bundle, since few conversations need a code. */
export { createMailer } from '../mail/mailer.ts';
export { createTexter } from '../texts/texter.ts';

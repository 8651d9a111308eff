/** mailparser with its tables of character sets and entities: a file of its own beside the bundle, read with the first mail. */
export { MailParser } from 'mailparser';

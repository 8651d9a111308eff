import * as v from 'valibot';
import { emailAddress, text } from './fields.ts';

const few = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** How the client's customers are written to, and how they write. */
export const MailSchema = v.strictObject({
  /** What mails come from, and where customers write. */
  from: emailAddress,
  /** The domain that SES sends for. */
  domain: text('the domain'),
  /** Where the articles of the knowledge can be read, `https://…/{id}`: sources in mails lead there. */
  articleUrl: v.optional(
    v.pipe(v.string(), v.url('an absolute URL'), v.includes('{id}', 'a URL with {id} in it')),
  ),
  /**
   * Given, a case that came by mail reaches agents as an e-mail in Connect instead of a task: at this address, of a domain
   * that the Connect instance has (`<alias>.email.connect.aws`, or one that was added to it). Nobody writes to it; agents
   * answer in the workspace as ever.
   */
  agents: v.optional(v.strictObject({ address: emailAddress })),
  /** Given where mail comes in here, `{}` for all as it is: else our mails can't be answered, and don't say so. */
  receive: v.optional(
    v.strictObject({
      /** The domain whose MX leads to SES, when it isn't `domain`: answers to our mails come here. */
      domain: v.optional(text('the domain')),
      /** An SES rule set that the account has already: our rule joins it, and its owner keeps it. */
      ruleSet: v.optional(
        v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}[A-Za-z0-9]$/, 'a rule set')),
      ),
      /** Automatic answers that one address gets a day: what writes more is a machine, and people look at it. */
      repliesPerDay: v.optional(few(1, 100), 10),
      /** Days within which a mail with the same sender and subject belongs to the same case. */
      threadDays: v.optional(few(1, 30), 7),
      /** Days after the AI's last answer until its case is closed. */
      closeAfterDays: v.optional(few(1, 30), 3),
    }),
  ),
});
type Mail = v.InferOutput<typeof MailSchema>;

/** The domain at which answers to our mails arrive. */
export const answerDomain = ({ domain, receive }: Mail): string => (receive?.domain ?? domain).toLowerCase();

/** Local parts of the addresses that only we make. */
export const ANSWER_MAILBOXES = ['case', 'handoff'] as const;

/** Whether mail from this address is our own. */
export function isOurAddress(mail: Mail, address: string): boolean {
  const small = address.toLowerCase();
  const [, box, domain] = /^([^@+]+)(?:\+[^@]*)?@(.+)$/.exec(small) ?? [];
  return (
    small === mail.from.toLowerCase() ||
    (domain === answerDomain(mail) && ANSWER_MAILBOXES.some(name => name === box))
  );
}

import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { lazily } from '../platform/lazily.ts';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Where answers go, when not to the sender. */
  replyTo?: string;
  /** Further headers, e.g. In-Reply-To. */
  headers?: Record<string, string>;
}

export interface Mailer {
  /** @returns the id SES gave the mail */
  send(mail: Mail): Promise<string>;
}

/** What SES allows in a header's value. */
const LONGEST_HEADER = 995;
const LONGEST_SUBJECT = 200;

export function createMailer(
  options: { from: string; configurationSet: string; name: string },
  client = lazily(() => new SESv2Client({})),
): Mailer {
  return {
    async send({ to, subject, text, html, replyTo, headers = {} }) {
      const { MessageId } = await client.send(
        new SendEmailCommand({
          FromEmailAddress: `"${oneLine(options.name).replace(/["\\]/g, '')}" <${options.from}>`,
          Destination: { ToAddresses: [to] },
          ...(replyTo && { ReplyToAddresses: [replyTo] }),
          ConfigurationSetName: options.configurationSet,
          Content: {
            Simple: {
              Subject: { Data: oneLine(subject).slice(0, LONGEST_SUBJECT), Charset: 'UTF-8' },
              Body: {
                Text: { Data: text, Charset: 'UTF-8' },
                ...(html && { Html: { Data: html, Charset: 'UTF-8' } }),
              },
              Headers: Object.entries({ 'Auto-Submitted': 'auto-generated', ...headers }).map(
                ([Name, Value]) => ({
                  Name,
                  Value: oneLine(Value).slice(0, LONGEST_HEADER),
                }),
              ),
            },
          },
        }),
      );
      return MessageId!;
    },
  };
}

/** A line break in a header would start another header; SES refuses a mail with other control characters. */
// eslint-disable-next-line no-control-regex -- these are the ones
const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ');

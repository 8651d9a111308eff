import { randomUUID } from 'node:crypto';
import { AwsError, type Cloud } from '../core/contract.ts';
import { header, parseMail } from './mime.ts';

/** A mail that left the cloud; collection `ses-outbox`, oldest first. */
export interface SentMail {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  text?: string;
  html?: string;
  headers: Record<string, string>;
  /** ISO 8601. */
  at: string;
  /** As SES gives it; the Message-ID header on the wire is `<messageId@email.amazonses.com>`. */
  messageId: string;
  configurationSet?: string;
  tags: Record<string, string[]>;
}
/** The mail that a SendEmail asks for. @throws AwsError BadRequestException. */
export function mailOf(input: any, cloud: Cloud): SentMail {
  const { Destination = {}, Content = {}, ConfigurationSetName, EmailTags = [] } = input;
  const common = {
    at: new Date(cloud.clock.now()).toISOString(),
    messageId: `${String(cloud.clock.now()).padStart(16, '0')}-${randomUUID()}-000000`,
    configurationSet: ConfigurationSetName,
    tags: Object.fromEntries(EmailTags.map(({ Name, Value }: any) => [Name, [Value]])),
    cc: Destination.CcAddresses ?? [],
    bcc: Destination.BccAddresses ?? [],
  };
  if (Content.Raw) {
    const { headers, text, html } = parseMail(Buffer.from(Content.Raw.Data, 'base64'));
    const to = Destination.ToAddresses ?? addresses(header(headers, 'To'));
    const cc = Destination.ToAddresses ? common.cc : addresses(header(headers, 'Cc'));
    return {
      ...common,
      from: sender(input),
      to,
      cc,
      subject: header(headers, 'Subject') ?? '',
      text,
      html,
      headers,
    };
  }
  if (!Content.Simple)
    throw new AwsError(
      'BadRequestException',
      'Content needs Simple or Raw; templates are not in the local cloud.',
    );
  const { Subject, Body, Headers = [] } = Content.Simple;
  const headers = Object.fromEntries(Headers.map(({ Name, Value }: any) => [Name, Value]));
  if (input.ReplyToAddresses?.length) headers['Reply-To'] = input.ReplyToAddresses.join(', ');
  return {
    ...common,
    from: sender(input),
    to: Destination.ToAddresses ?? [],
    subject: Subject?.Data ?? '',
    text: Body?.Text?.Data,
    html: Body?.Html?.Data,
    headers,
  };
}

export function sender(input: any): string {
  if (input.FromEmailAddress) return input.FromEmailAddress;
  const raw = input.Content?.Raw?.Data;
  const from = raw && header(parseMail(Buffer.from(raw, 'base64')).headers, 'From');
  if (!from) throw new AwsError('BadRequestException', 'FromEmailAddress is missing.');
  return from;
}

/** `Anna <a@x.example>` → `a@x.example`. */
export function address(mailbox: string): string {
  return (/<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox).trim().toLowerCase();
}
const addresses = (list = '') =>
  list ? list.split(/,(?![^"]*"(?:[^"]*"[^"]*")*[^"]*$)/).map(one => one.trim()) : [];

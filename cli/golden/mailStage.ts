import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createTransport } from 'nodemailer';
import type { LocalCloud } from '../../local/boot.ts';
import { OPERATOR_KEY, type AccessKey } from '../../local/core/credentials.ts';

/** The smallest thing that begins like a PNG. */
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A mail that somebody writes to the client. */
export interface WrittenMail {
  from: { name?: string; address: string };
  /** Envelope sender when it isn't From; empty for bounces. */
  returnPath?: string;
  to: string;
  subject: string;
  text: string;
  headers: Record<string, string>;
  /** Names of pictures that come with it. */
  files: string[];
  /** A file with a text in it. */
  attach?: { name: string; text: string } | undefined;
}
/** What became of it, as the client's table has it. */
export interface MailOutcome {
  outcome: string;
  why?: string;
  caseId?: string;
}

/** Where the client's functions keep what they know. */
export interface ClientTable {
  endpoint: string;
  credentials: AccessKey;
  name: string;
}
export const tableOf = ({ cloud, deployed, client }: LocalCloud): ClientTable => ({
  endpoint: cloud.urls.aws,
  credentials: OPERATOR_KEY,
  name: String(deployed.outputs[`${client.client}-support`]!['TableName']),
});

/** The mail's way into a booted cloud: SMTP, as for any mail program. What came of it stands in the table. */
export function openMailbox(
  { cloud, smtp, client }: LocalCloud,
  { endpoint, credentials, name }: ClientTable,
) {
  const dynamodb = new DynamoDBClient({ endpoint, credentials, region: cloud.region });
  return {
    /** @returns the id that SES gave it. @throws when it isn't taken */
    async write({
      from,
      returnPath,
      to,
      subject,
      text,
      headers,
      files,
      attach,
    }: WrittenMail): Promise<string> {
      if (smtp === undefined) throw new Error(`${client.client} takes no mail here`);
      const transport = createTransport({ host: '127.0.0.1', port: smtp, secure: false, ignoreTLS: true });
      const sent = await transport.sendMail({
        envelope: { from: returnPath ?? from.address, to: [to] },
        from: { name: from.name ?? '', address: from.address },
        to,
        subject,
        text,
        headers,
        attachments: [
          ...files.map(filename => ({ filename, content: PICTURE })),
          ...(attach ? [{ filename: attach.name, content: attach.text }] : []),
        ],
        date: new Date(cloud.clock.now()),
      });
      transport.close();
      return /Ok (\S+)/.exec(sent.response)?.[1] ?? '';
    },
    async outcome(id: string): Promise<MailOutcome | undefined> {
      const Key = { pk: { S: `MAIL#${id}` }, sk: { S: 'MAIL' } };
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: name, Key }));
      return Item && (unmarshall(Item) as MailOutcome);
    },
    close: () => dynamodb.destroy(),
  };
}
export type Mailbox = ReturnType<typeof openMailbox>;

import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createTransport } from 'nodemailer';
import type { LocalCloud } from '../../local/boot.ts';
import { OPERATOR_KEY } from '../../local/core/credentials.ts';

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
}
/** What became of it, as the client's table has it. */
export interface MailOutcome {
  outcome: string;
  why?: string;
  caseId?: string;
}

/** The mail's way into a booted cloud: SMTP, as for any mail program. */
export function openMailbox({ cloud, smtp, deployed, client }: LocalCloud) {
  const dynamodb = new DynamoDBClient({
    endpoint: cloud.urls.aws,
    region: cloud.region,
    credentials: OPERATOR_KEY,
  });
  return {
    /** @returns the id that SES gave it. @throws when it isn't taken */
    async write({ from, returnPath, to, subject, text, headers, files }: WrittenMail): Promise<string> {
      if (smtp === undefined) throw new Error(`${client.client} takes no mail here`);
      const transport = createTransport({ host: '127.0.0.1', port: smtp, secure: false, ignoreTLS: true });
      const sent = await transport.sendMail({
        envelope: { from: returnPath ?? from.address, to: [to] },
        from: { name: from.name ?? '', address: from.address },
        to,
        subject,
        text,
        headers,
        attachments: files.map(filename => ({ filename, content: PICTURE })),
        date: new Date(cloud.clock.now()),
      });
      transport.close();
      return /Ok (\S+)/.exec(sent.response)?.[1] ?? '';
    },
    async outcome(id: string): Promise<MailOutcome | undefined> {
      const TableName = String(deployed.outputs[`${client.client}-support`]!['TableName']);
      const Key = { pk: { S: `MAIL#${id}` }, sk: { S: 'MAIL' } };
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key }));
      return Item && (unmarshall(Item) as MailOutcome);
    },
    close: () => dynamodb.destroy(),
  };
}
export type Mailbox = ReturnType<typeof openMailbox>;

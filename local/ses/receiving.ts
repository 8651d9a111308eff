import { randomUUID } from 'node:crypto';
import { AwsError, type Cloud, type Operation, type Resource, type ResourceType } from '../core/contract.ts';
import { address } from './mail.ts';
import { header, parseMail } from './mime.ts';
import { verdictsOf, VERDICTS_HEADER, type Verdicts } from './verdicts.ts';

/** A mail as it arrives by SMTP. */
export interface Arriving {
  /** Envelope sender; empty for bounces. */
  mailFrom: string;
  recipients: string[];
  source: Uint8Array;
}

interface Rule {
  ruleSet: string;
  name: string;
  enabled: boolean;
  recipients: string[];
  actions: any[];
}

/** SES v1's part: receipt rule sets, of which one is active, and what happens to a mail by their rules. */
export interface Receiving {
  operations: Record<string, Operation>;
  resourceTypes: Record<string, ResourceType>;
  /** Whether a rule of the active set stands for this recipient. */
  takes(cloud: Cloud, recipient: string): boolean;
  /** Runs the rules' actions; the id that SES gives the mail. */
  receive(cloud: Cloud, mail: Arriving): Promise<string>;
}

const SES = { id: 'service:ses.amazonaws.com' };

export function createReceiving(): Receiving {
  const rules: Rule[] = [];
  const sets = (cloud: Cloud) => cloud.store.collection<{ createdAt: string }>('ses-rule-sets');
  const active = (cloud: Cloud) => cloud.store.collection<{ name: string }>('ses-active-rule-set');
  const activeName = (cloud: Cloud) => active(cloud).get('active')?.name;
  const demand = (cloud: Cloud, name: string) => {
    if (!sets(cloud).get(name))
      throw new AwsError('RuleSetDoesNotExist', `Rule set does not exist: ${name}`, 400);
  };
  const anywhere = () => ['*'];

  const matching = (cloud: Cloud, recipient: string) =>
    rules.filter(
      rule => rule.enabled && rule.ruleSet === activeName(cloud) && standsFor(rule.recipients, recipient),
    );

  return {
    operations: {
      DescribeActiveReceiptRuleSet: {
        resources: anywhere,
        run(_input, { cloud }) {
          const name = activeName(cloud);
          if (!name) return {};
          const CreatedTimestamp = sets(cloud).get(name)!.createdAt;
          return {
            Metadata: { Name: name, CreatedTimestamp },
            Rules: rules.filter(({ ruleSet }) => ruleSet === name).map(rule => ({ Name: rule.name })),
          };
        },
      },
      CreateReceiptRuleSet: {
        resources: anywhere,
        run({ RuleSetName }, { cloud }) {
          if (sets(cloud).get(RuleSetName))
            throw new AwsError('AlreadyExists', `Rule set already exists: ${RuleSetName}`, 400);
          sets(cloud).put(RuleSetName, { createdAt: new Date(cloud.clock.now()).toISOString() });
          return {};
        },
      },
      SetActiveReceiptRuleSet: {
        resources: anywhere,
        run({ RuleSetName }, { cloud }) {
          if (RuleSetName) {
            demand(cloud, RuleSetName);
            active(cloud).put('active', { name: RuleSetName });
          } else active(cloud).delete('active');
          return {};
        },
      },
    },
    resourceTypes: {
      'AWS::SES::ReceiptRule': {
        deploy({ properties, physicalName }: Resource, cloud) {
          const { RuleSetName, Rule: given } = properties;
          demand(cloud, RuleSetName);
          const name = given.Name ?? physicalName;
          rules.push({
            ruleSet: RuleSetName,
            name,
            enabled: String(given.Enabled) === 'true',
            recipients: given.Recipients ?? [],
            actions: given.Actions ?? [],
          });
          return { ref: name, attributes: {} };
        },
      },
    },
    takes: (cloud, recipient) => matching(cloud, recipient).length > 0,

    async receive(cloud, mail) {
      const id = randomUUID().replaceAll('-', '') + randomUUID().slice(0, 8);
      const { headers } = parseMail(mail.source);
      const verdicts = verdictsOf(header(headers, VERDICTS_HEADER), mail.source);
      const source = stored(mail, id, verdicts);
      const all = [...new Set(mail.recipients.flatMap(recipient => matching(cloud, recipient)))];
      for (const rule of all) {
        const recipients = mail.recipients.filter(recipient => standsFor(rule.recipients, recipient));
        for (const action of rule.actions) {
          if (action.S3Action) {
            const { BucketName, ObjectKeyPrefix = '' } = action.S3Action;
            const Body = Buffer.from(source).toString('base64');
            await cloud.call(SES, 's3', 'PutObject', {
              Bucket: BucketName,
              Key: `${ObjectKeyPrefix}${id}`,
              Body,
            });
          } else if (action.LambdaAction) {
            await cloud.invoke({
              principal: SES,
              functionArn: action.LambdaAction.FunctionArn,
              payload: eventOf(cloud, { ...mail, id, headers, verdicts, rule, recipients }),
              type: 'event',
              sourceArn: `arn:aws:ses:${cloud.region}:${cloud.account}:receipt-rule-set/${rule.ruleSet}:receipt-rule/${rule.name}`,
            });
          } else throw new Error(`rule ${rule.name}: the local cloud knows S3 and Lambda actions only`);
        }
      }
      return id;
    },
  };
}

/** An address stands for itself with any label, a domain for all of its addresses, `.domain` for its subdomains. */
export function standsFor(recipients: string[], recipient: string): boolean {
  if (recipients.length === 0) return true;
  const small = address(recipient);
  const at = small.lastIndexOf('@');
  const domain = small.slice(at + 1);
  const bare = `${small.slice(0, at).replace(/\+.*$/, '')}@${domain}`;
  return recipients
    .map(each => each.toLowerCase())
    .some(
      each =>
        each === small || each === bare || each === domain || (each.startsWith('.') && domain.endsWith(each)),
    );
}

/** What SES stores: its own headers before the mail; the header that only this cloud reads is gone. */
function stored({ mailFrom, source }: Arriving, id: string, verdicts: Verdicts): Uint8Array {
  const text = Buffer.from(source).toString('latin1');
  const own = [
    `Return-Path: <${mailFrom}>`,
    `X-SES-Spam-Verdict: ${verdicts.spam}`,
    `X-SES-Virus-Verdict: ${verdicts.virus}`,
    `Authentication-Results: amazonses.com; spf=${verdicts.spf.toLowerCase()}; dkim=${verdicts.dkim.toLowerCase()}; dmarc=${verdicts.dmarc.toLowerCase()}`,
    `X-SES-RECEIPT: ${id}`,
  ];
  const rest = text
    .replace(/^x-local-verdicts:[^\n]*\n(?:[ \t][^\n]*\n)*/im, '')
    .replace(/^return-path:[^\n]*\n/im, '');
  return Buffer.from(`${own.join('\r\n')}\r\n${rest}`, 'latin1');
}

function eventOf(
  cloud: Cloud,
  mail: Arriving & { id: string; headers: Record<string, string>; verdicts: Verdicts; rule: Rule },
) {
  const { id, mailFrom, recipients, headers, verdicts } = mail;
  const timestamp = new Date(cloud.clock.now()).toISOString();
  const verdict = (name: keyof Verdicts) => ({ status: verdicts[name] });
  return {
    Records: [
      {
        eventSource: 'aws:ses',
        eventVersion: '1.0',
        ses: {
          mail: {
            timestamp,
            source: mailFrom,
            messageId: id,
            destination: recipients,
            headersTruncated: false,
            headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
            commonHeaders: {
              returnPath: mailFrom,
              from: [header(headers, 'from') ?? ''],
              to: [header(headers, 'to') ?? ''],
              subject: header(headers, 'subject') ?? '',
              messageId: header(headers, 'message-id') ?? '',
            },
          },
          receipt: {
            timestamp,
            processingTimeMillis: 1,
            recipients,
            spamVerdict: verdict('spam'),
            virusVerdict: verdict('virus'),
            spfVerdict: verdict('spf'),
            dkimVerdict: verdict('dkim'),
            dmarcVerdict: verdict('dmarc'),
            action: { type: 'Lambda', invocationType: 'Event' },
          },
        },
      },
    ],
  };
}

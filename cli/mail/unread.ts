import { InvokeCommand } from '@aws-sdk/client-lambda';
import { beginningOf, findUnread, type UnreadMail } from '../../layers/core/files/unreadMails.ts';
import { eventOfStored } from '../../layers/core/mail/storedMail.ts';
import { createMailStore } from '../../layers/core/store/mailStore.ts';
import { WrongUse } from '../release/wrongUse.ts';
import type { SupportStack } from '../stack/openStack.ts';
import { STACK_HELP, stackCommand } from '../stack/stackCommand.ts';

const DAYS = 14;

const UNREAD_HELP = `usage: augment mail unread [options]

Mails that SES has stored and of which nothing became: no case, no answer, no refusal. Exit code 1 when there is one.

  --days N        how far back (${DAYS})
${STACK_HELP}`;

export const unread = (args: string[]): Promise<number> =>
  stackCommand(args, UNREAD_HELP, { days: { type: 'string' } }, async ({ stack, values }) => {
    const found = await search(stack, values.days);
    for (const mail of found) console.log(line(mail));
    console.log(found.length === 0 ? 'no mail is unread' : `${found.length} unread`);
    return found.length === 0 ? 0 : 1;
  });

const RESCUE_HELP = `usage: augment mail rescue (ID | --all) [options]

Makes a case of an unread mail: a person looks at it, with the mail beside it, and the customer is told so. Nothing happens to a
mail of which something became.

  --all           every mail that augment mail unread names
  --days N        how far back (${DAYS})
${STACK_HELP}`;

export const rescue = (args: string[]): Promise<number> =>
  stackCommand(
    args,
    RESCUE_HELP,
    { days: { type: 'string' }, all: { type: 'boolean' } },
    async ({ stack, positionals, values }) => {
      const [id] = positionals;
      if (!id === !values.all || positionals.length > 1) throw new WrongUse('give either one ID or --all');
      const ids = id ? [id] : (await search(stack, values.days)).map(mail => mail.id);
      let failed = 0;
      for (const each of ids) {
        const why = await rescueOne(each, stack);
        if (why) failed++;
        console.log(`${each}: ${why ?? 'rescued'}`);
      }
      if (ids.length === 0) console.log('no mail is unread');
      return failed === 0 ? 0 : 1;
    },
  );

async function search({ parts, options, clients }: SupportStack, days: unknown): Promise<UnreadMail[]> {
  const back = Number(days ?? DAYS);
  if (!Number.isInteger(back) || back < 1) throw new WrongUse('--days: a whole number from 1');
  const { table, ...rest } = options;
  const mails = createMailStore(table, rest);
  return findUnread({ bucket: parts.files, days: back, now: options.now() }, { s3: clients.s3, mails });
}

/** Why it could not be rescued, or undefined. */
async function rescueOne(id: string, { parts, clients }: SupportStack): Promise<string | undefined> {
  const beginning = await beginningOf({ bucket: parts.files, id }, clients.s3).catch(error => {
    if (error.name === 'NoSuchKey') throw new WrongUse(`there is no mail ${id}`);
    throw error;
  });
  const { FunctionError } = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: parts.rescueMail,
      Payload: JSON.stringify(eventOfStored(id, beginning)),
    }),
  );
  return FunctionError && 'failed: see the log of rescue-mail';
}

const line = ({ id, at, bytes }: UnreadMail) => `${id}  ${at.toISOString()}  ${bytes} bytes`;
